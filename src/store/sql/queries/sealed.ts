/** Queries over everything that is encrypted, and the settings. */
import { and, eq, gt, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { type Builder, type Prepared, prepare } from '../prepare.ts'
import type { Purpose } from '../vault.ts'

/** A column of encrypted values: where it is, whose its values are, how many are moved in one go. */
type SealedColumn = { table: SQLiteTable; id: SQLiteColumn; owner: SQLiteColumn; value: SQLiteColumn; key: string; batch: number }

export type SealedQueries = {
  purpose: Purpose
  batch: Prepared<'prefix' | 'after', { id: string; owner: string; value: string }[]>
  replace: Prepared<'id' | 'old' | 'new', { id: string }[]>
}

export function sealedQueries({ db, tables: { conversation: c, inbound, outbox, attachment, setting } }: Builder) {
  const columns: Record<Purpose, SealedColumn> = {
    'conversation.handle': { table: c, id: c.id, owner: c.id, value: c.handleEnc, key: 'handleEnc', batch: 200 },
    'conversation.state': { table: c, id: c.id, owner: c.id, value: c.stateEnc, key: 'stateEnc', batch: 200 },
    'inbound.body': {
      table: inbound,
      id: inbound.id,
      owner: inbound.conversationId,
      value: inbound.bodyEnc,
      key: 'bodyEnc',
      batch: 200,
    },
    'outbox.body': {
      table: outbox,
      id: outbox.id,
      owner: outbox.conversationId,
      value: outbox.bodyEnc,
      key: 'bodyEnc',
      batch: 200,
    },
    // Up to 10 MB each.
    'attachment.bytes': {
      table: attachment,
      id: attachment.id,
      owner: attachment.conversationId,
      value: attachment.bytesEnc,
      key: 'bytesEnc',
      batch: 2,
    },
    'setting.value': { table: setting, id: setting.name, owner: setting.name, value: setting.value, key: 'value', batch: 200 },
  }
  const sealed = (purpose: Purpose): SealedQueries => {
    const { table, id, owner, value, key, batch } = columns[purpose]
    return {
      purpose,
      batch: prepare(`rekey_batch_${purpose}`, ['prefix', 'after'], (p) =>
        db
          .select({ id: sql<string>`${id}`, owner: sql<string>`${owner}`.as('owner'), value: sql<string>`${value}` })
          .from(table)
          .where(and(gt(id, p.after), sql`${value} not like ${p.prefix}`))
          .orderBy(id)
          .limit(batch),
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
