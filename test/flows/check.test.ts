import { describe, expect, test } from 'vitest'
import { checkFlows } from '../../src/flows/check.ts'
import type { FlowSurroundings } from '../../src/flows/finding.ts'
import type { Flow, Option, Step } from '../../src/flows/flow.ts'
import { FLOWS } from '../../src/flows/index.ts'
import type { Rule } from '../../src/flows/rules.ts'
import { SHIPPED_STEPS } from '../../src/flows/shipped-steps.ts'

const rule: Rule = {
  outcomes: ['early', 'late'],
  texts: ['trip.early'],
  figures: ['weeks'],
  decide: () => ({ outcome: 'early', parts: [] }),
}
const yes: Option = { id: 'yes', label: 'button.yes', next: 'day' }
const no: Option = { id: 'no', label: 'button.no', next: 'done' }
const ask: Step = { kind: 'ask', text: 'trip.day', hint: 'ask.date', answer: 'date', save: 'day', next: 'when', skip: 'done' }

type Steps = Record<string, Step>
const STEPS: Steps = {
  hello: { kind: 'say', text: 'trip.hello', next: 'going' },
  going: { kind: 'choose', text: 'trip.going', options: [yes, no], skip: 'done' },
  day: ask,
  when: { kind: 'decide', rule: 'tripDay', next: { early: 'done', late: 'done' } },
  done: { kind: 'end', text: 'trip.done', offer: ['letter.when', 'menu', 'human'] },
}
const TEXTS: Record<string, string> = {
  'trip.title': 'A trip',
  'trip.hello': 'Let us plan a trip.',
  'trip.going': 'Are you going?',
  'trip.day': 'Which day?',
  'trip.early': 'That is early.',
  'trip.done': 'Have a good trip.',
  'button.yes': 'Yes',
  'button.no': 'No',
  'button.skip': 'Skip this',
  'button.unknown': "I don't know",
  'choice.again': 'Please choose one.',
  'ask.date': 'For instance 12 May.',
  'ask.date.wrong': 'This is no date.',
  'ask.date.confirm': 'Is that right?',
  'ask.date.future': 'That is still to come.',
  'ask.yesNo.wrong': 'Yes or no?',
  'ask.number.wrong': 'This is no number.',
  'input.empty': 'Nothing there.',
}

type Change = {
  steps?: Steps
  flow?: Partial<Flow>
  texts?: Record<string, string | undefined>
  around?: Partial<FlowSurroundings>
  complete?: boolean
}

/** What is found in a flow that is all right but for one change. */
function found({ steps = {}, flow = {}, texts = {}, around = {}, complete = true }: Change = {}): string[] {
  const own: Flow = {
    id: 'trip',
    version: 1,
    title: 'trip.title',
    start: 'hello',
    successors: {},
    steps: { ...STEPS, ...steps },
    ...flow,
  }
  const all: Record<string, string | undefined> = { ...TEXTS, ...texts }
  const result = checkFlows(new Map([[own.id, own]]), {
    rules: { tripDay: rule },
    texts: {
      languages: ['nl', 'en'],
      complete: () => complete,
      get: (key, language) => (language === 'nl' ? all[key] : TEXTS[key]),
    },
    topics: new Set(['letter.when']),
    figures: new Set(['weeks']),
    shipped: { trip: Object.keys(own.steps) },
    ...around,
  })
  return result.map(({ path, message }) => `${path}: ${message}`)
}

test('a flow that is all right', () => {
  expect(found()).toEqual([])
})

describe('ways', () => {
  test('a way to a step that is not there', () => {
    expect(found({ steps: { hello: { kind: 'say', text: 'trip.hello', next: 'gone' } } })).toContain(
      'hello: goes to gone, which is no step',
    )
  })
  test('a start that is not there', () => {
    expect(found({ flow: { start: 'gone' } })).toContain('start: gone is no step')
  })
  test('a step that nothing leads to', () => {
    expect(found({ steps: { lonely: { kind: 'end' } } })).toEqual(['lonely: is never reached'])
  })
  test('steps that lead to no end', () => {
    const steps: Steps = {
      going: { kind: 'choose', text: 'trip.going', options: [yes, { ...no, next: 'turn' }], skip: 'done' },
      turn: { kind: 'ask', text: 'trip.day', answer: 'text', save: 'why', next: 'turn' },
    }
    expect(found({ steps })).toEqual(['turn: leads to no end'])
  })
  test('a circle without a question', () => {
    const steps: Steps = {
      when: { kind: 'decide', rule: 'tripDay', next: { early: 'done', late: 'round' } },
      round: { kind: 'say', text: 'trip.hello', next: 'when' },
    }
    expect(found({ steps })).toEqual([
      'when: comes back to itself without a question',
      'round: comes back to itself without a question',
    ])
  })
  test('an offer that is no topic with an answer', () => {
    expect(found({ steps: { done: { kind: 'end', offer: ['letter.never', 'menu'] } } })).toEqual([
      'done: offers letter.never, which is no topic with an answer',
    ])
  })
})

describe('options', () => {
  const choose = (options: Option[]): Change => ({
    steps: { going: { kind: 'choose', text: 'trip.going', options, skip: 'day' } },
  })

  test.each(['menu', 'back', 'human', 'stop', 'skip'])('%s is taken', (id) => {
    expect(found(choose([{ ...yes, id }, no]))).toEqual([`going: the option ${id} is a global word or a reserved id`])
  })
  test('the same id twice', () => {
    expect(found(choose([yes, { ...no, id: 'yes' }]))).toEqual(['going: the option yes is there twice'])
  })
  test('signs of the wire', () => {
    expect(found(choose([{ ...yes, id: 'go:on' }, no]))).toEqual(['going: the option go:on has a sign that ids on the wire use'])
  })
  test('none at all', () => {
    expect(found(choose([]))).toContain('going: has no options')
  })
  test('more than a list shows', () => {
    const many = Array.from({ length: 9 }, (_one, i) => ({ id: `o${String(i)}`, label: `trip.o${String(i)}`, next: 'day' }))
    const texts = Object.fromEntries(many.map(({ label }) => [label, label]))
    const more = found({ ...choose(many), texts, complete: false }).filter((line) => line.includes('in nl'))
    expect(more).toEqual(['going: going has 11 choices, a list shows 10 in nl'])
  })
})

describe('rules', () => {
  const decide = (next: Record<string, string>, name = 'tripDay'): Change => ({
    steps: { when: { kind: 'decide', rule: name, next } },
  })

  test('a rule that is not there', () => {
    expect(found(decide({ early: 'done' }, 'nothing'))).toEqual(['when: there is no rule nothing'])
  })
  test('outcomes without a way, and ways without an outcome', () => {
    expect(found(decide({ early: 'done', never: 'done' }))).toEqual([
      'when: has no way on for the outcome late',
      'when: never is no outcome of the rule tripDay',
    ])
  })
  test('a figure that is not there', () => {
    expect(found({ around: { figures: new Set() } })).toEqual([
      'when: the rule tripDay needs the figure weeks, which is not in content/national/figures.yaml',
    ])
  })
  test('something kept that nobody asked, or that the profile does not know', () => {
    const keep = (slot: string): Steps => ({
      day: { ...ask, next: 'keep' },
      keep: { kind: 'remember', what: 'law', slot, next: 'when' },
    })
    expect(found({ steps: keep('law') })).toEqual(['keep: keeps law, which no step asks'])
    const going: Step = { kind: 'choose', text: 'trip.going', options: [yes, no], save: 'law' }
    expect(found({ steps: { ...keep('law'), going } })).toEqual(['keep: yes is no law', 'keep: no is no law'])
  })
})

describe('texts', () => {
  test('a missing text, in the language where it is missing', () => {
    expect(found({ texts: { 'trip.early': undefined } })).toEqual(['when: trip.early is missing in nl'])
    expect(found({ texts: { 'trip.title': undefined } })).toEqual(['title: trip.title is missing in nl'])
    expect(found({ texts: { 'ask.date.wrong': undefined } })).toEqual(['day: ask.date.wrong is missing in nl'])
  })
  test('a language that is not complete yet may miss one', () => {
    expect(found({ texts: { 'trip.early': undefined }, complete: false })).toEqual([])
  })
  test('labels: a button when there are few, a row of a list when there are more', () => {
    const texts = { 'button.yes': 'Yes, I am on my way now' }
    expect(found({ texts })).toEqual([])
    const going: Step = { kind: 'choose', text: 'trip.going', options: [yes, no] }
    expect(found({ texts, steps: { going } })).toEqual(['going: button.yes has 23 characters, at most 20 in nl'])
    expect(found({ texts: { 'button.yes': 'Yes, I am on my way right now' } })).toEqual([
      'going: button.yes has 29 characters, at most 24 in nl',
    ])
  })
  test('the same label twice', () => {
    expect(found({ texts: { 'button.no': 'Yes' } })).toEqual(['going: button.no is the same label as another option in nl'])
  })
  test('a title that is no label', () => {
    expect(found({ texts: { 'trip.title': 'A trip through the Netherlands' } })).toEqual([
      'title: trip.title has 30 characters, at most 24 in nl',
    ])
  })
  test('a question with all that is said before it must fit one message with buttons', () => {
    const hello = 'x'.repeat(1000)
    expect(found({ texts: { 'trip.hello': hello } })).toEqual([])
    expect(found({ texts: { 'trip.hello': `${hello}${'y'.repeat(20)}` } })).toEqual([
      'going: the message has up to 1038 characters, with buttons at most 1024, in nl',
    ])
  })
})

describe('steps that were shipped', () => {
  const names = Object.keys(STEPS)

  test('a new step must be added to the list', () => {
    expect(found({ around: { shipped: { trip: names.filter((name) => name !== 'day') } } })).toEqual([
      'day: is not in src/flows/shipped-steps.ts: add it',
    ])
  })
  test('a removed step needs a successor that exists', () => {
    const shipped = { trip: [...names, 'old', 'older'] }
    expect(found({ around: { shipped } })).toHaveLength(2)
    expect(found({ around: { shipped }, flow: { successors: { old: 'day', older: 'gone' } } })).toEqual([
      'older: was removed and has no successor that exists',
    ])
    expect(found({ around: { shipped }, flow: { successors: { older: 'old', old: 'day' } } })).toEqual([])
    expect(found({ around: { shipped }, flow: { successors: { older: 'old', old: 'older' } } })).toHaveLength(2)
  })
  test('a successor of a step that is still there, or never was', () => {
    expect(found({ flow: { successors: { day: 'done' } } })).toEqual(['day: has a successor, but is still a step'])
    expect(found({ flow: { successors: { never: 'done' } } })).toEqual([
      'never: has a successor, but is not in src/flows/shipped-steps.ts',
    ])
  })
  test('the list knows every flow of the project', () => {
    expect([...FLOWS.keys()].filter((id) => !(id in SHIPPED_STEPS))).toEqual([])
  })
})
