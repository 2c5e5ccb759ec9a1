/** Queries over everything that is encrypted, and the settings. */
import { and, eq, gt, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Builder, type Prepared, prepare, type Tables } from '../prepare.ts'

/** What a value is. It is bound to the value, with its owner: a value put elsewhere does not open. */
export type Purpose =
  'conversation.handle' | 'conversation.state' | 'inbound.body' | 'outbox.body' | 'attachment.bytes' | 'setting.value'

/** A column of encrypted values: where it is, whose its values are. */
type SealedColumn = { table: SQLiteTable; key: string; id: SQLiteColumn; owner: SQLiteColumn; value: SQLiteColumn }

function sealedColumn(
  { conversation: c, inbound: i, outbox: o, attachment: a, setting: s }: Tables,
  purpose: Purpose,
): SealedColumn {
  switch (purpose) {
    case 'conversation.handle':
      return { table: c, key: 'handleEnc', id: c.id, owner: c.id, value: c.handleEnc }
    case 'conversation.state':
      return { table: c, key: 'stateEnc', id: c.id, owner: c.id, value: c.stateEnc }
    case 'inbound.body':
      return { table: i, key: 'bodyEnc', id: i.id, owner: i.conversationId, value: i.bodyEnc }
    case 'outbox.body':
      return { table: o, key: 'bodyEnc', id: o.id, owner: o.conversationId, value: o.bodyEnc }
    case 'attachment.bytes':
      return { table: a, key: 'bytesEnc', id: a.id, owner: a.conversationId, value: a.bytesEnc }
    case 'setting.value':
      return { table: s, key: 'value', id: s.name, owner: s.name, value: s.value }
  }
}

/** So many values in one go; files are up to 10 MB each. */
const batchOf = (purpose: Purpose): number => (purpose === 'attachment.bytes' ? 2 : 200)

export type SealedQueries = {
  purpose: Purpose
  batch: Prepared<'prefix' | 'after', { id: string; owner: string; value: string }[]>
  replace: Prepared<'id' | 'old' | 'new', { id: string }[]>
}

export function sealedQueries({ db, tables }: Builder) {
  const { setting } = tables
  const sealed = (purpose: Purpose): SealedQueries => {
    const { table, key, id, owner, value } = sealedColumn(tables, purpose)
    return {
      purpose,
      batch: prepare(`rekey_batch_${purpose}`, ['prefix', 'after'], (p) =>
        db
          .select({ id: sql<string>`${id}`, owner: sql<string>`${owner}`.as('owner'), value: sql<string>`${value}` })
          .from(table)
          .where(and(gt(id, p.after), sql`${value} not like ${p.prefix}`))
          .orderBy(id)
          .limit(batchOf(purpose)),
      ),
      replace: prepare(`rekey_replace_${purpose}`, ['id', 'old', 'new'], (p) =>
        db
          .update(table)
          .set({ [key]: p.new })
          .where(and(eq(id, p.id), eq(value, p.old)))
          .returning({ id: sql<string>`${id}` }),
      ),
    }
  }
  return {
    sealed,
    readSetting: prepare('read_setting', ['name'], (p) =>
      db.select({ value: setting.value }).from(setting).where(eq(setting.name, p.name)),
    ),
    insertSetting: prepare('insert_setting', ['name', 'value'], (p) =>
      db.insert(setting).values({ name: p.name, value: p.value }).onConflictDoNothing({ target: setting.name }),
    ),
  }
}
