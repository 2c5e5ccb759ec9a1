/** Brings the tables of a SQLite file up to date. */
import { fileURLToPath } from 'node:url'
import { migrate } from 'drizzle-orm/sqlite-proxy/migrator'
import type { Connection } from './connection.ts'

const migrationsFolder = fileURLToPath(new URL('../../../migrations/sqlite', import.meta.url))

/**
 * Everything under one write lock, which is taken before it is read what is missing: two processes that start at once
 * come one after the other. All of it happens or nothing. Foreign keys are off meanwhile, because rebuilding a table drops it.
 * @throws the driver's error
 */
export async function migrateSqlite(connection: Connection): Promise<void> {
  await connection.script('PRAGMA busy_timeout=60000; PRAGMA journal_mode=WAL; PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE')
  try {
    const apply = async (queries: string[]) => {
      for (const query of queries) await connection.script(query)
    }
    await migrate(connection.db, apply, { migrationsFolder })
    await connection.script('COMMIT')
  } catch (error) {
    await connection.script('ROLLBACK').catch(() => undefined)
    throw error
  }
  await connection.script('PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000')
}
