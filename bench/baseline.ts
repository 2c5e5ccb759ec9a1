/** The bare database: the statements of the real turns, in their order, through the same driver and settings as prepared queries, and nothing else. */
import pg from 'pg'
import sqlite3 from 'sqlite3'

export type Statement = { sql: string; values: unknown[] }

const SETTINGS = 'PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA short_column_names=OFF;'

/** @returns milliseconds */
export async function replaySqlite(file: string, statements: readonly Statement[]): Promise<number> {
  const db = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error ? reject(error) : resolve(opened)))
  })
  await new Promise<void>((resolve, reject) => db.exec(SETTINGS, (error) => (error ? reject(error) : resolve())))
  const prepared = new Map<string, sqlite3.Statement>()
  const run = (sql: string, values: unknown[]): Promise<void> => {
    const statement = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, statement)
    return new Promise((resolve, reject) => statement.all(values, (error) => (error ? reject(error) : resolve())))
  }
  const started = performance.now()
  for (const { sql, values } of statements) await run(sql, values)
  const took = performance.now() - started
  await Promise.all(
    [...prepared.values()].map((statement) => new Promise<void>((resolve) => statement.finalize(() => resolve()))),
  )
  await new Promise<void>((resolve) => db.close(() => resolve()))
  return took
}

/** Every caller on its own connection, all at the same time. @returns milliseconds */
export async function replayPostgres(url: string, callers: readonly (readonly Statement[])[]): Promise<number> {
  const clients = await Promise.all(
    callers.map(async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  const started = performance.now()
  await Promise.all(clients.map((client, i) => replayOn(client, callers[i] ?? [])))
  const took = performance.now() - started
  await Promise.all(clients.map((client) => client.end()))
  return took
}

async function replayOn(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  const names = new Map<string, string>()
  for (const { sql, values } of statements) {
    const name = names.get(sql) ?? `s${names.size}`
    names.set(sql, name)
    await client.query({ name, text: sql, values: [...values] })
  }
}
