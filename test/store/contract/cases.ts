import { expect, test } from 'vitest'
import type { Utterance } from '../../../src/domain/outbound.ts'
import type { Use } from '../../contracts/store.ts'
import {
  at,
  begin,
  body,
  claimAll,
  claimedBy,
  commit,
  hear,
  LEASE,
  person,
  PULL,
  requested,
  says,
  state,
  take,
  texts,
  transcriptOf,
} from '../fixtures.ts'

/** The hand-off and the outgoing gate. */
export function caseContract(use: Use): void {
  test('a turn opens a case, and a refused event of it changes nothing', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await hear(store, 'm1')
    const request = { kind: 'request', by: 'flow', reason: 'loan', urgent: false } as const
    await commit(store, await take(store), { caseEvents: [{ kind: 'withdraw' }, request, request] })
    expect(await store.openCase(conversation)).toMatchObject({ status: 'requested', reason: 'loan', requestedBy: 'flow' })
    await hear(store, 'm2')
    const turn = await take(store)
    expect(turn.openCase).toMatchObject({ status: 'requested' })
    await commit(store, turn, { caseEvents: [{ kind: 'withdraw' }, { ...request, reason: 'again' }] })
    expect(await store.openCase(conversation)).toMatchObject({ reason: 'again' })
  })

  test('of ten who claim at once exactly one gets the case', async () => {
    const { store, another } = use()
    const stores = [store, await another()]
    const conversation = await begin(store)
    await requested(store, conversation)
    const claims = Array.from({ length: 10 }, (_, i) => claimedBy(stores[i % 2]!, conversation, `worker${i}`))
    const results = await Promise.all(claims)
    const won = results.findIndex(({ ok }) => ok)
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.filter((result) => !result.ok && result.refused === 'already_claimed')).toHaveLength(9)
    expect(await store.openCase(conversation)).toMatchObject({ status: 'claimed', owner: `worker${won}` })
    expect(texts(await take(store))).toEqual(['news claimed'])
  })

  test('while a caseworker has the conversation nothing of the bot is written but news of the case', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await requested(store, conversation)
    await claimedBy(store, conversation, 'w1')
    await hear(store, 'm1')
    const turn = await take(store)
    expect(turn.openCase).toMatchObject({ status: 'claimed' })
    const news: Utterance = { body: body('Anna is here'), news: true }
    const next = { ...state(), greeted: true }
    expect(await commit(store, turn, { say: [...says('silent'), news, ...says('silent too')], state: next })).toBe('done')
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1', 'bot: Anna is here'])
    await hear(store, 'm2')
    const after = await take(store)
    expect(after.state).toEqual(next)
    await store.failTurn(after, { setAside: 'internal', say: [body('sorry')], now: at(0) })
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1', 'bot: Anna is here', 'you: text of m2'])
  })

  test('a claim during a turn makes it stale, and the turn comes again at once', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await requested(store, conversation)
    await hear(store, 'm1')
    const running = await take(store)
    await claimedBy(store, conversation, 'w1')
    expect(await commit(store, running, { say: says('too late') })).toBe('stale')
    await store.failTurn(running, { retryAt: at(60_000) })
    const again = await take(store)
    expect(texts(again)).toEqual(['text of m1', 'news claimed'])
    expect(again.openCase).toMatchObject({ status: 'claimed' })
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1'])
  })

  test('a turn that itself opens the case still speaks', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await hear(store, 'm1')
    const caseEvents = [
      { kind: 'request', by: 'person', reason: 'x', urgent: false },
      { kind: 'claim', who: 'w1' },
    ] as const
    await commit(store, await take(store), { caseEvents: [...caseEvents] })
    expect(await transcriptOf(store, conversation)).toEqual(['you: text of m1', 'bot: antwoord'])
    expect(await store.openCase(conversation)).toMatchObject({ status: 'claimed' })
  })

  test('a reply of a caseworker goes out with the change of the case, or not at all', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await requested(store, conversation)
    await claimedBy(store, conversation, 'w1')
    const reply = { now: at(0), reply: body('dag') }
    expect(await store.changeCase(conversation, { kind: 'reply', who: 'w2' }, reply)).toEqual({ ok: false, refused: 'not_owner' })
    expect(await claimAll(store)).toEqual([])
    expect(await store.changeCase(conversation, { kind: 'reply', who: 'w1' }, reply)).toMatchObject({
      ok: true,
      case: { status: 'waiting' },
    })
    expect((await claimAll(store)).map((item) => item.body.text)).toEqual(['dag'])
    expect(await transcriptOf(store, conversation)).toEqual(['person: dag'])
  })

  test('a reply on a channel that fetches its messages is there at once', async () => {
    const { store } = use()
    const conversation = await begin(store, person('visitor', PULL))
    await requested(store, conversation)
    await claimedBy(store, conversation, 'w1')
    await store.changeCase(conversation, { kind: 'reply', who: 'w1' }, { now: at(0), reply: body('dag') })
    expect(await transcriptOf(store, conversation)).toEqual(['person: dag'])
    expect((await store.figures()).queued).toBe(0)
  })

  test('after the end the bot speaks again, and there may be a new case', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await requested(store, conversation)
    await claimedBy(store, conversation, 'w1')
    await store.changeCase(conversation, { kind: 'close', who: 'w1' }, { now: at(0) })
    expect(await store.openCase(conversation)).toBeNull()
    const turn = await take(store)
    expect(texts(turn)).toEqual(['news claimed', 'news closed'])
    await commit(store, turn)
    expect(await transcriptOf(store, conversation)).toEqual(['bot: antwoord'])
    await requested(store, conversation)
    expect(await store.openCase(conversation)).toMatchObject({ status: 'requested' })
  })

  test('what can not be done is refused and changes nothing', async () => {
    const { store } = use()
    const conversation = await begin(store)
    expect(await claimedBy(store, conversation, 'w1')).toEqual({ ok: false, refused: 'no_case' })
    expect(await claimedBy(store, 'nobody', 'w1')).toEqual({ ok: false, refused: 'not_found' })
    expect(await store.nextTurn(at(0), LEASE)).toBeNull()
    expect(await store.findConversation(person())).toMatchObject({ lastSeq: 0 })
  })
}
