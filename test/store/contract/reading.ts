import { expect, test } from 'vitest'
import type { Use } from '../../contracts/store.ts'
import { at, begin, claimedBy, commit, hear, message, person, requested, says, take } from '../fixtures.ts'

/** What is read: transcript, numbers; what is told: changes; what is deleted. */
export function readingContract(use: Use): void {
  test('a transcript has everything in one order and goes on after any item', async () => {
    const { store } = use()
    const conversation = await begin(store)
    for (const id of ['m1', 'm2']) {
      await hear(store, id)
      await commit(store, await take(store), { say: says(`${id} a`, `${id} b`), now: at(7) })
    }
    const all = await store.transcript(conversation, 0, 100)
    expect(all.map((item) => `${item.seq} ${item.from} ${'text' in item.body ? item.body.text : ''}`)).toEqual([
      '1 you text of m1',
      '2 bot m1 a',
      '3 bot m1 b',
      '4 you text of m2',
      '5 bot m2 a',
      '6 bot m2 b',
    ])
    expect(all[0]).toMatchObject({ at: at(0), externalId: 'm1' })
    expect(all[1]).toMatchObject({ at: at(7), externalId: null, body: { lang: 'nl', choices: [{ id: 'menu', label: 'Menu' }] } })
    expect((await store.transcript(conversation, 2, 3)).map(({ seq }) => seq)).toEqual([3, 4, 5])
    expect(await store.transcript('nobody', 0, 10)).toEqual([])
  })

  test('figures count what waits', async () => {
    const { store } = use()
    expect(await store.figures()).toEqual({ waitingTurns: 0, queued: 0, failed: 0, uncertain: 0, setAside: 0 })
    await begin(store)
    await hear(store, 'm1')
    expect(await store.figures()).toMatchObject({ waitingTurns: 1 })
    await commit(store, await take(store), { say: says('1', '2') })
    expect(await store.figures()).toMatchObject({ waitingTurns: 0, queued: 2 })
  })

  test('changes are told after they are written, and not when nothing changed', async () => {
    const { store } = use()
    const heard: string[] = []
    const stop = store.onChange(({ what }) => heard.push(what))
    const conversation = await begin(store)
    await hear(store, 'm1')
    await hear(store, 'm1')
    expect(heard.splice(0)).toEqual(['inbound'])
    const turn = await take(store)
    await commit(store, turn)
    await commit(store, turn)
    expect(heard.splice(0)).toEqual(['outbound'])
    await requested(store, conversation)
    expect(heard.splice(0)).toEqual([])
    await claimedBy(store, conversation, 'w1')
    await claimedBy(store, conversation, 'w1')
    expect(heard.splice(0)).toEqual(['inbound'])
    stop()
    await hear(store, 'm2')
    expect(heard).toEqual([])
  })

  test('old conversations and old files go, with everything of theirs', async () => {
    const { store, query } = use()
    const file = { id: 'old', mime: 'image/png', bytes: new Uint8Array([1]) }
    const body = { kind: 'file', file: { id: 'old', kind: 'image', size: 1 }, caption: '', masked: [] } as const
    for (let i = 0; i < 120; i += 1) await begin(store, person(`old${i}`))
    const kept = await begin(store)
    await store.receive(message('m1', { body: { ...body, masked: [] }, file }), { dueAt: at(0), latestMs: 0 })
    await commit(store, await take(store))
    await hear(store, 'm2', { at: at(9000) })
    await hear(store, 'm3', { at: at(-9000) })
    await store.receive(message('x', { from: person('old7') }), { dueAt: at(0), latestMs: 0 })
    const before = { conversations: at(1000), files: at(1000) }
    expect(await store.forget(before)).toEqual({ conversations: 120, files: 1 })
    expect(await query('select id from conversation')).toEqual([{ id: kept }])
    expect(await query('select external_id from inbound order by seq')).toMatchObject([
      { external_id: 'm1' },
      { external_id: 'm2' },
      { external_id: 'm3' },
    ])
    expect(await store.readFile('old')).toBeNull()
    expect(await store.forget({ conversations: at(9001), files: at(0) })).toEqual({ conversations: 1, files: 0 })
    for (const table of ['inbound', 'outbox']) expect(await query(`select id from ${table}`)).toEqual([])
  })
}
