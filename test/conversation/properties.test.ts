/** Whatever people do, in whatever order: nothing throws, there is always a way on, and the global words always work. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newState, State } from '../../src/domain/state.ts'
import { isHeld } from '../../src/handoff/case.ts'
import { loadState } from '../../src/conversation/load-state.ts'
import { playTurn } from '../../src/turns/play.ts'
import { act, mind, start, step } from './acts.ts'

const sequence = fc.record({
  language: fc.constantFrom('nl', 'en', 'ar' as const),
  municipality: fc.constantFrom('national', 'amersfoort'),
  acts: fc.array(act, { minLength: 1, maxLength: 25 }),
})

describe('any sequence of any inputs', () => {
  test('never throws, always leaves a way on, is silent exactly while a person has it', () => {
    fc.assert(
      fc.property(sequence, ({ language, municipality, acts }) => {
        let scene = start(language, municipality)
        for (const one of acts) {
          const { scene: next, played, before } = step(scene, one)
          if (played && one.kind !== 'case') {
            if (isHeld(before?.status ?? null)) expect(played.keys).toEqual([])
            else {
              expect(played.keys.length, JSON.stringify(one)).toBeGreaterThan(0)
              expect(played.choices.length, JSON.stringify(one)).toBeGreaterThan(0)
              expect(played.texts.every((shown) => shown.trim() !== '' && !shown.includes('{{'))).toBe(true)
            }
          }
          expect(State.safeParse(next.state).success).toBe(true)
          expect(next.state.suspended.length).toBeLessThanOrEqual(2)
          scene = next
        }
      }),
      { numRuns: 250 },
    )
  })

  test('the global words work in every state', () => {
    const words = {
      menu: 'menu.question',
      '0': 'menu.question',
      help: 'help.text',
      stop: 'stop.done',
      taal: 'language.pick',
      لغة: 'language.pick',
    }
    fc.assert(
      fc.property(sequence, fc.constantFrom(...Object.keys(words)), ({ language, municipality, acts }, word) => {
        let scene = start(language, municipality)
        for (const one of acts) scene = step(scene, one).scene
        if (isHeld(scene.openCase?.status ?? null)) return
        const played = playTurn(scene, [{ kind: 'message', body: { kind: 'text', text: word, masked: [] } }], mind())
        expect(played.keys).toContain(words[word as keyof typeof words])
      }),
      { numRuns: 150 },
    )
  })

  test('a state does not grow without end', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 60, maxLength: 80 }), (acts) => {
        let scene = start('nl', 'amersfoort')
        for (const one of acts) scene = step(scene, one).scene
        expect(JSON.stringify(scene.state).length).toBeLessThan(60_000)
      }),
      { numRuns: 15 },
    )
  })
})

describe('a stored state', () => {
  test('of any age or form loads', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ format: fc.anything(), language: fc.anything(), profile: fc.anything(), greeted: fc.anything() }),
        ),
        (stored) => {
          expect(State.safeParse(loadState(stored, { language: 'nl', municipality: 'national' })).success).toBe(true)
        },
      ),
    )
  })

  test('that can no longer be read keeps the language and what is known of the person', () => {
    const old = {
      ...newState({ language: 'ar', municipality: 'amersfoort' }),
      greeted: true,
      running: { broken: true },
      profile: { municipality: 'amersfoort', audience: 'family', law: 'wi2021' },
    }
    const loaded = loadState(JSON.parse(JSON.stringify(old)), { language: 'nl', municipality: 'national' })
    expect(loaded).toMatchObject({
      language: 'ar',
      greeted: true,
      running: null,
      profile: { municipality: 'amersfoort', audience: 'family', law: 'wi2021' },
    })
  })
})
