/** One connection to a SQLite file, with drizzle on it. */
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import sqlite3 from 'sqlite3'
import type { Trace } from '../sql/connections.ts'
import type { Db, Value } from '../sql/prepare.ts'

export type Connection = {
  db: Db
  /** One statement, kept prepared. */
  run: (sql: string) => Promise<void>
  /** Several statements without values. */
  script: (sql: string) => Promise<void>
  close: () => Promise<void>
}

type Row = Record<string, Value>
type Done = (error: Error | null) => void

const promised = (start: (done: Done) => void): Promise<void> =>
  new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())))

/**
 * - short_column_names=OFF: the driver gives rows as objects, in which equally named columns of a join would fall together;
 *   with it a column is named by its whole expression.
 * - synchronous=FULL: what was answered with "received" survives a loss of power.
 */
const SETTINGS = 'PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA short_column_names=OFF;'

const openFile = (file: string, mode: number): Promise<sqlite3.Database> =>
  new Promise((resolve, reject) => {
    const raw = new sqlite3.Database(file, mode, (error) => (error ? reject(error) : resolve(raw)))
  })

/** Prepares each text once. */
function statements(raw: sqlite3.Database) {
  const known = new Map<string, Promise<sqlite3.Statement>>()
  const make = (sql: string): Promise<sqlite3.Statement> =>
    new Promise((resolve, reject) => {
      const statement: sqlite3.Statement = raw.prepare(sql, (error: Error | null) => {
        if (!error) return resolve(statement)
        known.delete(sql)
        reject(error)
      })
    })
  return {
    get(sql: string): Promise<sqlite3.Statement> {
      const statement = known.get(sql) ?? make(sql)
      known.set(sql, statement)
      return statement
    },
    async finalize(): Promise<void> {
      for (const statement of await Promise.all(known.values())) {
        await promised((done) => statement.finalize(() => done(null)))
      }
    },
  }
}

/** Fails where two selected columns still have one name: a wrong row must never be given out. */
function guardColumns(db: Db): void {
  type Query = { client: (...args: unknown[]) => Promise<{ rows: Value[][] }> }
  const { session } = db as unknown as {
    session: { prepareQuery(query: unknown, fields?: unknown[], ...rest: unknown[]): Query }
  }
  const original = session.prepareQuery.bind(session)
  session.prepareQuery = (query, fields, ...rest) => {
    const prepared = original(query, fields, ...rest)
    if (!fields) return prepared
    const { client } = prepared
    prepared.client = async (...args) => {
      const result = await client(...args)
      const row = result.rows[0]
      if (row && row.length !== fields.length) throw new RangeError('two columns of a query have one name')
      return result
    }
    return prepared
  }
}

/** Opens a connection. @throws the driver's error */
export async function connect(file: string, mode: 'write' | 'read', trace?: Trace): Promise<Connection> {
  const raw = await openFile(file, mode === 'read' ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE)
  const script = (sql: string) => promised((done) => void raw.exec(sql, done))
  await script(SETTINGS)
  const prepared = statements(raw)
  // Always to the end (`all`): a statement stopped at its first row would keep its snapshot, and its lock, open.
  const all = async (sql: string, values: unknown[]): Promise<Row[]> => {
    const statement = await prepared.get(sql)
    return new Promise((resolve, reject) => {
      statement.all<Row>(values, (error, rows) => (error ? reject(error) : resolve(rows)))
    })
  }
  const db = drizzle(async (sql, values) => ({ rows: (await all(sql, values)).map((row) => Object.values(row)) }), {
    ...(trace && { logger: { logQuery: trace } }),
  })
  guardColumns(db)
  return {
    db,
    run: async (sql) => {
      trace?.(sql, [])
      await all(sql, [])
    },
    script,
    close: async () => {
      await prepared.finalize()
      await promised((done) => raw.close(done))
    },
  }
}
