/** Queries that delete what may no longer be kept, some at a time, so that messages need not wait long. */
import { and, inArray, lt } from 'drizzle-orm'
import { type Builder, prepare } from '../prepare.ts'

export function retentionQueries({ db, tables: { conversation: c, attachment }, locked }: Builder) {
  return {
    /** With everything of theirs, by the foreign keys. */
    forgetConversations: prepare('forget_conversations', ['before', 'limit'], (p) => {
      const old = lt(c.activeAt, p.before)
      const candidates = db
        .select({ id: c.id })
        .from(c)
        .where(old)
        .limit(p.limit as never)
      const picked = db.$with('picked').as(locked(candidates, 'skip'))
      return (
        db
          .with(picked)
          .delete(c)
          // Asked again: somebody may have written since the candidates were read.
          .where(and(old, inArray(c.id, db.select({ id: picked.id }).from(picked))))
          .returning({ id: c.id })
      )
    }),
    forgetFiles: prepare('forget_files', ['before', 'limit'], (p) => {
      const candidates = db
        .select({ id: attachment.id })
        .from(attachment)
        .where(lt(attachment.createdAt, p.before))
        .limit(p.limit as never)
      const picked = db.$with('picked').as(locked(candidates, 'skip'))
      return db
        .with(picked)
        .delete(attachment)
        .where(inArray(attachment.id, db.select({ id: picked.id }).from(picked)))
        .returning({ id: attachment.id })
    }),
  }
}
