/** The two databases as the tests see them: a fresh one for every test, and a look at what is really in it. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import sqlite3 from 'sqlite3'

export type TestDatabase = {
  /** Empties it; called before every test. */
  fresh: () => Promise<void>
  url: () => string
  /** Rows of a statement, past the store. */
  query: (sql: string) => Promise<Record<string, unknown>[]>
  /** Everything that is stored, as one text. */
  dump: () => Promise<string>
  remove: () => Promise<void>
}

const TABLES = ['conversation', 'inbound', 'outbox', 'handoff_case', 'attachment', 'answer_mark', 'setting']

export function sqliteDatabase(): TestDatabase & { file(): string } {
  const folder = mkdtempSync(join(tmpdir(), 'wegwijs-store-'))
  let file = ''
  return {
    async fresh() {
      file = join(folder, `${randomBytes(6).toString('hex')}.db`)
    },
    file: () => file,
    url: () => `file:${file}`,
    query: (sql) =>
      new Promise((resolve, reject) => {
        const db = new sqlite3.Database(file, (opened) => {
          if (opened) return reject(opened)
          db.configure('busyTimeout', 5000)
          db.all<Record<string, unknown>>(sql, (error, rows) => db.close(() => (error ? reject(error) : resolve(rows))))
        })
      }),
    // The files themselves, the write-ahead log too.
    dump: async () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('\n'),
    async remove() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const POSTGRES_URL = process.env.TEST_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/test'

/** Whether the server answers. It must when TEST_DATABASE_URL is set; else the tests for it are left out. */
export async function postgresAnswers(): Promise<boolean> {
  const client = new pg.Client({ connectionString: POSTGRES_URL, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    if (process.env.TEST_DATABASE_URL) throw error
    return false
  }
}

/** A database of its own on the server. */
export function postgresDatabase(): TestDatabase & { createEmpty(): Promise<void> } {
  const name = `wegwijs_test_${randomBytes(6).toString('hex')}`
  const url = new URL(POSTGRES_URL)
  url.pathname = `/${name}`
  const run = async (connectionString: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows
    } finally {
      await client.end()
    }
  }
  const query = (sql: string) => run(url.href, sql)
  const createEmpty = async () => {
    await run(POSTGRES_URL, `drop database if exists ${name} with (force)`)
    await run(POSTGRES_URL, `create database ${name}`)
  }
  let made = false
  return {
    createEmpty,
    query,
    async fresh() {
      if (!made) await createEmpty()
      made = true
      const known = await query(`select 1 from pg_tables where tablename = 'conversation'`)
      if (known.length) await query(`truncate ${TABLES.join(', ')}`)
    },
    url: () => url.href,
    dump: async () => {
      const rows = await Promise.all(TABLES.map((table) => query(`select * from ${table}`)))
      return JSON.stringify(rows)
    },
    async remove() {
      await run(POSTGRES_URL, `drop database if exists ${name} with (force)`)
    },
  }
}
