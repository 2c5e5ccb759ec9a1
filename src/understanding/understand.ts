/** A text that was read → Understanding, in a fixed order. Pure, given its model and words. */
import { Temporal } from 'temporal-polyfill/full'
import type { Language } from '../domain/codes.ts'
import type { OpenChoice, Understanding } from '../domain/understanding.ts'
import { identify } from '../language/identify.ts'
import { matchChoice } from './choices.ts'
import { findDates } from './dates.ts'
import type { Model } from './model.ts'
import type { Reading } from './reading.ts'
import { classify } from './topics.ts'
import { lookUp, type Lexicon } from './words.ts'

export type Understander = { model: Model; lexicon: Lexicon }
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
  asked: [],
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
  const own = odds.get(context.language)
  if (ours < 0.5) odds.set(context.language, (own ?? 0) + 1 - ours)
  // In another script than the conversation's language has, its classifier could only say that it knows none of the words.
  else if (own !== undefined) odds.set(context.language, own + stay)
  return odds
}

/** Politeness around a question is no second question. */
const POLITE = new Set(['none', 'greeting', 'thanks', 'goodbye', 'human', 'menu'])
/** A sentence counts by itself only when it is this clear. */
const CLEAR = 0.6

/** Several questions in one message: what its sentences clearly ask. */
function askedIn({ sentences }: Reading, { topics }: Model, odds: Map<Language, number>): string[] {
  const found = sentences.flatMap((sentence) => classify(topics, sentence, odds).slice(0, 1))
  return [...new Set(found.flatMap(({ id, confidence }) => (confidence >= CLEAR && !POLITE.has(id) ? [id] : [])))]
}

/** What a text means in its conversation. */
export function understand(reading: Reading, context: UnderstandContext, { model, lexicon }: Understander): Understanding {
  const { words, languages } = reading
  const odds = topicOdds(languages, context)
  const topics = classify(model.topics, reading.topicsIn, odds)
  const choice = matchChoice(words, context.openChoices, lexicon.numbers)
  const global = words === '0' ? 'menu' : lookUp(lexicon.global, context.language, words)
  const yesNo = lookUp(lexicon.yesNo, context.language, words)
  // A label of ours or a plain yes is what it says: only a phrase of danger is believed over it, never a score.
  const answers = choice !== null || global !== null || yesNo !== null
  const danger = answers ? reading.phrased : reading.danger
  return {
    language: identify(languages, { language: context.language, weight: context.settled ? PRIOR_SETTLED : PRIOR_FIRST }),
    topics,
    asked: askedIn(reading, model, odds),
    danger,
    choice,
    global,
    dates: findDates(reading.folded, lexicon, today(context.now)),
    numbers: reading.numbers,
    yesNo,
    correction: reading.correction,
    vague: reading.vague,
    personalData: reading.personalData,
    cut: reading.cut,
  }
}
