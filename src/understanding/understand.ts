/** Message → Understanding, in a fixed order. Pure, given its model and words. */
import { Temporal } from 'temporal-polyfill'
import type { Language } from '../domain/codes.ts'
import type { OpenChoice, Understanding } from '../domain/understanding.ts'
import { identify, languageOdds } from '../language/identify.ts'
import { fold, readablePart, wordsOnly } from '../language/normalise.ts'
import { matchChoice } from './choices.ts'
import { dangerByScore, type Cues } from './danger-cues.ts'
import { findDanger } from './danger.ts'
import { findDates, findNumbers } from './dates.ts'
import type { Model } from './model.ts'
import { findPersonalData } from './personal-data.ts'
import { classify } from './topics.ts'
import { lookUp, type Lexicon } from './words.ts'

export type Understander = { model: Model; lexicon: Lexicon; cues: Cues }
export type UnderstandContext = {
  language: Language
  /** Choices open in the conversation, as the person sees them. */
  openChoices: readonly OpenChoice[]
  now: Date
  /** The conversation's language is known from earlier messages: then it is believed more than a few letters. */
  settled: boolean
}

/** How strongly the conversation's language is believed before the text is read. */
const PRIOR_SETTLED = 0.9
const PRIOR_FIRST = 0.55

export const EMPTY: Understanding = {
  language: { code: null, confidence: 0 },
  topics: [
    { id: 'none', confidence: 1 },
    { id: 'menu', confidence: 0 },
    { id: 'human', confidence: 0 },
  ],
  danger: { kind: 'none', matched: '' },
  choice: null,
  global: null,
  dates: [],
  numbers: [],
  yesNo: null,
  correction: false,
  vague: false,
  personalData: [],
  cut: false,
}

const QUARTER_MS = 900_000
const latest = { quarter: NaN, day: new Temporal.PlainDate(2000, 1, 1) }

/** The day in Amsterdam. Days begin, and summer time does, at whole quarters: within one the answer is the same. */
function today(now: Date): Temporal.PlainDate {
  const quarter = Math.floor(now.getTime() / QUARTER_MS)
  if (quarter !== latest.quarter) {
    latest.day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/Amsterdam').toPlainDate()
    latest.quarter = quarter
  }
  return latest.day
}

/** Words in the longest beginning of a correction. */
const LONGEST_CORRECTION = 6

/** Whether a message begins as a correction does ("no, I mean ..."), with something after it. */
function beginsWith(words: string, beginnings: ReadonlySet<string>): boolean {
  let end = -1
  for (let count = 0; count < LONGEST_CORRECTION; count += 1) {
    end = words.indexOf(' ', end + 1)
    if (end < 0) return false
    if (beginnings.has(words.slice(0, end))) return true
  }
  return false
}

/** One class to the identifier; both classifiers are asked. */
const PERSIAN = ['fa', 'prs'] as const

/** The odds with which each language's classifier speaks: the text's own, with the conversation's language kept in. */
function topicOdds(known: ReadonlyMap<Language | 'other', number>, context: UnderstandContext): Map<Language, number> {
  const odds = new Map<Language, number>()
  let ours = 0
  for (const [code, chance] of known) {
    if (code === 'other') continue
    if (code === 'fa') for (const twin of PERSIAN) odds.set(twin, chance / PERSIAN.length)
    else odds.set(code, chance)
    ours += chance
  }
  const stay = context.settled ? 0.3 : 0.1
  if (ours < 0.5) odds.set(context.language, (odds.get(context.language) ?? 0) + 1 - ours)
  else odds.set(context.language, (odds.get(context.language) ?? 0) + stay)
  return odds
}

/** Understands one text. Time is bounded: at most MAX_READ characters are read. */
export function understand(raw: string, context: UnderstandContext, { model, lexicon, cues }: Understander): Understanding {
  const { text, cut } = readablePart(raw)
  const folded = fold(text)
  const words = wordsOnly(folded)
  const known = languageOdds(model.identifier, text)
  const topics = classify(model.topics, folded, topicOdds(known, context))
  const choice = matchChoice(words, context.openChoices, lexicon.numbers)
  const global = words === '0' ? 'menu' : lookUp(lexicon.global, context.language, words)
  const yesNo = lookUp(lexicon.yesNo, context.language, words)
  const byPhrase = findDanger(words, lexicon.danger)
  // A label of ours or a plain yes is what it says: only a phrase of danger is believed over it, never a score.
  const answers = choice !== null || global !== null || yesNo !== null
  const danger = byPhrase.kind !== 'none' || answers ? byPhrase : dangerByScore(words, topics, cues)
  return {
    language: identify(known, { language: context.language, weight: context.settled ? PRIOR_SETTLED : PRIOR_FIRST }),
    topics,
    danger,
    choice,
    global,
    dates: findDates(folded, lexicon, today(context.now)),
    numbers: findNumbers(folded, lexicon.numbers),
    yesNo,
    correction: beginsWith(words, lexicon.corrections),
    vague: lexicon.vague.has(words),
    personalData: findPersonalData(text),
    cut,
  }
}
