/** Brings the tables of a PostgreSQL database up to date. */
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

const migrationsFolder = fileURLToPath(new URL('../../../migrations/postgres', import.meta.url))
/** Any number, the same in every process. */
const LOCK = 7_239_401

/** Under a lock of the server: two processes that start at once come one after the other. @throws the driver's error */
export async function migratePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, application_name: 'wegwijs migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`)
    await migrate(drizzle(client), { migrationsFolder })
  } finally {
    // Ending the connection gives the lock back.
    await client.end()
  }
}
