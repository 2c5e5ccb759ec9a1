import { statSync, writeFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import sqlite3 from 'sqlite3'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { connect } from '../../src/store/sqlite/connection.ts'
import { migrateSqlite } from '../../src/store/sqlite/migrate.ts'
import * as tables from '../../src/store/sqlite/schema.ts'
import { storeContract } from '../contracts/store.ts'
import { sqliteDatabase } from './databases.ts'
import { at, begin, claimedBy, commit, hear, KEY_A, person, take, texts } from './fixtures.ts'
import { openInProcesses } from './processes.ts'

storeContract('SQLite', sqliteDatabase())

describe('SQLite alone', () => {
  const database = sqliteDatabase()
  const open = (pragmas?: string) =>
    openStore({ url: database.url(), dataKey: KEY_A, pullChannels: [], ...(pragmas && { pragmas }) })
  beforeEach(() => database.fresh())
  afterAll(() => database.remove())

  test('a full disk is told as such, and nothing is lost by it', async () => {
    const roomy = await open()
    await begin(roomy)
    await hear(roomy, 'm0')
    await roomy.close()
    const [row] = await database.query('select page_count + 4 as pages from pragma_page_count')
    const tight = await open(`PRAGMA max_page_count=${String(row!.pages)}`)
    const received = ['text of m0']
    let full: unknown
    for (let i = 1; i < 200 && !full; i += 1) {
      const body = { kind: 'text' as const, text: `text of m${i}`, masked: [] }
      await hear(tight, `m${i}`, { body }).then(
        () => received.push(body.text),
        (error: unknown) => (full = error),
      )
    }
    expect(full).toMatchObject({ code: 'database_full' })
    expect(received.length).toBeGreaterThan(1)
    await tight.close()
    const again = await open()
    const turn = await take(again)
    expect(texts(turn)).toEqual(received)
    expect(await commit(again, turn)).toBe('done')
    await again.close()
  })

  test('a lock that another process holds for a moment is waited for', async () => {
    const store = await open()
    await begin(store)
    const other = new sqlite3.Database(database.file())
    await new Promise<void>((resolve) => other.exec('BEGIN IMMEDIATE', () => resolve()))
    let free = false
    const waiting = hear(store, 'm1').then(({ fresh }) => ({ fresh, free }))
    // Reading goes on meanwhile.
    expect(await store.findConversation(person())).toMatchObject({ lastSeq: 0 })
    await new Promise((resolve) => setTimeout(resolve, 200))
    free = true
    await new Promise<void>((resolve) => other.exec('COMMIT', () => other.close(() => resolve())))
    expect(await waiting).toEqual({ fresh: true, free: true })
    await store.close()
  })

  test('migrations run once, also for processes that start at once', { timeout: 30_000 }, async () => {
    expect(await openInProcesses(database.url(), 3)).toEqual(['open', 'open', 'open'])
    const store = await open()
    await begin(store)
    await store.close()
    await (await open()).close()
    expect(await database.query('select count(*) as n from __drizzle_migrations')).toEqual([{ n: 1 }])
    expect(await database.query('select count(*) as n from conversation')).toEqual([{ n: 1 }])
  })

  test('what is written together with something that fails is still written', async () => {
    const store = await open()
    const conversation = await begin(store)
    const file = { id: 'same', mime: 'image/png', bytes: new Uint8Array([1]) }
    await hear(store, 'm0', { file })
    const results = await Promise.allSettled([
      hear(store, 'm1'),
      hear(store, 'm2', { file }),
      hear(store, 'm0'),
      hear(store, 'm3', { from: person('nobody') }),
      claimedBy(store, conversation, 'w1'),
      hear(store, 'm4'),
    ])
    expect(
      results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as { code: string }).code)),
    ).toMatchObject([{ fresh: true }, 'database', { fresh: false }, 'not_found', { ok: false }, { fresh: true }])
    expect(texts(await take(store))).toEqual(['text of m0', 'text of m1', 'text of m4'])
    await store.close()
  })

  test('a file that is no database is refused', async () => {
    writeFileSync(database.file(), 'this is not a database, whatever its name says'.repeat(50))
    await expect(open()).rejects.toMatchObject({ code: 'database', detail: 'SQLITE_NOTADB' })
  })

  test('only its owner can read the files', async () => {
    const store = await open()
    await begin(store)
    for (const name of ['', '-wal']) expect(statSync(database.file() + name).mode & 0o777).toBe(0o600)
    await store.close()
  })

  test('a join of tables with equal column names gives each its own', async () => {
    await (await open()).close()
    const connection = await connect(database.file(), 'write')
    await migrateSqlite(connection)
    const { conversation: c, setting } = tables
    const values = {
      channel: 'x',
      handleHash: 'h',
      handleEnc: 'e',
      municipality: 'm',
      language: 'l',
      stateEnc: 's',
      createdAt: 1,
      activeAt: 2,
    }
    await connection.db.insert(c).values({ id: 'c1', ...values })
    await connection.db
      .insert(tables.inbound)
      .values({ id: 'i1', conversationId: 'c1', seq: 1, kind: 'case', externalId: 'x', bodyEnc: 'b', at: 3 })
    const joined = connection.db.select().from(tables.inbound).innerJoin(c, eq(c.id, tables.inbound.conversationId))
    expect(await joined).toMatchObject([{ inbound: { id: 'i1', at: 3, bodyEnc: 'b' }, conversation: { id: 'c1', ...values } }])
    const twice = connection.db.select({ one: setting.name, two: setting.name }).from(setting)
    await expect(twice).rejects.toMatchObject({ cause: { message: expect.stringContaining('one name') as string } })
    await connection.close()
  })

  test('a running service does not see a half-written transaction', async () => {
    const store = await open()
    await begin(store)
    const seen = await Promise.all([hear(store, 'm1'), ...Array.from({ length: 20 }, () => store.findConversation(person()))])
    for (const found of seen.slice(1)) expect([0, 1]).toContain((found as { lastSeq: number }).lastSeq)
    expect(await store.nextTurn(at(0), 1000)).not.toBeNull()
    await store.close()
  })
})
