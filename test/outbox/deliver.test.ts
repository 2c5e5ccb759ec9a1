/** Sending: in order, again after a passing fault, for good after a lasting one; nothing is forgotten and nothing is silent. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Channel, SendResult } from '../../src/channels/channel.ts'
import type { OutboundBody } from '../../src/domain/outbound.ts'
import { MAX_ATTEMPTS, retryDelay } from '../../src/outbox/backoff.ts'
import { deliverNext, type OutboxParts } from '../../src/outbox/worker.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { sqliteDatabase } from '../store/databases.ts'
import { at, begin, commit, hear, KEY_A, person, PUSH, says, take } from '../store/fixtures.ts'

const database = sqliteDatabase()
let store: Store
let clock = 0
let sent: string[] = []
let reported: string[] = []
/** What the platform answers, one after another; when it runs out, yes. */
let answers: (SendResult | 'throws')[] = []

const platform: Channel = {
  name: PUSH,
  delivery: 'push',
  limits: { textLength: 4096, choices: 10, choiceLength: 24 },
  send(handle: string, body: OutboundBody) {
    const answer = answers.shift() ?? { ok: true, externalId: `x${sent.length}` }
    if (answer === 'throws') throw new Error('connection reset')
    if (answer.ok) sent.push(`${handle}: ${body.text}`)
    return Promise.resolve(answer)
  },
}

const parts = (): OutboxParts => ({
  store,
  channels: new Map([[PUSH, platform]]),
  now: () => at(clock),
  dice: () => 0.5,
  report: (what, code) => void reported.push(`${what} ${code}`),
})

/** Says something in a conversation, through a turn as always. */
async function say(handle: string, ...texts: string[]): Promise<void> {
  const from = person(handle)
  await begin(store, from)
  await hear(store, texts.join(), { from })
  await commit(store, await take(store, at(clock)), { say: says(...texts) })
}

/** Delivers what is due now, and later as the clock goes on, until nothing is left. */
async function deliverUntilDone(limitMs = 3_600_000): Promise<void> {
  for (const end = clock + limitMs; clock <= end; clock += 1_000) {
    while ((await deliverNext(parts())) > 0);
    if ((await store.figures()).queued === 0) return
  }
}

beforeEach(async () => {
  await database.fresh()
  store = await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: [] })
  clock = 0
  sent = []
  reported = []
  answers = []
})
afterEach(() => store.close())

describe('sending', () => {
  test('each conversation in order, different ones side by side', async () => {
    await say('a', 'one', 'two', 'three')
    await say('b', 'uno', 'dos')
    await deliverUntilDone()
    expect(sent.filter((line) => line.startsWith('a'))).toEqual(['a: one', 'a: two', 'a: three'])
    expect(sent.filter((line) => line.startsWith('b'))).toEqual(['b: uno', 'b: dos'])
  })

  test.each([{ ok: false, why: 'unreachable' }, { ok: false, why: 'rate_limited' }, 'throws'] as const)(
    'a passing fault (%j) is tried again, and what comes after waits',
    async (fault) => {
      answers = [fault, fault]
      await say('a', 'one', 'two')
      await deliverUntilDone()
      expect(sent).toEqual(['a: one', 'a: two'])
      expect(reported.filter((line) => line.startsWith('send_later'))).toHaveLength(2)
    },
  )

  test('what the platform asks to wait is waited', async () => {
    answers = [{ ok: false, why: 'rate_limited', retryAfter: 90_000 }]
    await say('a', 'one')
    await deliverNext(parts())
    clock = 89_000
    expect(await deliverNext(parts())).toBe(0)
    clock = 91_000
    expect(await deliverNext(parts())).toBe(1)
    expect(sent).toEqual(['a: one'])
  })

  test.each(['blocked', 'window_closed', 'rejected'] as const)(
    'a lasting fault (%s) is marked, visible, and holds nothing back',
    async (why) => {
      answers = [{ ok: false, why }]
      await say('a', 'one', 'two')
      await deliverUntilDone()
      expect(sent).toEqual(['a: two'])
      expect(reported).toEqual([`send_failed ${why}`])
      expect((await store.figures()).failed).toBe(1)
    },
  )

  test('a send whose outcome a crash left unknown is repeated, marked and counted', async () => {
    await say('a', 'one')
    const claim = { channels: [PUSH], limit: 10, leaseMs: 60_000 }
    expect(await store.claimOutbox(at(0), claim)).toMatchObject([{ uncertain: false }])
    clock = 61_000
    expect(await store.claimOutbox(at(clock), claim)).toMatchObject([{ uncertain: true }])
    expect(await store.figures()).toMatchObject({ uncertain: 1, failed: 0 })
    clock = 122_000
    expect(await deliverNext(parts())).toBe(1)
    expect(sent).toEqual(['a: one'])
    expect(reported).toEqual([`send_uncertain ${PUSH}`])
    expect(await store.figures()).toMatchObject({ failed: 0, queued: 0 })
  })

  test('a channel that is not there any more does not lose the message silently', async () => {
    await say('a', 'one')
    expect(await deliverNext({ ...parts(), channels: new Map() })).toBe(0)
    expect((await store.figures()).queued).toBe(1)
  })
})

describe('back-off', () => {
  test('grows from a second to a quarter of an hour, spread, and never beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_ATTEMPTS }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, dice) => {
        const delay = retryDelay(attempts, dice)
        expect(delay).toBeGreaterThanOrEqual(750)
        expect(delay).toBeLessThanOrEqual(15 * 60_000 * 1.25)
        expect(retryDelay(attempts + 1, dice)).toBeGreaterThanOrEqual(delay)
      }),
    )
    expect(retryDelay(3, 0)).not.toBe(retryDelay(3, 1))
  })
})
