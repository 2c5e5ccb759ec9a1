/**
 * The tables on PostgreSQL. src/store/sqlite/schema.ts has the same for SQLite, with what the columns mean;
 * a type test watches that they agree.
 */
import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'

const time = (name: string) => bigint(name, { mode: 'number' })

export const conversation = pgTable(
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
    lastSeq: integer('last_seq').notNull().default(0),
    dueAt: time('due_at'),
    dueLimit: time('due_limit'),
    lease: text('lease'),
    leaseUntil: time('lease_until'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: time('created_at').notNull(),
    activeAt: time('active_at').notNull(),
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

export const inbound = pgTable(
  'inbound',
  {
    id: text('id').primaryKey(),
    conversationId: belongs(),
    seq: integer('seq').notNull(),
    kind: text('kind', { enum: ['message', 'case'] }).notNull(),
    externalId: text('external_id').notNull(),
    bodyEnc: text('body_enc').notNull(),
    at: time('at').notNull(),
    handledAt: time('handled_at'),
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

export const outbox = pgTable(
  'outbox',
  {
    id: text('id').primaryKey(),
    conversationId: belongs(),
    seq: integer('seq').notNull(),
    channel: text('channel').notNull(),
    author: text('author', { enum: ['bot', 'person'] }).notNull(),
    bodyEnc: text('body_enc').notNull(),
    createdAt: time('created_at').notNull(),
    status: text('status', { enum: ['queued', 'sending', 'sent', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    dueAt: time('due_at').notNull(),
    uncertain: integer('uncertain').notNull().default(0),
    sentAt: time('sent_at'),
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

export const handoffCase = pgTable(
  'handoff_case',
  {
    id: text('id').primaryKey(),
    conversationId: belongs(),
    status: text('status').notNull(),
    version: integer('version').notNull().default(1),
    body: text('body').notNull(),
    requestedAt: time('requested_at').notNull(),
    endedAt: time('ended_at'),
  },
  (t) => [
    uniqueIndex('handoff_case_open')
      .on(t.conversationId)
      .where(sql`${t.endedAt} is null`),
    index('handoff_case_conversation').on(t.conversationId),
  ],
)

export const attachment = pgTable(
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
    createdAt: time('created_at').notNull(),
  },
  (t) => [
    index('attachment_conversation').on(t.conversationId),
    index('attachment_inbound').on(t.inboundId),
    index('attachment_created').on(t.createdAt),
  ],
)

export const answerMark = pgTable(
  'answer_mark',
  {
    topic: text('topic').notNull(),
    mark: text('mark').notNull(),
    day: text('day').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.topic, t.mark, t.day] })],
)

export const setting = pgTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})
