import { expect, test } from 'vitest'
import type { Use } from '../../contracts/store.ts'
import { at, begin, commit, hear, LEASE, message, person, take, texts, transcriptOf } from '../fixtures.ts'

/** Messages coming in. */
export function receiveContract(use: Use): void {
  test('a conversation is made once per address, also by ten at once', async () => {
    const { store, query } = use()
    const made = await Promise.all(Array.from({ length: 10 }, () => begin(store)))
    expect(new Set(made).size).toBe(1)
    expect(await query('select id from conversation')).toHaveLength(1)
    expect(await begin(store, person('31612345678', 'whatsapp'))).not.toBe(made[0])
  })

  test('an address without a conversation is not found', async () => {
    const { store } = use()
    expect(await store.findConversation(person())).toBeNull()
    await expect(hear(store, 'm1')).rejects.toMatchObject({ code: 'not_found' })
    await begin(store)
    expect(await hear(store, 'm1')).toMatchObject({ fresh: true })
  })

  test('a redelivered message changes nothing, also when ten arrive at once', async () => {
    const { store } = use()
    const conversation = await begin(store)
    const results = await Promise.all(Array.from({ length: 10 }, () => hear(store, 'm1')))
    expect(results.filter(({ fresh }) => fresh)).toHaveLength(1)
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1'])
    expect(await store.findConversation(person())).toEqual({ conversation, lastSeq: 1 })
  })

  test('a redelivery after the turn does not begin a turn', async () => {
    const { store } = use()
    await begin(store)
    await hear(store, 'm1')
    expect(await commit(store, await take(store))).toBe('done')
    await hear(store, 'm1')
    expect(await store.nextTurn(at(1000), LEASE)).toBeNull()
  })

  test('two conversations may have messages with the same external id', async () => {
    const { store } = use()
    const other = person('31600000000')
    await begin(store)
    await begin(store, other)
    await hear(store, 'm1')
    expect(await hear(store, 'm1', { from: other })).toMatchObject({ fresh: true })
  })

  test('messages keep the order in which they came, whatever time they carry', async () => {
    const { store } = use()
    await begin(store)
    for (const id of ['m1', 'm2', 'm3']) await hear(store, id, { at: at(-1000 * Number(id[1])) })
    const turn = await take(store)
    expect(texts(turn)).toEqual(['text of m1', 'text of m2', 'text of m3'])
    expect(turn.items.map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(turn.items[1]!.at).toEqual(at(-2000))
  })

  test('a burst is waited for, but not for ever', async () => {
    const { store } = use()
    await begin(store)
    for (const ms of [0, 500, 1000, 1500]) {
      await store.receive(message(`m${ms}`, { at: at(ms) }), { dueAt: at(ms + 800), latestMs: 1000 })
      expect(await store.nextTurn(at(Math.min(ms + 799, 1799)), LEASE)).toBeNull()
    }
    expect((await take(store, at(1800))).items).toHaveLength(4)
  })

  test('a tap is never held back, neither by what came before nor by what comes after', async () => {
    const { store } = use()
    await begin(store)
    await store.receive(message('m1'), { dueAt: at(800), latestMs: 4000 })
    await store.receive(message('tap', { body: { kind: 'choice', choice: 'menu' } }), { dueAt: at(10), latestMs: 0 })
    await store.receive(message('m2'), { dueAt: at(820), latestMs: 4000 })
    expect(texts(await take(store, at(20)))).toEqual(['text of m1', 'choice', 'text of m2'])
  })

  test('a file is kept with its message, once', async () => {
    const { store, query } = use()
    await begin(store)
    const bytes = new Uint8Array([0, 255, 1, 254, 10, 13])
    const file = { id: 'f1', mime: 'image/png', bytes }
    const sent = message('m1', {
      body: { kind: 'file', file: { id: 'f1', kind: 'image', size: 6 }, caption: '', masked: [] },
      file,
    })
    await store.receive(sent, { dueAt: at(0), latestMs: 0 })
    await store.receive({ ...sent, file: { ...file, id: 'f2' } }, { dueAt: at(0), latestMs: 0 })
    const read = await store.readFile('f1')
    expect(read?.mime).toBe('image/png')
    expect([...read!.bytes]).toEqual([...bytes])
    expect(await store.readFile('f2')).toBeNull()
    expect(await query('select id from attachment')).toHaveLength(1)
  })
}
