/** Queries of what goes out. */
import { aliasedTable, and, eq, inArray, lt, lte, ne, notExists, type SQL, sql } from 'drizzle-orm'
import { type Builder, perCount, placeholder, prepare, upTo } from '../prepare.ts'

/** Writing messages and what became of them. */
/** A message is sent again after a crash whose outcome is unknown, up to so many times. */
export const MAX_UNKNOWN = 10

export function outboxQueries({ db, tables: { outbox: o } }: Builder) {
  return {
    /** Writes several messages at once: values `id0, seq0, body0, id1, ...` and what they share. */
    insertOutbox: perCount((count) => {
      const own = upTo(count).flatMap((i) => [`id${i}`, `seq${i}`, `body${i}`])
      return prepare(`insert_outbox_${count}`, [...own, 'conversation', 'channel', 'author', 'status', 'now', 'sentAt'], () =>
        db.insert(o).values(
          upTo(count).map((i) => ({
            id: placeholder(`id${i}`),
            conversationId: placeholder('conversation'),
            seq: placeholder(`seq${i}`),
            channel: placeholder('channel'),
            author: placeholder('author'),
            bodyEnc: placeholder(`body${i}`),
            createdAt: placeholder('now'),
            status: placeholder('status'),
            dueAt: placeholder('now'),
            sentAt: placeholder('sentAt'),
          })),
        ),
      )
    }),
    /** Also after its lease ran out: that it was sent is the truth. */
    sent: prepare('sent', ['id', 'externalId', 'now'], (p) =>
      db
        .update(o)
        .set({ status: 'sent', sentAt: p.now, externalId: p.externalId, code: null })
        .where(and(eq(o.id, p.id), ne(o.status, 'sent'))),
    ),
    later: prepare('later', ['id', 'dueAt', 'code'], (p) =>
      db
        .update(o)
        .set({ status: 'queued', dueAt: p.dueAt, code: p.code })
        .where(and(eq(o.id, p.id), eq(o.status, 'sending'))),
    ),
    failed: prepare('failed', ['id', 'code'], (p) =>
      db
        .update(o)
        .set({ status: 'failed', code: p.code })
        .where(and(eq(o.id, p.id), inArray(o.status, ['queued', 'sending']))),
    ),
  }
}

/** Claiming messages to send. */
export function claimQueries(builder: Builder) {
  const { db, tables, locked } = builder
  const { outbox: o, conversation: c } = tables
  const handle = db.select({ handle: c.handleEnc }).from(c).where(eq(c.id, o.conversationId))
  const claimed = {
    id: o.id,
    conversation: o.conversationId,
    channel: o.channel,
    seq: o.seq,
    at: o.createdAt,
    bodyEnc: o.bodyEnc,
    status: o.status,
    attempts: o.attempts,
    uncertain: o.uncertain,
    handleEnc: sql<string>`${handle}`,
  }
  /** Crash after crash while sending this one: perhaps it is what crashes us. Short of that, losing it would be worse than a repeat. */
  const givenUp = sql`${o.status} = 'sending' and ${o.attempts} >= ${sql.raw(String(MAX_UNKNOWN))}`
  return {
    /** For a number of channels: values `channel0, channel1, ...`. Rows that come back `failed` are not to be sent. */
    claimOutbox: perCount((count) => {
      const channels = upTo(count).map((i) => `channel${i}`)
      return prepare(`claim_outbox_${count}`, [...channels, 'now', 'limit', 'leaseUntil'], () => {
        const due = dueFirst(builder, channels.map(placeholder))
        const candidates = db
          .select({ id: o.id })
          .from(o)
          .where(due)
          .orderBy(o.dueAt)
          .limit(placeholder('limit') as never)
        // A common table expression that locks is run once; as a sub-select PostgreSQL might run it again and take more.
        const picked = db.$with('picked').as(locked(candidates, 'skip'))
        return db
          .with(picked)
          .update(o)
          .set({
            status: sql`case when ${givenUp} then 'failed' else 'sending' end`,
            code: sql`case when ${givenUp} then 'outcome_unknown' else ${o.code} end`,
            uncertain: sql`case when ${o.status} = 'sending' then 1 else ${o.uncertain} end`,
            attempts: sql`${o.attempts} + 1`,
            dueAt: placeholder('leaseUntil'),
          })
          .where(inArray(o.id, db.select({ id: picked.id }).from(picked)))
          .returning(claimed)
      })
    }),
  }
}

/**
 * Unsent, due, and the first such of its conversation. That needs no lock: a message that was sent or failed never becomes
 * unsent again, and a later one is never seen before an earlier one.
 */
function dueFirst({ db, tables: { outbox: o } }: Builder, channels: SQL[]): SQL | undefined {
  const unsent = (table: typeof o) => sql`${table.status} in ('queued', 'sending')`
  const earlier = aliasedTable(o, 'earlier')
  const before = db
    .select({ one: sql`1` })
    .from(earlier)
    .where(and(eq(earlier.conversationId, o.conversationId), lt(earlier.seq, o.seq), unsent(earlier)))
  const ours = sql`${o.channel} in (${sql.join(channels, sql`, `)})`
  return and(unsent(o), lte(o.dueAt, placeholder('now')), ours, notExists(before))
}
