/** What the crash test builds on: taps that waited together are answered exactly as one after another. */
import { expect, test } from 'vitest'
import { newState, type State } from '../../src/domain/state.ts'
import type { MessageBody } from '../../src/domain/message.ts'
import { think } from '../../src/turns/think.ts'
import { realMind } from '../support/mind.ts'
import { keyOf } from './answers.ts'
import { diceOf, type Dice } from './random.ts'
import { Script } from './script.ts'

const AT = new Date('2026-11-23T10:00:00Z')

/** Plays up to five taps, and gives them. */
function taps(script: Script, dice: Dice): MessageBody[] {
  const bodies: MessageBody[] = []
  for (let i = dice.between(1, 5); i > 0; i -= 1) {
    let body = script.choose()
    while (body.kind !== 'choice') body = script.choose()
    script.play(body, AT)
    bodies.push(body)
  }
  return bodies
}

test('taps that wait together', () => {
  const mind = realMind()
  for (let seed = 0; seed < 8; seed += 1) {
    const dice = diceOf(seed)
    const municipality = dice.pick([...mind.core.knowledge.packs.keys()])
    const start = { language: dice.pick(['nl', 'en', 'ar'] as const), municipality }
    const script = new Script(start, mind, dice)
    let state: State = newState(start)
    const said: string[] = []
    for (let turn = 0; turn < 40; turn += 1) {
      const waiting = taps(script, dice).map((body) => ({ at: AT, body: { kind: 'message' as const, body } }))
      const thought = think(state, waiting, null, mind)
      state = thought.state
      said.push(...thought.say.map(({ body }) => keyOf(body)))
      expect(said.slice(-5), `seed ${seed}, turn ${turn}`).toEqual(script.expected.slice(-5))
    }
    expect(said).toEqual(script.expected)
  }
})
