/** The outbox against a network that times out, breaks, slows down and refuses. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import { MAX_ATTEMPTS } from '../../src/outbox/backoff.ts'
import { deliverNext } from '../../src/outbox/worker.ts'
import { AppError } from '../../src/domain/errors.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { postgresAnswers, postgresDatabase, sqliteDatabase } from '../store/databases.ts'
import { KEY_A, says, state } from '../store/fixtures.ts'
import { FakeNetwork } from './fake-network.ts'

const databases = { SQLite: sqliteDatabase(), ...((await postgresAnswers()) ? { PostgreSQL: postgresDatabase() } : {}) }

describe.each(Object.entries(databases))('on %s', (_, database) => {
  let store: Store
  let seen: Store
  let network: FakeNetwork
  let channels: Map<string, Channel>
  let clock = 0
  let reports: string[] = []
  const now = (): Date => new Date(clock)

  beforeEach(async () => {
    await database.fresh()
    store = await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: ['web'] })
    seen = store
    network = new FakeNetwork()
    await network.open()
    channels = new Map([['fake', network.channel()]])
    clock = Date.parse('2026-11-23T10:00:00Z')
    reports = []
  })
  afterEach(async () => {
    await network.close()
    await store.close()
  })
  afterAll(() => database.remove())

  /** The assistant says something to somebody. */
  async function say(handle: string, ...texts: string[]): Promise<void> {
    const from = { channel: 'fake', handle }
    await store.openConversation({ from, municipality: 'national', language: 'nl', state: state() }, now())
    const body = { kind: 'text' as const, text: 'vraag', masked: [] }
    await store.receive({ from, externalId: texts.join(), at: now(), body }, { dueAt: now(), latestMs: 0 })
    const turn = await store.nextTurn(now(), 1000)
    const commit = { turn: turn!, state: state(), masked: [], say: says(...texts), caseEvents: [], marks: [], now: now() }
    expect(await store.commitTurn(commit)).toBe('done')
  }

  const deliver = (patienceMs = 5_000): Promise<number> =>
    deliverNext({
      store: seen,
      channels,
      now,
      dice: () => 0.5,
      patienceMs,
      report: (what, code) => void reports.push(`${what} ${code}`),
    })
  /** All that is due. */
  async function work(): Promise<void> {
    while ((await deliver()) > 0);
  }

  test('one after another per conversation, different ones side by side', async () => {
    await say('amina', 'a1', 'a2', 'a3')
    await say('bilal', 'b1', 'b2')
    expect([await deliver(), await deliver(), await deliver(), await deliver()]).toEqual([2, 2, 1, 0])
    expect(network.arrived.filter((one) => one.startsWith('amina'))).toEqual(['amina a1', 'amina a2', 'amina a3'])
    expect(network.arrived.filter((one) => one.startsWith('bilal'))).toEqual(['bilal b1', 'bilal b2'])
    expect(await store.figures()).toMatchObject({ queued: 0, failed: 0, uncertain: 0 })
    expect(reports).toEqual([])
  })

  test('faults that pass: tried again after 1, 2, 4 … seconds, order kept, nobody else held up', async () => {
    network.script('amina', { status: 500 }, 'cut', { status: 503 }, { status: 502 })
    await say('amina', 'a1', 'a2')
    await say('bilal', 'b1')
    await work()
    expect(network.arrived).toEqual(['bilal b1'])
    for (const [i, seconds] of [1, 2, 4, 8].entries()) {
      expect(network.attempts.filter((one) => one === 'amina a1')).toHaveLength(i + 1)
      clock += seconds * 1000 - 1
      expect(await deliver()).toBe(0)
      clock += 1
      await work()
    }
    expect(network.arrived).toEqual(['bilal b1', 'amina a1', 'amina a2'])
    expect(reports).toEqual(Array.from({ length: 4 }, () => 'send_later unreachable'))
  })

  test('slowed down: waited for as long as the network says, and not less than the pause', async () => {
    network.script('amina', { status: 429, wait: 30_000 }, { status: 429, wait: 10 }, { status: 429 })
    await say('amina', 'a1')
    for (const wait of [30_000, 2_000, 4_000]) {
      await work()
      clock += wait - 1
      expect(await deliver()).toBe(0)
      clock += 1
    }
    await work()
    expect(network.arrived).toEqual(['amina a1'])
    expect(reports).toEqual(Array.from({ length: 3 }, () => 'send_later rate_limited'))
  })

  test.each([
    [403, 'blocked'],
    [410, 'window_closed'],
    [400, 'rejected'],
  ])('%i (%s) is for good: kept, counted, told, and later messages go on', async (status, why) => {
    network.script('amina', { status })
    await say('amina', 'a1', 'a2')
    await work()
    expect(network.attempts).toEqual(['amina a1', 'amina a2'])
    expect(network.arrived).toEqual(['amina a2'])
    expect(reports).toEqual([`send_failed ${why}`])
    expect(await store.figures()).toMatchObject({ failed: 1, queued: 0 })
    const [row] = await database.query(`select status, code from outbox where status = 'failed'`)
    expect(row).toMatchObject({ status: 'failed', code: why })
    clock += 86_400_000
    expect(await deliver()).toBe(0)
  })

  test('a network that never comes back: given up after about two days, told, and later messages are tried', async () => {
    let up = false
    const real = network.channel()
    channels.set('fake', { ...real, send: (...args) => (up ? real.send(...args) : Promise.reject(new Error('unreachable'))) })
    await say('amina', 'a1', 'a2')
    const start = clock
    for (let i = 0; i < MAX_ATTEMPTS; i += 1) {
      expect(await deliver()).toBe(1)
      clock += 15 * 60_000
    }
    expect(reports.at(-1)).toBe('send_failed unreachable')
    expect((clock - start) / 86_400_000).toBeGreaterThan(1.5)
    up = true
    await work()
    expect(network.arrived).toEqual(['amina a2'])
    expect(await store.figures()).toMatchObject({ failed: 1 })
  })

  describe('when it is not known whether it was sent', () => {
    const claim = () => store.claimOutbox(now(), { channels: ['fake'], limit: 16, leaseMs: 60_000 })

    test('a crash while sending: sent again after the lease, told and counted; a second crash there: again, and the next waits for it', async () => {
      await say('amina', 'a1', 'a2')
      expect(await claim()).toHaveLength(1)
      clock += 59_999
      expect(await deliver()).toBe(0)
      clock += 1
      expect(await claim()).toMatchObject([{ uncertain: true, attempts: 2 }])
      clock += 60_000
      await work()
      expect(network.arrived).toEqual(['amina a1', 'amina a2'])
      expect(await store.figures()).toMatchObject({ failed: 0, uncertain: 1, queued: 0 })
    })

    test('sent, but the database was lost before it was marked: one repeat, never two', async () => {
      seen = { ...store, markSent: () => Promise.reject(new AppError('database')) }
      await say('amina', 'a1', 'a2')
      await expect(deliver()).rejects.toMatchObject({ code: 'database' })
      seen = store
      expect(await deliver()).toBe(0)
      clock += 60_000
      await work()
      expect(network.arrived).toEqual(['amina a1', 'amina a1', 'amina a2'])
      expect(reports).toEqual(['send_uncertain fake'])
      expect(await store.figures()).toMatchObject({ uncertain: 1, failed: 0 })
    })

    test('a line that breaks off after it was taken counts as unreachable: it comes again, and order is kept', async () => {
      network.script('amina', 'lost')
      await say('amina', 'a1', 'a2')
      await work()
      clock += 1_000
      await work()
      expect(network.arrived).toEqual(['amina a1', 'amina a1', 'amina a2'])
    })

    test('a network that does not answer keeps nobody waiting; when the answer comes late, nothing is repeated', async () => {
      network.script('amina', 'hang')
      await say('amina', 'a1', 'a2')
      await say('bilal', 'b1', 'b2')
      expect(await deliver(50)).toBe(2)
      await work()
      expect(network.arrived).toEqual(expect.arrayContaining(['bilal b1', 'bilal b2']))
      expect(network.arrived).not.toContain('amina a2')
      expect(reports).toEqual(['send_later no_answer'])
      const marked = new Promise<void>((resolve) => {
        seen = { ...store, markSent: (...args) => store.markSent(...args).then(resolve) }
      })
      network.letGo()
      await Promise.race([marked, expectSent()])
      seen = store
      clock += 60_000
      await work()
      expect(network.arrived.filter((one) => one.startsWith('amina'))).toEqual(['amina a1', 'amina a2'])
      expect(await store.figures()).toMatchObject({ uncertain: 0, failed: 0, queued: 0 })
    })

    /** Looks until the first message is marked as sent. */
    async function expectSent(): Promise<void> {
      for (;;) {
        const [row] = await database.query(`select count(*) as n from outbox where status = 'sending'`)
        if (Number(row?.n) === 0) return
      }
    }

    test('and when it never comes: once more after the lease', async () => {
      network.script('amina', 'hang')
      await say('amina', 'a1', 'a2')
      expect(await deliver(50)).toBe(1)
      clock += 60_000
      await work()
      expect(network.arrived).toEqual(['amina a1', 'amina a1', 'amina a2'])
      expect(reports).toEqual(['send_later no_answer', 'send_uncertain fake'])
    })
  })

  test('what a web page fetches is not sent, nor what belongs to a channel that is not there', async () => {
    await say('amina', 'a1')
    channels = new Map([['web', { ...network.channel('web'), delivery: 'pull' }]])
    expect(await deliver()).toBe(0)
    channels = new Map([['other', network.channel('other')]])
    expect(await deliver()).toBe(0)
    expect(network.attempts).toEqual([])
    expect(await store.figures()).toMatchObject({ queued: 1 })
  })
})
