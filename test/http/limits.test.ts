/** Limits per address and per conversation: a guard against one who asks too much, felt by nobody else. */
import { afterEach, describe, expect, test } from 'vitest'
import { RateLimiter } from '../../src/channels/web/limits.ts'
import { errorOf, eventsOf, json, open, post, send, startServer, type Server } from './support.ts'

const servers: Server[] = []
async function server(environment: Record<string, string>): Promise<string> {
  const started = await startServer(environment)
  servers.push(started)
  return started.base
}
afterEach(async () => {
  for (const one of servers.splice(0)) await one.stop()
})

/** Sends until it is refused. */
async function until429(request: (i: number) => Promise<Response>, most: number): Promise<{ taken: number; refused: Response }> {
  for (let i = 0; i < most; i += 1) {
    const answer = await request(i)
    if (answer.status === 429) return { taken: i, refused: answer }
    expect(answer.status).toBeLessThan(300)
    await answer.text()
  }
  throw new Error('never refused')
}

async function expectTooMany(refused: Response): Promise<void> {
  const wait = refused.headers.get('retry-after')
  expect(wait).toMatch(/^[1-9]\d*$/)
  expect(Number(wait)).toBeLessThanOrEqual(60)
  expect(await errorOf(refused)).toMatchObject({ status: 429, code: 'too_many' })
}

describe('over HTTP', () => {
  test('one conversation: refused with 429 and when to come back; others go on, and nothing that was taken is lost', async () => {
    const base = await server({ LIMIT_PER_CONVERSATION: '1' })
    const conversation = await open(base, { lang: 'nl' })
    const { taken, refused } = await until429((i) => post(base, conversation, { id: `m${i}`, choice: 'help' }), 30)
    expect(taken).toBe(20)
    await expectTooMany(refused)
    // A message that was taken already counts too: who repeats without end is held up as well.
    await expectTooMany(await post(base, conversation, { id: 'm0', choice: 'help' }))
    const other = await open(base)
    await send(base, other, { id: 'm1', choice: 'menu' })
    // The welcome, and an answer to each.
    expect(await eventsOf(base, conversation, taken + 1)).toHaveLength(taken + 1)
  })

  test('one address: beginning and sending count together', async () => {
    const base = await server({ LIMIT_PER_ADDRESS: '1' })
    const conversation = await open(base)
    const { taken, refused } = await until429((i) => post(base, conversation, { id: `m${i}`, choice: 'help' }), 40)
    expect(taken).toBe(29)
    await expectTooMany(refused)
    await expectTooMany(await fetch(`${base}/api/chat`, json({})))
    for (const path of ['/chat', '/healthz', '/readyz', '/metrics']) expect((await fetch(base + path)).status).toBe(200)
  })

  const from = (address: string) => ({ ...json({}), headers: { 'x-forwarded-for': address } })

  test('behind a proxy the address it names counts, the last one, which nobody can make up', async () => {
    const base = await server({ LIMIT_PER_ADDRESS: '1', TRUST_PROXY: '1' })
    const ask = (address: string) => fetch(`${base}/api/chat`, from(address))
    const { taken, refused } = await until429((i) => ask(`10.0.0.${i}, 192.0.2.7`), 40)
    expect(taken).toBe(30)
    await expectTooMany(refused)
    expect((await ask('192.0.2.7, 192.0.2.8')).status).toBe(201)
  })

  test('without a proxy that header is believed by nobody', async () => {
    const base = await server({ LIMIT_PER_ADDRESS: '1' })
    const { taken } = await until429((i) => fetch(`${base}/api/chat`, from(`192.0.2.${i}`)), 40)
    expect(taken).toBe(30)
  })
})

describe('the bucket', () => {
  test('it fills evenly, never above its size, and tells how long to wait', () => {
    let now = 0
    const limiter = new RateLimiter(60, 3, () => now)
    expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([0, 0, 0])
    expect(limiter.take('a')).toBe(1000)
    now = 400
    expect(limiter.take('a')).toBe(600)
    now = 1000
    expect(limiter.take('a')).toBe(0)
    expect(limiter.take('b')).toBe(0)
    now = 1_000_000
    expect([1, 2, 3].map(() => limiter.take('a'))).toEqual([0, 0, 0])
    expect(limiter.take('a')).toBeGreaterThan(0)
  })

  test('waiting as long as it says is always enough', () => {
    let now = 0
    const limiter = new RateLimiter(7, 2, () => now)
    for (let i = 0; i < 200; i += 1) {
      const wait = limiter.take('a')
      now += wait
      if (wait > 0) expect(limiter.take('a')).toBe(0)
    }
  })

  test('0 means no limit', () => {
    const limiter = new RateLimiter(0, 1, () => 0)
    for (let i = 0; i < 1000; i += 1) expect(limiter.take('a')).toBe(0)
  })

  test('a crowd of addresses is forgotten once their buckets are full; who is held up is not', () => {
    let now = 0
    const limiter = new RateLimiter(1, 1, () => now)
    limiter.take('greedy')
    for (let i = 0; i < 10_100; i += 1) limiter.take(`address ${i}`)
    expect(limiter.take('greedy')).toBeGreaterThan(0)
    now = 120_000
    expect(limiter.take('somebody')).toBe(0)
    expect((limiter as unknown as { buckets: Map<string, unknown> }).buckets.size).toBe(1)
  })
})
