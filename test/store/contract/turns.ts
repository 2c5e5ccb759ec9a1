import { expect, test } from 'vitest'
import type { State } from '../../../src/domain/state.ts'
import type { Use } from '../../contracts/store.ts'
import { at, begin, claimAll, commit, hear, LEASE, person, says, state, take, texts, transcriptOf } from '../fixtures.ts'

/** Turns: taken, finished, lost, given back. */
export function turnContract(use: Use): void {
  test('a turn has everything that waits and the state as it was committed last', async () => {
    const { store, query } = use()
    const conversation = await begin(store)
    await hear(store, 'm1')
    const first = await take(store)
    expect(first).toMatchObject({ conversation, channel: 'telegram', state: state(), version: 0, attempts: 1, openCase: null })
    const next: State = { ...state(), language: 'ar', profile: { municipality: 'velsen', audience: 'asylum', law: 'wi2021' } }
    expect(await commit(store, first, { state: next })).toBe('done')
    expect(await store.nextTurn(at(0), LEASE)).toBeNull()
    await hear(store, 'm2')
    const second = await take(store)
    expect(second).toMatchObject({ state: next, version: 1, attempts: 1 })
    expect(texts(second)).toEqual(['text of m2'])
    expect(await query('select municipality, language from conversation')).toEqual([{ municipality: 'velsen', language: 'ar' }])
  })

  test('who waits longest comes first', async () => {
    const { store } = use()
    const handles = ['one', 'two', 'three']
    for (const handle of handles) await begin(store, person(handle))
    const due = (i: number) => ({ dueAt: at(300 - 100 * i), latestMs: 0 })
    for (const [i, handle] of handles.entries()) {
      await store.receive(
        { from: person(handle), externalId: handle, at: at(0), body: { kind: 'choice', choice: handle } },
        due(i),
      )
    }
    const order = [await take(store, at(500)), await take(store, at(500)), await take(store, at(500))]
    expect(order.map(({ items }) => items[0]!.body)).toMatchObject([...handles].reverse().map((choice) => ({ body: { choice } })))
    expect(await store.nextTurn(at(500), LEASE)).toBeNull()
  })

  test('a message that comes during a turn is for the next one, at its own time', async () => {
    const { store } = use()
    await begin(store)
    await hear(store, 'm1')
    const turn = await take(store)
    await store.receive(
      { from: person(), externalId: 'm2', at: at(10), body: { kind: 'choice', choice: 'x' } },
      { dueAt: at(810), latestMs: 0 },
    )
    expect(await store.nextTurn(at(900), LEASE)).toBeNull()
    await commit(store, turn)
    expect(await store.nextTurn(at(809), LEASE)).toBeNull()
    expect((await take(store, at(810))).items).toHaveLength(1)
  })

  test('a commit that fails half-way leaves nothing behind', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await hear(store, 'm1')
    const turn = await take(store)
    const broken = [
      { topic: 'a', mark: 'check' },
      { topic: 'z', mark: null as unknown as string },
    ]
    await expect(
      commit(store, turn, {
        state: { ...state(), greeted: true },
        caseEvents: [{ kind: 'request', by: 'person', reason: 'x', urgent: false }],
        marks: broken,
      }),
    ).rejects.toMatchObject({ code: 'database' })
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1'])
    expect(await store.openCase(conversation)).toBeNull()
    const again = await take(store, at(LEASE))
    expect(again).toMatchObject({ state: state(), version: 0, attempts: 2 })
    expect(texts(again)).toEqual(['text of m1'])
    expect(await commit(store, again)).toBe('done')
  })

  test('a lease that ran out is taken over, and what the first then brings is stale', async () => {
    const { store, another } = use()
    const other = await another()
    const conversation = await begin(store)
    await hear(store, 'm1')
    const first = await take(store)
    expect(await other.nextTurn(at(LEASE - 1), LEASE)).toBeNull()
    const second = await take(other, at(LEASE))
    expect(second.attempts).toBe(2)
    expect(await commit(store, first, { say: says('late'), state: { ...state(), greeted: true } })).toBe('stale')
    expect(await commit(other, second, { say: says('right') })).toBe('done')
    expect(await commit(other, second)).toBe('stale')
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1', 'bot: right'])
  })

  test('a turn that failed is tried again when it was asked for', async () => {
    const { store } = use()
    await begin(store)
    await hear(store, 'm1')
    await store.failTurn(await take(store), { retryAt: at(2000) })
    expect(await store.nextTurn(at(1999), LEASE)).toBeNull()
    const again = await take(store, at(2000))
    expect(again.attempts).toBe(2)
    await commit(store, again)
    expect(await store.nextTurn(at(9000), LEASE)).toBeNull()
  })

  test('a turn that can not be handled is set aside: kept, counted, told, and out of the way', async () => {
    const { store, query } = use()
    const conversation = await begin(store)
    await hear(store, 'm1')
    await store.failTurn(await take(store), { setAside: 'internal', say: says('sorry').map(({ body }) => body), now: at(5) })
    expect(await store.nextTurn(at(9000), LEASE)).toBeNull()
    expect((await store.figures()).setAside).toBe(1)
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1', 'bot: sorry'])
    expect(await query('select outcome, code from inbound')).toEqual([{ outcome: 'set_aside', code: 'internal' }])
    await hear(store, 'm2')
    expect(texts(await take(store))).toEqual(['text of m2'])
  })

  test('masked texts replace what was stored', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await hear(store, 'm1')
    const turn = await take(store)
    const masked = [{ id: turn.items[0]!.id, body: { kind: 'text' as const, text: 'my ***', masked: ['bsn' as const] } }]
    await commit(store, turn, { masked })
    expect(await transcriptOf(store, conversation)).toEqual(['you: my ***', 'bot: antwoord'])
  })

  test('marks are counted per answer and day', async () => {
    const { store, query } = use()
    await begin(store)
    for (const [id, day] of [
      ['m1', 0],
      ['m2', 0],
      ['m3', 86_400_000],
    ] as const) {
      await hear(store, id)
      await commit(store, await take(store), { marks: [{ topic: 'loan', mark: 'check' }], now: at(day) })
    }
    expect(await query('select day, count from answer_mark order by day')).toEqual([
      { day: '2026-11-21', count: 2 },
      { day: '2026-11-22', count: 1 },
    ])
  })

  test('a commit without anything to say sends nothing', async () => {
    const { store } = use()
    await begin(store)
    await hear(store, 'm1')
    expect(await commit(store, await take(store), { say: [] })).toBe('done')
    expect(await claimAll(store)).toEqual([])
  })
}
