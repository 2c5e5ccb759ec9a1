/** What the check of flows finds, and what it needs to know of the rest of the project. */
import type { Language } from '../domain/codes.ts'
import type { Flow } from './flow.ts'
import type { Rule } from './rules.ts'

/** How the check looks at texts, without knowing where they come from. */
type FlowTexts = {
  /** Languages that have texts. */
  languages: readonly Language[]
  /** Whether a language must have every text; in another a missing one falls back. */
  complete: (language: Language) => boolean
  /** The text of a key as a reader sees it at its longest (also when it has plural forms); nothing where it is missing. */
  get: (key: string, language: Language) => string | undefined
}

export type FlowFinding = { level: 'fault' | 'warning'; file: string; path: string; message: string }

export type FlowSurroundings = {
  rules: Readonly<Record<string, Rule>>
  texts: FlowTexts
  /** Topics with an answer. */
  topics: ReadonlySet<string>
  /** Ids of national figures: a rule works in every municipality. */
  figures: ReadonlySet<string>
  shipped?: Readonly<Record<string, readonly string[]>>
}

/** A finding in a flow; `place` is the step. */
export const inFlow = (flow: Flow, place: string, message: string): FlowFinding => ({
  level: 'fault',
  file: `src/flows/${flow.id}.ts`,
  path: place,
  message,
})
