/** Queries that only read: the transcript and the numbers for readiness and metrics. */
import { and, eq, gt, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Builder, prepare } from '../prepare.ts'

export function readingQueries({ db, tables: { conversation, inbound, outbox } }: Builder) {
  const count = (from: SQLiteTable, where: SQL | undefined) => {
    const rows = db
      .select({ count: sql`count(*)` })
      .from(from)
      .where(where)
    return sql`${rows}`.mapWith(Number)
  }
  return {
    /** One statement: in two, a message written between them could be passed over for ever by who goes on after the last. */
    transcript: prepare('transcript', ['conversation', 'afterSeq', 'limit'], (p) =>
      db
        .select({
          seq: inbound.seq,
          at: inbound.at,
          from: sql<'you' | 'bot' | 'person'>`'you'`.as('author'),
          bodyEnc: inbound.bodyEnc,
          externalId: inbound.externalId,
        })
        .from(inbound)
        .where(and(eq(inbound.conversationId, p.conversation), gt(inbound.seq, p.afterSeq), eq(inbound.kind, sql`'message'`)))
        .unionAll(
          db
            .select({
              seq: outbox.seq,
              at: outbox.createdAt,
              from: sql<'you' | 'bot' | 'person'>`${outbox.author}`.as('author'),
              bodyEnc: outbox.bodyEnc,
              externalId: sql<string>`${outbox.externalId}`,
            })
            .from(outbox)
            .where(and(eq(outbox.conversationId, p.conversation), gt(outbox.seq, p.afterSeq))) as never,
        )
        .orderBy(inbound.seq)
        .limit(p.limit as never),
    ),
    figures: prepare('figures', [], () =>
      db
        .select({
          waitingTurns: count(conversation, isNotNull(conversation.dueAt)),
          queued: count(outbox, sql`${outbox.status} in ('queued', 'sending')`),
          failed: count(outbox, sql`${outbox.status} = 'failed'`),
          uncertain: count(outbox, sql`${outbox.uncertain} = 1`),
          setAside: count(inbound, sql`${inbound.outcome} = 'set_aside'`),
        })
        .from(sql`(select 1) as one_row`),
    ),
  }
}
