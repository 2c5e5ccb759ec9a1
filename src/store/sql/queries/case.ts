/** Queries of the hand-off and of the counted marks. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Builder, prepare } from '../prepare.ts'
import { active } from './conversation.ts'
import { noLease } from './turn.ts'

export function caseQueries({ db, tables: { conversation: c, handoffCase: h, answerMark }, locked }: Builder) {
  return {
    lockConversation: prepare('lock_conversation', ['id'], (p) =>
      locked(db.select({ channel: c.channel, lastSeq: c.lastSeq }).from(c).where(eq(c.id, p.id)), 'wait'),
    ),
    /** The hand-off moved: a running turn becomes stale, and news (`dueAt` set) is due at once. */
    interrupt: prepare('interrupt', ['id', 'lastSeq', 'dueAt', 'now'], (p) =>
      db
        .update(c)
        .set({
          ...noLease,
          version: sql`${c.version} + 1`,
          attempts: 0,
          lastSeq: p.lastSeq,
          activeAt: active(c, p.now),
          dueAt: sql`case when ${c.dueAt} is null or ${c.dueAt} > ${p.dueAt} then coalesce(${p.dueAt}, ${c.dueAt}) else ${c.dueAt} end`,
          dueLimit: sql`coalesce(${p.dueAt}, ${c.dueLimit})`,
        })
        .where(eq(c.id, p.id)),
    ),
    openCase: prepare('open_case', ['conversation'], (p) =>
      db
        .select({ body: h.body })
        .from(h)
        .where(and(eq(h.conversationId, p.conversation), isNull(h.endedAt))),
    ),
    insertCase: prepare('insert_case', ['id', 'conversation', 'status', 'body', 'endedAt', 'now'], (p) =>
      db.insert(h).values({
        id: p.id,
        conversationId: p.conversation,
        status: p.status,
        body: p.body,
        requestedAt: p.now,
        endedAt: p.endedAt,
      }),
    ),
    updateCase: prepare('update_case', ['conversation', 'status', 'body', 'endedAt'], (p) =>
      db
        .update(h)
        .set({ status: p.status, body: p.body, endedAt: p.endedAt, version: sql`${h.version} + 1` })
        .where(and(eq(h.conversationId, p.conversation), isNull(h.endedAt))),
    ),
    countMark: prepare('count_mark', ['topic', 'mark', 'day'], (p) =>
      db
        .insert(answerMark)
        .values({ topic: p.topic, mark: p.mark, day: p.day, count: 1 })
        .onConflictDoUpdate({
          target: [answerMark.topic, answerMark.mark, answerMark.day],
          set: { count: sql`${answerMark.count} + 1` },
        }),
    ),
  }
}
