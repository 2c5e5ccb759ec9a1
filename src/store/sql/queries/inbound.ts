/** Queries of what came in: messages, news of the hand-off, files. */
import { and, eq, isNull, lte } from 'drizzle-orm'
import { type Builder, prepare } from '../prepare.ts'

export function inboundQueries({ db, tables: { inbound, attachment, handoffCase } }: Builder) {
  return {
    insertInbound: prepare('insert_inbound', ['id', 'conversation', 'seq', 'kind', 'externalId', 'body', 'at'], (p) =>
      db
        .insert(inbound)
        .values({
          id: p.id,
          conversationId: p.conversation,
          seq: p.seq,
          kind: p.kind,
          externalId: p.externalId,
          bodyEnc: p.body,
          at: p.at,
        })
        .onConflictDoNothing({ target: [inbound.conversationId, inbound.externalId] })
        .returning({ id: inbound.id }),
    ),
    insertFile: prepare('insert_file', ['id', 'conversation', 'inbound', 'mime', 'size', 'bytes', 'now'], (p) =>
      db.insert(attachment).values({
        id: p.id,
        conversationId: p.conversation,
        inboundId: p.inbound,
        mime: p.mime,
        size: p.size,
        bytesEnc: p.bytes,
        createdAt: p.now,
      }),
    ),
    readFile: prepare('read_file', ['id'], (p) => db.select().from(attachment).where(eq(attachment.id, p.id))),
    /** What waits for the turn, with the open case of its conversation: one statement, so that both are of one moment. */
    waiting: prepare('waiting', ['conversation'], (p) =>
      db
        .select({
          id: inbound.id,
          seq: inbound.seq,
          at: inbound.at,
          kind: inbound.kind,
          bodyEnc: inbound.bodyEnc,
          openCase: handoffCase.body,
        })
        .from(inbound)
        .leftJoin(handoffCase, and(eq(handoffCase.conversationId, inbound.conversationId), isNull(handoffCase.endedAt)))
        .where(and(eq(inbound.conversationId, p.conversation), isNull(inbound.handledAt)))
        .orderBy(inbound.seq),
    ),
    handled: prepare('handled', ['conversation', 'upTo', 'now', 'outcome', 'code'], (p) =>
      db
        .update(inbound)
        .set({ handledAt: p.now, outcome: p.outcome, code: p.code })
        .where(and(eq(inbound.conversationId, p.conversation), isNull(inbound.handledAt), lte(inbound.seq, p.upTo))),
    ),
    mask: prepare('mask', ['id', 'conversation', 'body'], (p) =>
      db
        .update(inbound)
        .set({ bodyEnc: p.body })
        .where(and(eq(inbound.id, p.id), eq(inbound.conversationId, p.conversation))),
    ),
  }
}
