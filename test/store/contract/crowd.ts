import { expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import type { Use } from '../../contracts/store.ts'
import { at, begin, commit, LEASE, message, person, PUSH, says, texts, transcriptOf } from '../fixtures.ts'

const PEOPLE = 200
const MESSAGES = 5
const people = Array.from({ length: PEOPLE }, (_, i) => person(`handle ${i}`))

/** Works through everything that waits; gives what it handled, in its order. */
async function workTurns(store: Store, handled: string[]): Promise<void> {
  for (let idle = 0; idle < 3;) {
    const turn = await store.nextTurn(at(0), LEASE)
    if (!turn) {
      idle += 1
      continue
    }
    idle = 0
    const said = texts(turn)
    if ((await commit(store, turn, { say: said.map((text) => says(`re: ${text}`)[0]!) })) === 'done') handled.push(...said)
  }
}

async function workOutbox(store: Store, sent: { conversation: string; seq: number }[]): Promise<void> {
  for (let idle = 0; idle < 3;) {
    const items = await store.claimOutbox(at(0), { channels: [PUSH], limit: 7, leaseMs: LEASE })
    idle = items.length ? 0 : idle + 1
    for (const { id, conversation, seq } of items) {
      sent.push({ conversation, seq })
      await store.markSent(id, null, at(0))
    }
  }
}

/** Two processes, many people. */
export function crowdContract(use: Use): void {
  test('two workers lose nothing, handle nothing twice, and keep every conversation in order', { timeout: 120_000 }, async () => {
    const { store, another } = use()
    const stores = [store, await another()]
    const ids = await Promise.all(people.map((from) => begin(store, from)))
    const arrive = async () => {
      for (let n = 0; n < MESSAGES; n += 1) {
        await Promise.all(
          people.map((from, i) => {
            const arrived = message(`${i}-${n}`, { from, body: { kind: 'text', text: `${i}-${n}`, masked: [] } })
            return stores[(i + n) % 2]!.receive(arrived, { dueAt: at(0), latestMs: 0 })
          }),
        )
      }
    }
    const handled: string[] = []
    const sent: { conversation: string; seq: number }[] = []
    await Promise.all([
      arrive(),
      ...stores.flatMap((one) => [workTurns(one, handled), workTurns(one, handled), workOutbox(one, sent)]),
    ])
    await Promise.all(stores.map((one) => workTurns(one, handled)))
    await Promise.all(stores.flatMap((one) => [workOutbox(one, sent), workOutbox(one, sent)]))

    expect(new Set(handled).size).toBe(PEOPLE * MESSAGES)
    expect(handled).toHaveLength(PEOPLE * MESSAGES)
    const order = new Map<string, number[]>()
    for (const { conversation, seq } of sent) order.set(conversation, [...(order.get(conversation) ?? []), seq])
    expect(sent).toHaveLength(PEOPLE * MESSAGES)
    for (const [i, conversation] of ids.entries()) {
      const answers = (await transcriptOf(store, conversation)).filter((line) => line.startsWith('bot'))
      expect(answers).toEqual(Array.from({ length: MESSAGES }, (_, n) => `bot: re: ${i}-${n}`))
      const seqs = order.get(conversation)!
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
    }
    expect(await store.figures()).toEqual({ waitingTurns: 0, queued: 0, failed: 0, uncertain: 0, setAside: 0 })
  })

  test('two who claim at the same time never get one message, nor two of one conversation', { timeout: 60_000 }, async () => {
    const { store, another } = use()
    const stores = [store, await another(), await another()]
    const few = people.slice(0, 10)
    for (const from of few) {
      await begin(store, from)
      await store.receive(message('m', { from }), { dueAt: at(0), latestMs: 0 })
      await commit(store, (await store.nextTurn(at(0), LEASE))!, { say: says('1', '2', '3') })
    }
    for (let round = 0; round < 3; round += 1) {
      const claims = stores.flatMap((one) =>
        [1, 2, 3].map(() => one.claimOutbox(at(0), { channels: [PUSH], limit: 4, leaseMs: LEASE })),
      )
      const items = (await Promise.all(claims)).flat()
      for (let more = items; more.length;) {
        more = await store.claimOutbox(at(0), { channels: [PUSH], limit: 4, leaseMs: LEASE })
        items.push(...more)
      }
      expect(items).toHaveLength(few.length)
      expect(new Set(items.map(({ conversation }) => conversation)).size).toBe(few.length)
      expect(items.every(({ body }) => body.text === String(round + 1))).toBe(true)
      await Promise.all(items.map((item, i) => stores[i % 3]!.markSent(item.id, null, at(0))))
    }
  })
}
