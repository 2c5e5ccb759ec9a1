/** Queries of the turn: claimed under a lease, finished or given back. */
import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { type Builder, prepare } from '../prepare.ts'

/** Nobody has the turn. */
export const noLease = { lease: null, leaseUntil: null }

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
  }
}
