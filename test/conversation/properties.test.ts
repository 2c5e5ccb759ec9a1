/** Whatever people do, in whatever order: nothing throws, there is always a way on, and the global words always work. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LANGUAGES } from '../../src/domain/codes.ts'
import type { Case } from '../../src/domain/handoff.ts'
import { OTHER_KINDS, type MessageBody } from '../../src/domain/message.ts'
import { newState, State } from '../../src/domain/state.ts'
import { isHeld } from '../../src/handoff/case.ts'
import { loadState } from '../../src/conversation/load-state.ts'
import { playCase, playTurn, tap, type Played, type Scene } from '../../src/turns/play.ts'
import { receivedBody } from '../../src/turns/receive.ts'
import { realMind, staffed } from '../support/mind.ts'

type Act =
  | { kind: 'text'; text: string }
  | { kind: 'burst'; texts: string[] }
  | { kind: 'choice'; pick: number }
  | { kind: 'old'; pick: number; ago: number }
  | { kind: 'wire'; wire: string }
  | { kind: 'other'; what: (typeof OTHER_KINDS)[number] }
  | { kind: 'file'; caption: string }
  | { kind: 'wait'; hours: number }
  | { kind: 'case'; event: number }

const phrases = [
  'menu',
  '0',
  'terug',
  'back',
  'رجوع',
  'stop',
  'herhaal',
  'taal',
  'help',
  'mens',
  'person',
  'stop waiting',
  'over mij',
  'ja',
  'nee',
  'yes',
  'no',
  'نعم',
  'لا',
  '1',
  '٢',
  '۳',
  '4.',
  '5️⃣',
  'een',
  '12 mei 2026',
  '12-05-2026',
  '31-02-2026',
  'no, 3 May',
  'morgen',
  'ik wil bezwaar maken',
  'where is my letter',
  'كم يمكنني ان اقترض',
  'ich verstehe nicht',
  '??',
  '👍',
  'Dit is een vraag over niets',
  'mijn bsn is 111222333',
  'bel 112 er is brand',
  'I want to die',
]
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...phrases) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '   ',
      '\u0000',
      '\ud800',
      '<script>alert(1)</script>',
      '{{f.loanMax}} $t(menu.question)',
      'x'.repeat(5000),
    ),
  },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('burst' as const), texts: fc.array(text, { minLength: 2, maxLength: 4 }) }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('choice' as const), pick: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('old' as const), pick: fc.nat(20), ago: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('wire' as const),
      wire: fc.oneof(
        fc.string(),
        fc.constantFrom(
          'human',
          'language:ar',
          'language:xx',
          'more:nothing',
          'flow:nothing',
          'is:x',
          'mark:x',
          '@3',
          'skip@1',
          '__proto__',
          'constructor',
        ),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('other' as const), what: fc.constantFrom(...OTHER_KINDS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('file' as const), caption: text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 3, 24, 200) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('case' as const), event: fc.nat(9) }) },
)

const CASE_EVENTS = [
  { kind: 'claim', who: 'sara' },
  { kind: 'claim', who: 'tom' },
  { kind: 'reply', who: 'sara' },
  { kind: 'giveBack', who: 'sara', goOn: true },
  { kind: 'giveBack', who: 'tom', goOn: false },
  { kind: 'close', who: 'sara' },
  { kind: 'snooze', who: 'sara', until: '2026-12-01T09:00:00Z' },
  { kind: 'wake' },
  { kind: 'expire' },
  { kind: 'escalate' },
] as const

function bodiesOf(one: Act, state: State): MessageBody[] {
  switch (one.kind) {
    case 'text':
      return [receivedBody({ kind: 'text', text: one.text, masked: [] })]
    case 'burst':
      return one.texts.map((each) => receivedBody({ kind: 'text', text: each, masked: [] }))
    case 'choice': {
      const choices = state.question?.say.choices ?? []
      return [tap(state, choices[one.pick % Math.max(1, choices.length)]?.id ?? 'menu')]
    }
    case 'old': {
      const old = state.earlier.at(-one.ago)
      const choices = old?.say.choices ?? []
      return [{ kind: 'choice', choice: `${choices[one.pick % Math.max(1, choices.length)]?.id ?? 'skip'}@${old?.number ?? 99}` }]
    }
    case 'wire':
      return [{ kind: 'choice', choice: one.wire }]
    case 'other':
      return [{ kind: 'other', what: one.what }]
    case 'file':
      return [receivedBody({ kind: 'file', file: { id: 'f', kind: 'image', size: 10 }, caption: one.caption, masked: [] })]
    default:
      return []
  }
}

const mind = () => staffed(realMind(), 'amersfoort')

function step(scene: Scene, one: Act): { scene: Scene; played: Played | null; before: Case | null } {
  const before = scene.openCase
  if (one.kind === 'wait')
    return { scene: { ...scene, at: new Date(scene.at.getTime() + one.hours * 3_600_000) }, played: null, before }
  const at = new Date(scene.at.getTime() + 5_000)
  const here = { ...scene, at }
  const event = one.kind === 'case' ? CASE_EVENTS[one.event] : undefined
  const played = event
    ? playCase(here, event, 'Sara', mind())
    : playTurn(
        here,
        bodiesOf(one, scene.state).map((body) => ({ kind: 'message' as const, body })),
        mind(),
      )
  return { scene: { state: played.state, openCase: played.openCase, at }, played, before }
}

const start = (language: (typeof LANGUAGES)[number], municipality: string): Scene => ({
  state: newState({ language, municipality }),
  openCase: null,
  at: new Date('2026-11-23T09:00:00Z'),
})

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
