/** What a scripted flow may be made of. Flows are data: `… satisfies Flow` in a file each. */

/** Kinds of typed answers. */
export type AnswerKind = 'date' | 'number' | 'text'

export type Option = { id: string; label: string; next: string }

export type Step =
  /** Says something and goes on. */
  | { kind: 'say'; text: string; next: string }
  /** Puts a choice; `skip` lets the person not answer. */
  | { kind: 'choose'; text: string; options: readonly Option[]; save?: string; skip?: string }
  /** Puts a choice made by a rule from the content (the municipalities). */
  | { kind: 'pick'; text: string; from: PickSource; save: string; next: string; skip?: string }
  /** Asks for something typed. `past`: a date in the future is asked about again. */
  | { kind: 'ask'; text: string; answer: AnswerKind; hint?: string; past?: boolean; save: string; next: string; skip?: string }
  /** Goes on by the outcome of a pure rule; the rule may say something and fill slots. */
  | { kind: 'decide'; rule: string; next: Readonly<Record<string, string>> }
  /** Keeps a slot in the profile of the person. */
  | { kind: 'remember'; what: 'audience' | 'law' | 'municipality'; slot: string; next: string }
  /** Ends. `answer`: the topic whose answer belongs to it. */
  | { kind: 'end'; text?: string; offer?: readonly string[] }

export type PickSource = 'municipalities'

export type Flow = {
  id: string
  /** Raised whenever a step's meaning changes; people in an older version are moved by `successors` or start again. */
  version: number
  /** Text key of its name. */
  title: string
  start: string
  steps: Readonly<Record<string, Step>>
  /** Steps that were removed and where somebody who stands there goes on. */
  successors: Readonly<Record<string, string>>
}

/** Steps that wait for the person. */
export const WAITING = ['choose', 'pick', 'ask'] as const
export type WaitingStep = Extract<Step, { kind: (typeof WAITING)[number] }>
export const isWaiting = (step: Step): step is WaitingStep => (WAITING as readonly string[]).includes(step.kind)

/** Where a step can go. */
export function exits(step: Step): string[] {
  switch (step.kind) {
    case 'say':
    case 'remember':
      return [step.next]
    case 'ask':
    case 'pick':
      return [step.next, ...(step.skip ? [step.skip] : [])]
    case 'choose':
      return [...step.options.map(({ next }) => next), ...(step.skip ? [step.skip] : [])]
    case 'decide':
      return Object.values(step.next)
    case 'end':
      return []
  }
}
