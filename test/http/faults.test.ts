/** A disk that is full, a database that is locked, lost or gone: people are told to try again, and nothing is lost. */
import pg from 'pg'
import sqlite3 from 'sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { handleNextTurn } from '../../src/turns/worker.ts'
import { WEB } from '../../src/web-port.ts'
import { POSTGRES_URL, postgresAnswers, postgresDatabase, sqliteDatabase } from '../store/databases.ts'
import { KEY_A } from '../store/fixtures.ts'
import { realMind } from '../support/mind.ts'
import { serveStore, type Parts } from './parts.ts'
import { errorOf, eventsOf, open, post, Reader, send, startServer, textOf, type Server } from './support.ts'

/** Told to come back, in the one form, and with when. */
async function expectTryAgain(answer: Response, code: string): Promise<void> {
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  const { status, code: found, message } = await errorOf(answer)
  expect([status, found]).toEqual([503, code])
  expect(message).not.toMatch(/SQLITE|ECONN|\d{5}/)
}

describe('SQLite', () => {
  const database = sqliteDatabase()
  const opened: (() => Promise<void>)[] = []
  let clock = Date.now()
  const now = () => new Date(clock)
  async function serve(pragmas: string): Promise<{ store: Store; parts: Parts }> {
    const store = await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: [WEB], pragmas })
    const parts = await serveStore(store, now, 0)
    opened.push(async () => {
      await parts.stop()
      await store.close()
    })
    return { store, parts }
  }
  beforeEach(() => database.fresh())
  afterAll(async () => {
    for (const close of opened) await close()
    await database.remove()
  })

  /** All turns that are due; what fails is tried again on a later clock. */
  async function work(store: Store): Promise<void> {
    const start = { language: 'nl', municipality: 'national' } as const
    while (await handleNextTurn({ store, mind: realMind(), now, start, report: () => undefined }));
  }

  test('a full disk: 503 database_full, what was taken stays, and all goes on once there is room', async () => {
    const { parts } = await serve('')
    const old = await open(parts.base)
    for (let i = 0; i < 10; i += 1) await send(parts.base, old, { id: `m${i}`, text: 'lang geleden '.repeat(1000) })
    const [row] = await database.query('select page_count + 12 as pages from pragma_page_count')
    clock += 86_400_000
    const { store, parts: tight } = await serve(`PRAGMA max_page_count=${String(row!.pages)}`)
    const conversation = await open(tight.base, { lang: 'nl' })
    const sent = Array.from({ length: 100 }, (_, i) => ({ id: `m${i}`, text: `menu ${'x'.repeat(900)} ${i}` }))
    let taken = 0
    let refused: Response | null = null
    while (!refused) {
      const answer = await post(tight.base, conversation, sent[taken])
      if (answer.status === 202) taken += 1
      else refused = answer
    }
    expect(taken).toBeGreaterThan(0)
    await expectTryAgain(refused, 'database_full')
    expect(tight.faults).toEqual(['database_full'])
    // Reading goes on, and a turn that finds no room is not lost either.
    expect(await eventsOf(tight.base, conversation, taken, { own: true })).toHaveLength(taken)
    expect((await fetch(`${tight.base}/readyz`)).status).toBe(200)
    await expect(work(store)).rejects.toMatchObject({ code: 'database_full' })

    const gone = await store.forget({ conversations: new Date(clock - 3_600_000), files: new Date(0) })
    expect(gone.conversations).toBe(1)
    await send(tight.base, conversation, sent[taken])
    clock += 60_000
    await work(store)
    const events = await eventsOf(tight.base, conversation, taken + 2, { own: true })
    expect(events.filter(({ from }) => from === 'you').map(({ clientId }) => clientId)).toEqual(
      sent.slice(0, taken + 1).map(({ id }) => id),
    )
    expect(events.at(-1)?.from).toBe('bot')
    expect(await store.figures()).toMatchObject({ waitingTurns: 0, setAside: 0 })
  })

  test('a database that somebody else keeps locked: 503 database, and the same message is taken once it is free', async () => {
    const { store, parts } = await serve('PRAGMA busy_timeout=50')
    const conversation = await open(parts.base, { lang: 'nl' })
    const other = new sqlite3.Database(database.file())
    const run = (sql: string) => new Promise<void>((resolve) => other.exec(sql, () => resolve()))
    await run('BEGIN IMMEDIATE')
    const message = { id: 'm1', choice: 'menu' }
    await expectTryAgain(await post(parts.base, conversation, message), 'database')
    expect((await fetch(`${parts.base}/api/chat/${conversation}/events?after=1`)).status).toBe(200)
    await run('COMMIT')
    await send(parts.base, conversation, message)
    await work(store)
    expect((await eventsOf(parts.base, conversation, 2)).at(-1)?.text).toBe(textOf('menu.question'))
    await new Promise((resolve) => other.close(resolve))
  })
})

describe.skipIf(!(await postgresAnswers()))('PostgreSQL', { timeout: 60_000 }, () => {
  const database = postgresDatabase()
  const admin = new pg.Client({ connectionString: POSTGRES_URL })
  let server: Server
  let skew = 0
  let base = ''
  const name = () => new URL(database.url()).pathname.slice(1)
  beforeAll(async () => {
    await database.createEmpty()
    await admin.connect()
    const now = () => new Date(Date.now() + skew)
    server = await startServer({ DATABASE_URL: database.url(), DATA_KEY: KEY_A }, { now })
    base = server.base
  })
  afterAll(async () => {
    await server.stop()
    await admin.end()
    await database.remove()
  })
  const cutAll = () => admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name()}'`)

  /** A page that does not give up: the same message until it is taken. */
  async function insist(conversation: string, message: { id: string; choice: string }, refusals: number[] = []): Promise<void> {
    await vi.waitFor(
      async () => {
        const { status } = await post(base, conversation, message)
        if (status !== 202) refusals.push(status)
        expect(status).toBe(202)
      },
      { timeout: 20_000, interval: 20 },
    )
  }

  test('connections cut again and again under load: everything is answered once and in order', async () => {
    const COUNT = 8
    const refusals: number[] = []
    const talks = await Promise.all(Array.from({ length: 10 }, () => open(base, { lang: 'nl' })))
    let taken = 0
    const cutting = (async () => {
      for (let next = 3; next < talks.length * COUNT; next += 9) {
        await vi.waitUntil(() => taken >= next, { timeout: 30_000, interval: 1 })
        await cutAll()
      }
    })()
    await Promise.all(
      talks.map(async (conversation) => {
        for (let i = 0; i < COUNT; i += 1) {
          await insist(conversation, { id: `m${i}`, choice: i % 2 ? 'help' : 'menu' }, refusals)
          taken += 1
        }
      }),
    )
    await cutting
    expect(refusals.every((status) => status === 503)).toBe(true)
    // A turn whose worker was cut off right after it was taken waits for its lease; the clock goes there.
    skew += 31_000
    server.app.wake()
    for (const conversation of talks) {
      const events = await eventsOf(base, conversation, COUNT * 2 + 1, { own: true })
      expect(events.flatMap(({ clientId }) => clientId ?? [])).toEqual(Array.from({ length: COUNT }, (_, i) => `m${i}`))
      const said = events.filter(({ from }) => from === 'bot').map(({ text }) => text)
      const answers = Array.from({ length: COUNT }, (_, i) => textOf(i % 2 ? 'help.text' : 'menu.question'))
      expect(said.slice(1)).toEqual(answers)
    }
    expect(await server.app.store.figures()).toMatchObject({ waitingTurns: 0, setAside: 0 })
  })

  test('a database that is gone: 503 everywhere, streams end; when it is back, everything goes on by itself', async () => {
    const conversation = await open(base, { lang: 'nl' })
    await send(base, conversation, { id: 'm1', choice: 'menu' })
    const reader = await Reader.open(base, conversation)
    await reader.count(2)
    await admin.query(`alter database ${name()} allow_connections false`)
    try {
      await cutAll()
      const message = { id: 'm2', choice: 'help' }
      await expectTryAgain(await post(base, conversation, message), 'database')
      await expectTryAgain(await fetch(`${base}/api/chat`, { method: 'POST' }), 'database')
      await expectTryAgain(await fetch(`${base}/api/chat/${conversation}/events`), 'database')
      await expectTryAgain(await fetch(`${base}/metrics`), 'database')
      await expectTryAgain(await fetch(`${base}/readyz`), 'unavailable')
      expect((await fetch(`${base}/healthz`)).status).toBe(200)
      expect((await fetch(`${base}/chat`)).status).toBe(200)
      await reader.until(({ ended }) => ended)
    } finally {
      await admin.query(`alter database ${name()} allow_connections true`)
    }
    await insist(conversation, { id: 'm2', choice: 'help' })
    expect((await fetch(`${base}/readyz`)).status).toBe(200)
    const [help] = await eventsOf(base, conversation, 1, { lastEventId: reader.events.at(-1)!.id })
    expect(help?.text).toBe(textOf('help.text'))
  })
})
