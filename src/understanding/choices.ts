/** Which of the open choices somebody typed: its number in any digits or words, its label, or the start of it. */
import jaroWinkler from 'natural/lib/natural/distance/jaro-winkler_distance.js'
import type { OpenChoice } from '../domain/understanding.ts'
import { foldWords } from '../language/normalise.ts'

const NUMBER = /^(\d{1,2})$/
const MIN_START = 3
const MIN_TYPO_LENGTH = 5
const CLOSE = 0.93

/** The only choice for which `fits` holds, else null: a guess between two is no match. */
function only(choices: { id: string; folded: string }[], fits: (folded: string) => boolean): string | null {
  const found = choices.filter(({ folded }) => fits(folded))
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

/**
 * @param text the message as typed
 * @param numbers words for numbers, folded ("een", "واحد")
 */
export function matchChoice(text: string, open: readonly OpenChoice[], numbers: ReadonlyMap<string, number>): string | null {
  const typed = foldWords(text)
  if (typed === '' || open.length === 0) return null
  const digits = NUMBER.exec(typed)?.[1]
  const choices = open.map(({ id, label }) => ({ id, folded: foldWords(label) }))
  const exact = only(choices, (label) => label === typed)
  if (exact !== null) return exact
  const position = digits !== undefined ? Number(digits) : numbers.get(typed)
  if (position !== undefined) return open[position - 1]?.id ?? null
  return typed.length < MIN_START ? null : nearly(typed, choices)
}

/** The start of a label, a label with words after it, or a label with a typing error. */
function nearly(typed: string, choices: { id: string; folded: string }[]): string | null {
  return (
    only(choices, (label) => label.startsWith(typed)) ??
    only(choices, (label) => label.length >= MIN_START && typed.startsWith(`${label} `) && typed.length < label.length * 2) ??
    (typed.length >= MIN_TYPO_LENGTH ? only(choices, (label) => jaroWinkler(label, typed, {}) >= CLOSE) : null)
  )
}
