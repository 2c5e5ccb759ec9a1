/** One turn in the making: the state as it changes, and what is said. Used inside converse() only, so that converse stays pure. */
import type { Language } from '../domain/codes.ts'
import type { Effect, OpenCase } from '../domain/event.ts'
import type { CaseEvent } from '../domain/handoff.ts'
import { MAX_EARLIER, type Question, type State } from '../domain/state.ts'
import { say, type Choice, type Say, type TextRef } from '../domain/text.ts'
import type { FlowContext } from '../flows/walk.ts'
import type { Flow } from '../flows/flow.ts'
import { NATIONAL, type Knowledge } from '../knowledge/knowledge.ts'

export type Settings = { retentionDays: number; softExpiryMs: number; hardExpiryMs: number }

/** All that deciding needs besides the state and the event. */
export type Core = { knowledge: Knowledge; flows: ReadonlyMap<string, Flow>; settings: Settings }

export class Talk {
  readonly state: State
  readonly effects: Effect[] = []
  readonly core: Core
  readonly at: Date
  readonly openCase: OpenCase
  private readonly said: Say[] = []
  /** What is said now tells of the hand-off itself. */
  news = false
  /** The question as the turn found it: choices in this message belong to it. */
  readonly asked: Question | null

  constructor(state: State, core: Core, at: Date, openCase: OpenCase) {
    // The lists are changed in place below; everything else is replaced, so that the state given in stays as it was.
    this.state = { ...state, asked: [...state.asked], suspended: [...state.suspended], earlier: [...state.earlier] }
    this.core = core
    this.at = at
    this.openCase = openCase
    this.asked = this.state.question
  }

  get flowContext(): FlowContext {
    const { knowledge, flows } = this.core
    return {
      at: this.at,
      flows,
      figure: (id) => knowledge.figure(id, this.state.profile.municipality),
      municipalities: [...knowledge.packs.values()].filter(({ id }) => id !== NATIONAL).map(({ id, name }) => ({ id, name })),
    }
  }

  /** Says something in the person's language, or in another for an offer to change to it. */
  say(parts: (TextRef | string)[], choices: Choice[] = [], language: Language = this.state.language): void {
    const one = say(parts, choices)
    this.said.push(one)
    this.effects.push({
      kind: 'say',
      say: one,
      question: choices.length > 0 ? this.state.questionCount + 1 : null,
      language,
      news: this.news,
    })
  }

  case(event: CaseEvent): void {
    this.effects.push({ kind: 'case', event })
  }

  /** Whether anything was said in this turn. */
  get spoke(): boolean {
    return this.said.length > 0
  }

  /** Closes the turn: what was asked becomes the open question, the one before becomes an earlier one. */
  finish(): { state: State; effects: Effect[] } {
    const withChoices = this.said.filter(({ choices }) => choices.length > 0)
    const last = withChoices.at(-1)
    if (this.said.length > 0) this.state.lastSaid = this.said
    if (last) {
      if (this.state.question) this.state.earlier = [...this.state.earlier, this.state.question].slice(-MAX_EARLIER)
      this.state.questionCount += 1
      this.state.question = {
        number: this.state.questionCount,
        flow: this.state.running?.flow ?? null,
        step: this.state.running?.step ?? null,
        say: last,
        also: withChoices.slice(0, -1).flatMap(({ choices }) => choices),
      }
    }
    return { state: this.state, effects: this.effects }
  }
}
