/** Queries of the conversation row: it carries the order of its messages, its turn and its lease. */
import { and, eq, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { type Builder, prepare, type Tables } from '../prepare.ts'

/** Activity never goes back: messages may arrive late and out of order. */
const active = ({ activeAt }: Tables['conversation'], at: SQL): SQL =>
  sql`case when ${activeAt} < ${at} then ${at} else ${activeAt} end`

/** Finding a conversation, making it, and letting things come in. */
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

/** The turn: claimed under a lease, finished or given back. */
export function turnQueries({ db, tables: { conversation: c, handoffCase }, locked }: Builder) {
  const openCase = db
    .select({ body: handoffCase.body })
    .from(handoffCase)
    .where(and(eq(handoffCase.conversationId, c.id), isNull(handoffCase.endedAt)))
  /**
   * Something came since the claim. Read from this row and not from inbound: where PostgreSQL waits for a row and looks at
   * it again, it still sees the other tables as they were before.
   */
  const more = sql`${c.dueLimit} is not null`
  const noLease = { lease: null, leaseUntil: null }
  return {
    claimTurn: prepare('claim_turn', ['now', 'lease', 'leaseUntil'], (p) => {
      const free = or(isNull(c.leaseUntil), lte(c.leaseUntil, p.now))
      const longest = db
        .select({ id: c.id })
        .from(c)
        .where(and(lte(c.dueAt, p.now), free))
        .orderBy(c.dueAt)
        .limit(1)
      return db
        .update(c)
        .set({ lease: p.lease, leaseUntil: p.leaseUntil, attempts: sql`${c.attempts} + 1`, dueLimit: null })
        .where(eq(c.id, sql`${locked(longest, 'skip')}`))
        .returning({ id: c.id, channel: c.channel, stateEnc: c.stateEnc, version: c.version, attempts: c.attempts })
    }),
    /** Ends a turn if it still has the lease; null values leave a column as it is. */
    finishTurn: prepare('finish_turn', ['id', 'version', 'lease', 'says', 'state', 'municipality', 'language'], (p) =>
      db
        .update(c)
        .set({
          ...noLease,
          version: sql`${c.version} + 1`,
          lastSeq: sql`${c.lastSeq} + ${p.says}`,
          stateEnc: sql`coalesce(${p.state}, ${c.stateEnc})`,
          municipality: sql`coalesce(${p.municipality}, ${c.municipality})`,
          language: sql`coalesce(${p.language}, ${c.language})`,
          attempts: 0,
          dueAt: sql`case when ${more} then ${c.dueAt} end`,
        })
        .where(and(eq(c.id, p.id), eq(c.version, p.version), eq(c.lease, p.lease)))
        .returning({ lastSeq: c.lastSeq, dueAt: c.dueAt, openCase: sql<string | null>`${openCase}` }),
    ),
    releaseTurn: prepare('release_turn', ['id', 'lease', 'dueAt'], (p) =>
      db
        .update(c)
        .set({ ...noLease, dueAt: p.dueAt })
        .where(and(eq(c.id, p.id), eq(c.lease, p.lease))),
    ),
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
  }
}
