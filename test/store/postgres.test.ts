import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { storeContract } from '../contracts/store.ts'
import { POSTGRES_URL, postgresAnswers, postgresDatabase } from './databases.ts'
import { begin, claimAll, claimedBy, commit, hear, KEY_A, LEASE, person, requested, says, take, at } from './fixtures.ts'
import { openInProcesses } from './processes.ts'

const answers = await postgresAnswers()
if (answers) storeContract('PostgreSQL', postgresDatabase())

describe.skipIf(!answers)('PostgreSQL alone (left out when no server answers and TEST_DATABASE_URL is not set)', () => {
  const database = postgresDatabase()
  const opened: Store[] = []
  const open = async (): Promise<Store> => {
    const store = await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: [] })
    opened.push(store)
    return store
  }
  beforeEach(() => database.createEmpty())
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
  })
  afterAll(() => database.remove())

  const cutAll = () =>
    database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )

  test('connections that the server closed are replaced', async () => {
    const store = await open()
    await begin(store)
    await cutAll()
    // At the latest the second call works: the first may meet a connection whose end was not noticed yet.
    await hear(store, 'm1').catch((error: unknown) => expect(error).toMatchObject({ code: 'database' }))
    await hear(store, 'm1')
    expect((await store.transcript((await take(store)).conversation, 0, 10)).length).toBe(1)
  })

  test('a connection lost in the middle of a call is an error of that call only, and nothing of it stays', async () => {
    const store = await open()
    const conversation = await begin(store)
    const blocker = await lockConversations(database.url())
    const cut = hear(store, 'm1')
    const outcome = expect(cut).rejects.toMatchObject({ code: 'database' })
    await waitUntil(
      async () => (await database.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)).length > 0,
    )
    await cutAll()
    await outcome
    await blocker.end().catch(() => undefined)
    expect(await store.transcript(conversation, 0, 10)).toEqual([])
    expect(await hear(store, 'm1')).toMatchObject({ fresh: true })
  })

  test('a database that is gone is an error, and works again when it is back', async () => {
    const store = await open()
    await begin(store)
    const name = new URL(database.url()).pathname.slice(1)
    const client = new pg.Client({ connectionString: POSTGRES_URL })
    await client.connect()
    await client.query(`alter database ${name} with allow_connections false`)
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    for (let i = 0; i < 3; i += 1) await expect(store.figures()).rejects.toMatchObject({ code: 'database' })
    await client.query(`alter database ${name} with allow_connections true`)
    await client.end()
    expect(await store.figures()).toMatchObject({ waitingTurns: 0 })
    expect(await hear(store, 'm1')).toMatchObject({ fresh: true })
  })

  test('migrations run once, also for processes that start at once', { timeout: 30_000 }, async () => {
    expect(await openInProcesses(database.url(), 3)).toEqual(['open', 'open', 'open'])
    await begin(await open())
    await open()
    expect(await database.query('select count(*)::int as n from drizzle.__drizzle_migrations')).toEqual([{ n: 1 }])
    expect(await database.query('select count(*)::int as n from conversation')).toEqual([{ n: 1 }])
  })

  test(
    'a claim of the case and the end of a turn at the same moment: never a word of the bot after the claim',
    { timeout: 60_000 },
    async () => {
      const stores = [await open(), await open()]
      for (let round = 0; round < 40; round += 1) {
        const from = person(`round ${round}`)
        const conversation = await begin(stores[0]!, from)
        await requested(stores[0]!, conversation)
        await hear(stores[0]!, 'm', { from })
        const turn = await take(stores[0]!)
        const [done, claim] = await Promise.all([
          commit(stores[0]!, turn, { say: says('bot') }),
          claimedBy(stores[1]!, conversation, 'w'),
        ])
        expect(claim.ok).toBe(true)
        const items = await stores[0]!.transcript(conversation, 0, 10)
        expect(items.filter(({ from: who }) => who === 'bot')).toHaveLength(done === 'done' ? 1 : 0)
        // Whatever came first, the news is there for a turn, and what was said is before it.
        const next = await take(stores[1]!)
        expect(next.items.at(-1)!.body).toMatchObject({ kind: 'case' })
        for (const { from: who, seq } of items) if (who === 'bot') expect(seq).toBeLessThan(next.items.at(-1)!.seq)
        await commit(stores[1]!, next, { say: [] })
        await claimAll(stores[0]!)
      }
    },
  )

  test('a message that arrives while its turn ends is never left lying', { timeout: 60_000 }, async () => {
    const stores = [await open(), await open()]
    const from = person()
    await begin(stores[0]!, from)
    for (let round = 0; round < 60; round += 1) {
      await hear(stores[0]!, `a${round}`)
      const turn = await take(stores[0]!)
      const arriving = [1, 2, 3].map((n) => hear(stores[1]!, `b${round}-${n}`))
      await Promise.all([commit(stores[0]!, turn, { say: [] }), ...arriving])
      let waiting = 0
      for (let more = await stores[0]!.nextTurn(at(0), LEASE); more; more = await stores[0]!.nextTurn(at(0), LEASE)) {
        waiting += more.items.length
        await commit(stores[0]!, more, { say: [] })
      }
      expect(waiting).toBe(3)
    }
  })
})

/** Holds every row of the conversations until it is ended. */
async function lockConversations(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('begin')
  await client.query('select 1 from conversation for update')
  return client
}

async function waitUntil(check: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200 && !(await check()); i += 1) await new Promise((resolve) => setTimeout(resolve, 10))
}
