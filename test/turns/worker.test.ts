/** A turn: thought again when stale, tried again when it fails, set aside in the end; and what may not be kept is not kept. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import type { Mind } from '../../src/turns/core.ts'
import { receive } from '../../src/turns/receive.ts'
import { handleNextTurn, type TurnParts } from '../../src/turns/worker.ts'
import { sqliteDatabase } from '../store/databases.ts'
import { at, begin, KEY_A, message, person, PULL, transcriptOf } from '../store/fixtures.ts'
import { realMind } from '../support/mind.ts'

const database = sqliteDatabase()
const from = person('somebody', PULL)
let store: Store
let clock = 0
let reported: string[] = []

const parts = (mind: Mind): TurnParts => ({
  store,
  mind,
  now: () => at(clock),
  start: { language: 'nl', municipality: 'national' },
  report: (what) => void reported.push(what),
})

const send = (id: string, text: string, burstMs = 0) =>
  receive(store, message(id, { from, at: at(clock), body: { kind: 'text', text, masked: [] } }), burstMs)

/** A mind that breaks on a word, as a fault of ours would. */
const breaksOn = (word: string): Mind => {
  const mind = realMind()
  return {
    ...mind,
    understand(text, context) {
      if (text.includes(word)) throw new RangeError('a fault of ours')
      return mind.understand(text, context)
    },
  }
}

let conversation = ''
beforeEach(async () => {
  await database.fresh()
  store = await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: [PULL] })
  conversation = await begin(store, from)
  clock = 0
  reported = []
})
afterEach(() => store.close())

const answersOf = async (): Promise<string[]> =>
  (await transcriptOf(store, conversation)).filter((line) => line.startsWith('bot'))

describe('a turn', () => {
  test('that fails is tried again, then set aside: kept, the person is told, later messages are answered', async () => {
    await send('1', 'kapot')
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(await handleNextTurn(parts(breaksOn('kapot')))).toBe(true)
      clock += 60_000
    }
    expect(reported).toEqual(['turn_failed', 'turn_failed', 'turn_set_aside'])
    expect(await store.figures()).toMatchObject({ setAside: 1, waitingTurns: 0 })
    expect((await answersOf()).join()).toContain('bewaard')
    expect((await transcriptOf(store, conversation))[0]).toBe('you: kapot')
    await send('2', 'hoeveel kan ik lenen?')
    await handleNextTurn(parts(breaksOn('kapot')))
    expect((await answersOf()).length).toBeGreaterThan(1)
  })

  test('that a caseworker overtakes is thrown away and thought anew: the claim is told, the question is not answered', async () => {
    await store.changeCase(conversation, { kind: 'request', by: 'person', reason: 'human', urgent: false }, { now: at(0) })
    await send('1', 'hoeveel kan ik lenen?')
    const slow = realMind()
    const overtaken: Store = {
      ...store,
      commitTurn: async (commit) => {
        if (reported.length === 0)
          await store.changeCase(conversation, { kind: 'claim', who: 'sara' }, { now: at(1), name: 'Sara' })
        return store.commitTurn(commit)
      },
    }
    await handleNextTurn({ ...parts(slow), store: overtaken })
    expect(reported).toEqual(['turn_stale'])
    expect(await answersOf()).toEqual([])
    while (await handleNextTurn(parts(slow)));
    expect(await answersOf()).toHaveLength(1)
    expect((await answersOf())[0]).toContain('Sara')
  })

  test('waits for the rest of a message sent in pieces, and reads it as one', async () => {
    await send('1', 'ik ben mijn brief', 800)
    expect(await handleNextTurn(parts(realMind()))).toBe(false)
    clock = 500
    await send('2', 'van duo kwijt', 800)
    clock = 900
    expect(await handleNextTurn(parts(realMind()))).toBe(false)
    clock = 1_400
    expect(await handleNextTurn(parts(realMind()))).toBe(true)
    expect(await handleNextTurn(parts(realMind()))).toBe(false)
    expect((await answersOf()).join()).toContain('Mijn Inburgering')
  })

  test('is not held back by a tap', async () => {
    await receive(store, message('1', { from, at: at(0), body: { kind: 'choice', choice: 'menu' } }), 800)
    expect(await handleNextTurn(parts(realMind()))).toBe(true)
  })

  test('a message that comes again changes nothing', async () => {
    expect(await send('1', 'hallo')).toBe(true)
    await handleNextTurn(parts(realMind()))
    const before = await transcriptOf(store, conversation)
    expect(await send('1', 'hallo')).toBe(false)
    expect(await handleNextTurn(parts(realMind()))).toBe(false)
    expect(await transcriptOf(store, conversation)).toEqual(before)
  })
})

describe('what may not be kept', () => {
  test('is crossed out before the first write, and the person is told', async () => {
    await send('1', 'mijn bsn is 111222333 en mijn code is 4821')
    expect((await transcriptOf(store, conversation))[0]).toBe('you: mijn bsn is ••••• en mijn code is •••••')
    await handleNextTurn(parts(realMind()))
    expect((await answersOf()).join()).toContain('BSN')
  })

  test('and was let through by an older detector is crossed out when its turn comes', async () => {
    const body = { kind: 'text', text: 'rekening NL91ABNA0417164300', masked: [] } as const
    await store.receive(message('1', { from, body: { ...body, masked: [] } }), { dueAt: at(0), latestMs: 0 })
    await handleNextTurn(parts(realMind()))
    expect((await transcriptOf(store, conversation))[0]).toBe('you: rekening •••••')
  })
})
