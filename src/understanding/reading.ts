/** What a text says by itself, whatever the conversation: read once, also while it is still being written down. */
import type { DangerKind, Language } from '../domain/codes.ts'
import type { PersonalDataSpan } from '../domain/understanding.ts'
import { languageOdds } from '../language/identify.ts'
import { fold, readablePart, wordsOnly } from '../language/normalise.ts'
import { findDanger } from './danger.ts'
import { judgeDanger } from './danger-judge.ts'
import { findNumbers } from './dates.ts'
import { features, wordsOf, type Features } from './features.ts'
import { predictVector, vectorise } from './linear.ts'
import type { Model } from './model.ts'
import { findPersonalData } from './personal-data.ts'
import type { Lexicon } from './words.ts'

export type Reading = {
  folded: string
  words: string
  cut: boolean
  languages: ReadonlyMap<Language | 'other', number>
  /** By phrase alone. */
  phrased: { kind: DangerKind; matched: string }
  /** By phrase and classifier together. */
  danger: { kind: DangerKind; matched: string }
  numbers: number[]
  correction: boolean
  vague: boolean
  personalData: readonly PersonalDataSpan[]
  /** What a language's classifier says, per label; null where there is none. Asked when needed, then known. */
  topicsIn: (language: Language) => Float32Array | null
  /** The same for each sentence that could be a question of its own; empty when there is one sentence. */
  sentences: readonly Reading['topicsIn'][]
}

/** Where a sentence ends, in any of our scripts. Not a new line: people break one question over several messages. */
const SENTENCE_END = /[.!?;؟؛۔።፧]+(?=\s|$)/u
/** A shorter piece is no question ("hello", "thank you"). */
const MIN_SENTENCE_WORDS = 3
/** Of a long story only the beginning is taken apart. */
const MAX_SENTENCES = 6

function sentences(text: string, model: Model): Reading['topicsIn'][] {
  const pieces = text
    .split(SENTENCE_END)
    .map((piece) => fold(piece))
    .filter((piece) => wordsOf(piece).length >= MIN_SENTENCE_WORDS)
  return pieces.length < 2 ? [] : pieces.slice(0, MAX_SENTENCES).map((piece) => topicsIn(features(piece), model))
}

/** Words in the longest beginning of a correction. */
const LONGEST_CORRECTION = 6
/** Languages less likely than this are not read ahead. */
const LIKELY = 0.3

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

function topicsIn(found: Features, model: Model): Reading['topicsIn'] {
  const known = new Map<Language, Float32Array>()
  return (language) => {
    const classifier = model.topics.get(language)
    if (!classifier) return null
    const scores = known.get(language) ?? predictVector(classifier, vectorise(found, classifier))
    known.set(language, scores)
    return scores
  }
}

/** Time is bounded: at most MAX_READ characters are read. */
export function read(raw: string, model: Model, lexicon: Lexicon): Reading {
  const { text, cut } = readablePart(raw)
  const folded = fold(text)
  const words = wordsOnly(folded)
  const found = features(folded)
  const phrased = findDanger(words, lexicon.danger)
  const reading: Reading = {
    folded,
    words,
    cut,
    languages: languageOdds(model.identifier, text),
    phrased,
    danger: judgeDanger(phrased, folded, found, model.danger),
    numbers: findNumbers(folded, lexicon.numbers),
    correction: beginsWith(words, lexicon.corrections),
    vague: lexicon.vague.has(words),
    personalData: findPersonalData(text),
    topicsIn: topicsIn(found, model),
    sentences: sentences(text, model),
  }
  for (const [code, chance] of reading.languages) if (code !== 'other' && chance > LIKELY) reading.topicsIn(code)
  return reading
}
