/** Queries of the conversation row: finding it, making it, and letting things come in. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { type Builder, prepare, type Tables } from '../prepare.ts'

/** Activity never goes back: messages may arrive late and out of order. */
export const active = ({ activeAt }: Tables['conversation'], at: SQL): SQL =>
  sql`case when ${activeAt} < ${at} then ${at} else ${activeAt} end`

export function conversationQueries({ db, tables: { conversation: c } }: Builder) {
  const address = (p: { channel: SQL; hash: SQL }) => and(eq(c.channel, p.channel), eq(c.handleHash, p.hash))
  return {
    insertConversation: prepare(
      'insert_conversation',
      ['id', 'channel', 'hash', 'handle', 'municipality', 'language', 'state', 'now'],
      (p) =>
        db
          .insert(c)
          .values({
            id: p.id,
            channel: p.channel,
            handleHash: p.hash,
            handleEnc: p.handle,
            municipality: p.municipality,
            language: p.language,
            stateEnc: p.state,
            createdAt: p.now,
            activeAt: p.now,
          })
          .onConflictDoNothing({ target: [c.channel, c.handleHash] })
          .returning({ id: c.id }),
    ),
    findConversation: prepare('find_conversation', ['channel', 'hash'], (p) =>
      db.select({ id: c.id, lastSeq: c.lastSeq }).from(c).where(address(p)),
    ),
    /** Gives a message its place and its conversation a time for the turn. */
    receiveInto: prepare('receive_into', ['channel', 'hash', 'at', 'dueAt', 'limit'], (p) =>
      db
        .update(c)
        .set({
          lastSeq: sql`${c.lastSeq} + 1`,
          activeAt: active(c, p.at),
          dueAt: sql`case when ${c.dueLimit} < ${p.dueAt} then ${c.dueLimit} else ${p.dueAt} end`,
          dueLimit: sql`case when ${c.dueLimit} < ${p.limit} then ${c.dueLimit} else ${p.limit} end`,
        })
        .where(address(p))
        .returning({ id: c.id, seq: c.lastSeq }),
    ),
  }
}
