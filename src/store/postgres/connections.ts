/** PostgreSQL: a small pool of connections, each with its own prepared queries. */
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type Connections, inTransaction, type Trace, type Work } from '../sql/connections.ts'
import type { Db, Tables } from '../sql/prepare.ts'
import { buildQueries, type Queries } from '../sql/queries.ts'
import { migratePostgres } from './migrate.ts'
import * as tables from './schema.ts'

type PostgresOptions = { url: string; connections?: number | undefined; trace?: Trace | undefined }

const LIMITS = {
  connectionTimeoutMillis: 5000,
  // A lost network must not hold a message for ever.
  query_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  // Kept open: a new connection would have to prepare every query again.
  idleTimeoutMillis: 0,
  keepAlive: true,
  application_name: 'wegwijs',
}

function queriesOf(client: pg.PoolClient, trace?: Trace): Queries {
  const db = drizzle(client, { ...(trace && { logger: { logQuery: trace } }) }) as unknown as Db
  const locked = <Q>(query: Q, others: 'wait' | 'skip'): Q => {
    const builder = query as { for(strength: string, config: { skipLocked?: true }): unknown }
    return builder.for('no key update', others === 'skip' ? { skipLocked: true } : {}) as Q
  }
  return buildQueries({ db, tables: tables as unknown as Tables, locked })
}

/** Brings the tables up to date and connects. @throws the driver's error */
export async function openPostgres({ url, connections = 8, trace }: PostgresOptions): Promise<Connections> {
  await migratePostgres(url)
  const pool = new pg.Pool({ ...LIMITS, connectionString: url, max: connections })
  // Without a listener a connection that the server closes would end the process. The pool forgets it by itself when idle.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const known = new WeakMap<pg.PoolClient, Queries>()

  const using = async <T>(work: (queries: Queries, client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    const queries = known.get(client) ?? queriesOf(client, trace)
    known.set(client, queries)
    let usable = false
    try {
      const result = await work(queries, client)
      usable = true
      return result
    } finally {
      // After any error: a connection that may be broken, or half-way in something, is not used again.
      client.release(!usable)
    }
  }
  const one = <T>(work: Work<T>): Promise<T> => using(work)

  return {
    transaction: (work) =>
      using((queries, client) => {
        const execute = (sql: string) => {
          trace?.(sql, [])
          return client.query(sql)
        }
        return inTransaction(execute, 'begin', () => work(queries))
      }),
    write: one,
    read: one,
    close: () => pool.end(),
  }
}
