/**
 * The tables on SQLite. src/store/postgres/schema.ts has the same for PostgreSQL; a type test watches that they agree.
 * Times are milliseconds since 1970, so that both databases share every query. Columns that end in `_enc` are encrypted.
 */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

export const conversation = sqliteTable(
  'conversation',
  {
    id: text('id').primaryKey(),
    channel: text('channel').notNull(),
    handleHash: text('handle_hash').notNull(),
    handleEnc: text('handle_enc').notNull(),
    municipality: text('municipality').notNull(),
    language: text('language').notNull(),
    stateEnc: text('state_enc').notNull(),
    version: integer('version').notNull().default(0),
    /** One count over inbound and outbox: the order of the transcript and the id of an event on the web. */
    lastSeq: integer('last_seq').notNull().default(0),
    /** When the next turn may begin; null when nothing waits. */
    dueAt: integer('due_at'),
    /** How far a burst may push `due_at` on. Null when nothing came since the last claim. */
    dueLimit: integer('due_limit'),
    lease: text('lease'),
    leaseUntil: integer('lease_until'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    activeAt: integer('active_at').notNull(),
  },
  (t) => [
    uniqueIndex('conversation_address').on(t.channel, t.handleHash),
    index('conversation_due')
      .on(t.dueAt)
      .where(sql`${t.dueAt} is not null`),
  ],
)

const belongs = () =>
  text('conversation_id')
    .notNull()
    .references(() => conversation.id, { onDelete: 'cascade' })

export const inbound = sqliteTable(
  'inbound',
  {
    id: text('id').primaryKey(),
    conversationId: belongs(),
    seq: integer('seq').notNull(),
    kind: text('kind', { enum: ['message', 'case'] }).notNull(),
    externalId: text('external_id').notNull(),
    bodyEnc: text('body_enc').notNull(),
    at: integer('at').notNull(),
    handledAt: integer('handled_at'),
    outcome: text('outcome', { enum: ['handled', 'set_aside'] }),
    code: text('code'),
  },
  (t) => [
    uniqueIndex('inbound_once').on(t.conversationId, t.externalId),
    uniqueIndex('inbound_order').on(t.conversationId, t.seq),
    index('inbound_waiting')
      .on(t.conversationId, t.seq)
      .where(sql`${t.handledAt} is null`),
    index('inbound_set_aside')
      .on(t.handledAt)
      .where(sql`${t.outcome} = 'set_aside'`),
  ],
)

export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    conversationId: belongs(),
    seq: integer('seq').notNull(),
    channel: text('channel').notNull(),
    author: text('author', { enum: ['bot', 'person'] }).notNull(),
    bodyEnc: text('body_enc').notNull(),
    createdAt: integer('created_at').notNull(),
    status: text('status', { enum: ['queued', 'sending', 'sent', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Queued: when it may be tried. Sending: when the lease of whoever sends it runs out. */
    dueAt: integer('due_at').notNull(),
    uncertain: integer('uncertain').notNull().default(0),
    sentAt: integer('sent_at'),
    externalId: text('external_id'),
    code: text('code'),
  },
  (t) => [
    uniqueIndex('outbox_order').on(t.conversationId, t.seq),
    index('outbox_unsent')
      .on(t.conversationId, t.seq)
      .where(sql`${t.status} in ('queued', 'sending')`),
    index('outbox_due')
      .on(t.dueAt)
      .where(sql`${t.status} in ('queued', 'sending')`),
    index('outbox_failed')
      .on(t.createdAt)
      .where(sql`${t.status} = 'failed'`),
    index('outbox_uncertain')
      .on(t.createdAt)
      .where(sql`${t.uncertain} = 1`),
  ],
)

export const handoffCase = sqliteTable(
  'handoff_case',
  {
    id: text('id').primaryKey(),
    conversationId: belongs(),
    status: text('status').notNull(),
    version: integer('version').notNull().default(1),
    /** JSON of a Case: it has no personal data, so it stays readable. */
    body: text('body').notNull(),
    requestedAt: integer('requested_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('handoff_case_open')
      .on(t.conversationId)
      .where(sql`${t.endedAt} is null`),
    index('handoff_case_conversation').on(t.conversationId),
  ],
)

export const attachment = sqliteTable(
  'attachment',
  {
    id: text('id').primaryKey(),
    conversationId: belongs(),
    inboundId: text('inbound_id')
      .notNull()
      .references(() => inbound.id, { onDelete: 'cascade' }),
    mime: text('mime').notNull(),
    size: integer('size').notNull(),
    bytesEnc: text('bytes_enc').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    index('attachment_conversation').on(t.conversationId),
    index('attachment_inbound').on(t.inboundId),
    index('attachment_created').on(t.createdAt),
  ],
)

export const answerMark = sqliteTable(
  'answer_mark',
  {
    topic: text('topic').notNull(),
    mark: text('mark').notNull(),
    /** yyyy-mm-dd */
    day: text('day').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.topic, t.mark, t.day] })],
)

export const setting = sqliteTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})
