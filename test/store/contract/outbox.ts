import { MAX_UNKNOWN } from '../../../src/store/sql/queries/outbox.ts'
import { expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import type { Use } from '../../contracts/store.ts'
import { at, begin, claimAll, commit, hear, LEASE, person, PULL, PUSH, says, take } from '../fixtures.ts'

/** A conversation in which the bot has said these texts. */
async function said(store: Store, texts: string[], from = person()): Promise<string> {
  const conversation = await begin(store, from)
  await hear(store, `for ${texts.join()}`, { from })
  await commit(store, await take(store), { say: says(...texts) })
  return conversation
}

const claimed = async (store: Store, now = at(0)) => (await claimAll(store, now)).map((item) => item.body.text)

/** Messages going out. */
export function outboxContract(use: Use): void {
  test('messages go out one at a time and in order', async () => {
    const { store } = use()
    const conversation = await said(store, ['1', '2', '3'])
    const [first, ...none] = await claimAll(store)
    expect(none).toEqual([])
    expect(first).toMatchObject({
      conversation,
      channel: PUSH,
      handle: '31612345678',
      attempts: 1,
      uncertain: false,
      body: { text: '1' },
    })
    expect(await claimAll(store)).toEqual([])
    await store.markSent(first!.id, 'ext1', at(1))
    expect(await claimed(store)).toEqual(['2'])
    const transcript = await store.transcript(conversation, 0, 10)
    expect(transcript.map(({ externalId }) => externalId)).toEqual(['for 1,2,3', 'ext1', null, null])
  })

  test('a message that could not go holds back the later ones of its conversation only', async () => {
    const { store } = use()
    await said(store, ['1', '2'])
    await said(store, ['a'], person('31600000000'))
    const [first] = await claimAll(store, at(0), 1)
    await store.markLater(first!.id, at(5000), 'rate_limited')
    expect(await claimed(store, at(4999))).toEqual(['a'])
    const [again] = await claimAll(store, at(5000))
    expect(again).toMatchObject({ attempts: 2, uncertain: false, body: { text: '1' } })
  })

  test('a failed message is kept, counted, and no longer in the way', async () => {
    const { store, query } = use()
    await said(store, ['1', '2'])
    const [first] = await claimAll(store)
    await store.markFailed(first!.id, 'blocked', at(1))
    expect(await claimed(store)).toEqual(['2'])
    expect((await store.figures()).failed).toBe(1)
    expect(await query(`select code from outbox where status = 'failed'`)).toEqual([{ code: 'blocked' }])
  })

  test('a message whose outcome is unknown is sent again after every crash, and given up only when it seems to cause them', async () => {
    const { store, query } = use()
    await said(store, ['1', '2'])
    await claimAll(store)
    expect(await claimAll(store, at(LEASE - 1))).toEqual([])
    const [repeat] = await claimAll(store, at(LEASE))
    expect(repeat).toMatchObject({ uncertain: true, attempts: 2, body: { text: '1' } })
    expect(await store.figures()).toMatchObject({ uncertain: 1, queued: 2, failed: 0 })
    for (let crash = 2; crash < MAX_UNKNOWN; crash += 1) {
      expect(await claimAll(store, at(crash * LEASE))).toMatchObject([{ uncertain: true, attempts: crash + 1 }])
    }
    const later = at(MAX_UNKNOWN * LEASE)
    expect(await claimAll(store, later)).toEqual([])
    expect(await query(`select code from outbox where status = 'failed'`)).toEqual([{ code: 'outcome_unknown' }])
    expect(await claimed(store, later)).toEqual(['2'])
  })

  test('that a message was sent counts, however late it is known', async () => {
    const { store } = use()
    await said(store, ['1'])
    const [item] = await claimAll(store)
    for (let crash = 1; crash <= MAX_UNKNOWN; crash += 1) await claimAll(store, at(crash * LEASE))
    expect((await store.figures()).failed).toBe(1)
    await store.markSent(item!.id, null, at(MAX_UNKNOWN * LEASE))
    await store.markLater(item!.id, at(0), 'late')
    expect(await store.figures()).toMatchObject({ failed: 0, queued: 0 })
  })

  test('only the channels that are asked for, and at most so many', async () => {
    const { store } = use()
    await said(store, ['t'])
    await said(store, ['w'], person('31600000000', 'whatsapp'))
    const options = { limit: 10, leaseMs: LEASE }
    expect(await store.claimOutbox(at(0), { ...options, channels: [] })).toEqual([])
    expect(await store.claimOutbox(at(0), { ...options, channels: ['other', 'another'] })).toEqual([])
    expect(await store.claimOutbox(at(0), { ...options, channels: ['whatsapp', PUSH], limit: 1 })).toHaveLength(1)
    expect(await store.claimOutbox(at(0), { ...options, channels: ['whatsapp', PUSH] })).toHaveLength(1)
  })

  test('a channel that fetches its messages has nothing in the queue', async () => {
    const { store, query } = use()
    await said(store, ['1', '2'], person('visitor', PULL))
    expect(await store.claimOutbox(at(0), { channels: [PULL], limit: 10, leaseMs: LEASE })).toEqual([])
    expect(await store.figures()).toMatchObject({ queued: 0, failed: 0 })
    expect(await query('select status from outbox')).toEqual([{ status: 'sent' }, { status: 'sent' }])
  })
}
