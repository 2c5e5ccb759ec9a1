/** Which language is spoken: guessed once, offered when somebody keeps writing another one, never forced. */
import type { Language } from '../domain/codes.ts'
import { choice, text } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import { languageChoice } from './choices.ts'
import type { Talk } from './talk.ts'

const GUESS = 0.75
const CLEAR = 0.9
const OTHER = 0.8
/** Messages in a row in another language before it is offered. */
const TIMES = 2

/** Farsi and Dari can't be told apart from a short text: who reads one of them is not moved to the other. */
const same = (a: Language, b: Language): boolean => a === b || (['fa', 'prs'].includes(a) && ['fa', 'prs'].includes(b))

const available = (talk: Talk, code: Language): boolean => talk.core.knowledge.languages.includes(code)

/** Clearly a language that we do not speak. */
export const isOtherLanguage = (talk: Talk, { language: { code, confidence } }: Understanding): boolean =>
  confidence >= OTHER && code !== null && (code === 'other' || !available(talk, code))

/** At the first message: speaks its language. @returns whether the language is known well enough not to ask */
export function guessLanguage(talk: Talk, { language }: Understanding): boolean {
  const { code, confidence } = language
  if (code === null || code === 'other' || confidence < GUESS || !available(talk, code)) return talk.state.languageBy === 'chosen'
  if (!same(code, talk.state.language)) talk.state.language = code
  talk.state.languageBy = talk.state.languageBy === 'chosen' ? 'chosen' : 'guessed'
  return true
}

/** Two messages in a row clearly in another of our languages: offers it, in that language. Called after the answer. */
export function offerLanguage(talk: Talk, { language }: Understanding): void {
  const { state } = talk
  const { code, confidence } = language
  if (code === null || code === 'other') return
  if (same(code, state.language)) state.drift = null
  else if (confidence >= CLEAR && available(talk, code)) countDrift(talk, code)
}

function countDrift(talk: Talk, code: Language): void {
  const { state } = talk
  const times = state.drift?.language === code ? state.drift.times + 1 : 1
  state.drift = { language: code, times }
  if (times < TIMES || state.running) return
  state.drift = { language: code, times: 0 }
  talk.say(
    [text('language.offer', { language: { language: code } })],
    [languageChoice(code), choice('offer:no', 'button.no')],
    code,
  )
}
