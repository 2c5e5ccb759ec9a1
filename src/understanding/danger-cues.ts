/**
 * Danger that no phrase names: the classifier is fairly sure, and a telling word of the danger phrases is there too.
 * Never the score alone: without such a word the message is answered as any other.
 */
import type { DangerKind } from '../domain/codes.ts'
import type { TopicScore } from '../domain/understanding.ts'
import type { Example } from './linear.ts'
import { wordsOf } from './features.ts'
import { fold } from '../language/normalise.ts'
import type { DangerIndex } from './danger.ts'

/** Topics of the catalogue that are kinds of danger too. */
const KINDS = ['emergency', 'crisis', 'scam'] as const
type Kind = (typeof KINDS)[number]

/** Telling words per kind. */
export type Cues = Map<Kind, Set<string>>

/** Together at least this, for the kinds of danger. */
const ENOUGH = 0.45
/** A word that stands in more than this share of ordinary questions tells nothing. */
const COMMON = 0.0025
const MIN_LENGTH = 3
/** Of shorter messages the phrases know the cries for help; a score says little about three words. */
const MIN_WORDS = 4

/** Words of the danger phrases that are rare in ordinary questions. */
export function telling(index: DangerIndex, ordinary: readonly Example[]): Cues {
  const counts = countWords(ordinary.filter(({ label }) => !isKind(label)))
  const common = ordinary.length * COMMON
  const cues: Cues = new Map(KINDS.map((kind) => [kind, new Set<string>()]))
  const rare = (word: string): boolean => word.length >= MIN_LENGTH && (counts.get(word) ?? 0) <= common
  for (const { kind, words } of [...index.phrases.values()].flat()) {
    if (isKind(kind)) for (const { word } of words) if (rare(word)) cues.get(kind)?.add(word)
  }
  return cues
}

const isKind = (label: string): label is Kind => (KINDS as readonly string[]).includes(label)

/** In how many questions each word stands. */
function countWords(questions: readonly Example[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of questions) {
    for (const word of new Set(wordsOf(fold(text)))) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** @param folded the words of a message, folded. @returns the kind and the word that told, or `none` */
export function dangerByScore(folded: string, topics: readonly TopicScore[], cues: Cues): { kind: DangerKind; matched: string } {
  const words = folded.split(' ')
  const scores = topics.filter(({ id }) => isKind(id))
  const sum = scores.reduce((total, { confidence }) => total + confidence, 0)
  const kind = scores[0]?.id ?? ''
  if (!isKind(kind) || sum < ENOUGH || words.length < MIN_WORDS) return { kind: 'none', matched: '' }
  const word = words.find((one) => cues.get(kind)?.has(one))
  return word === undefined ? { kind: 'none', matched: '' } : { kind, matched: word }
}
