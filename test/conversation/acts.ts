/** What people may do, at random, and what it does to a conversation. */
import fc from 'fast-check'
import type { LANGUAGES } from '../../src/domain/codes.ts'
import type { Case } from '../../src/domain/handoff.ts'
import { OTHER_KINDS, type MessageBody } from '../../src/domain/message.ts'
import type { State } from '../../src/domain/state.ts'
import { newState } from '../../src/domain/state.ts'
import { playCase, playTurn, tap, type Played, type Scene } from '../../src/turns/play.ts'
import { receivedBody } from '../../src/turns/receive.ts'
import { realMind, staffed } from '../support/mind.ts'

export type Act =
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
export const act: fc.Arbitrary<Act> = fc.oneof(
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

export const mind = () => staffed(realMind(), 'amersfoort')

export function step(scene: Scene, one: Act): { scene: Scene; played: Played | null; before: Case | null } {
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

export const start = (language: (typeof LANGUAGES)[number], municipality: string): Scene => ({
  state: newState({ language, municipality }),
  openCase: null,
  at: new Date('2026-11-23T09:00:00Z'),
})
