/**
 * Danger that no phrase names ("it would be better if I were not here any more"), by the classifier. What it says is explained by the
 * word that weighed most; where no single word speaks for danger, nothing is raised: never the score alone.
 */
import { DANGERS, type DangerKind } from '../domain/codes.ts'
import { features, wordHash, wordsOf, type Features } from './features.ts'
import { idfOf, predictVector, vectorise, type LinearModel } from './linear.ts'

type Kind = (typeof DANGERS)[number]
type Found = { kind: DangerKind; matched: string }

const NOTHING: Found = { kind: 'none', matched: '' }
/**
 * From how many words on how sure the kinds of danger together must be; less where a life may depend on it. The fewer words, the less a score says: of one or two the
 * phrases know the cries for help. Chosen on messages that were held out, so that about 1 % of ordinary questions raise anything.
 */
const ENOUGH: readonly { words: number; urgent: number; other: number }[] = [
  { words: 8, urgent: 0.35, other: 0.55 },
  { words: 5, urgent: 0.45, other: 0.75 },
  { words: 3, urgent: 0.95, other: 0.97 },
]
const isUrgent = (kind: Kind): boolean => kind === 'emergency' || kind === 'crisis'

/** Of fewer words the phrase alone is believed. */
const FEW = 5
/** A word that weighs less does not explain it. */
const MIN_WEIGHT = 3

const isKind = (label: string): label is Kind => (DANGERS as readonly string[]).includes(label)

/** A word known to be frequent explains nothing ("van", "need"). */
const FREQUENT_IDF = 6.5

function isFrequent(word: string, model: LinearModel): boolean {
  const idf = idfOf(wordHash(word), model)
  return idf !== null && idf < FREQUENT_IDF
}

/** How much a word alone speaks for a kind of danger, against none. */
function weightOf(word: string, model: LinearModel, kind: number, none: number): number {
  const { rows, values } = vectorise(features(word), model)
  const classes = model.labels.length
  let sum = 0
  rows.forEach((row, i) => {
    const base = row * classes
    sum += (values[i] ?? 0) * ((model.weights[base + kind] ?? 0) - (model.weights[base + none] ?? 0))
  })
  return sum * model.scale
}

/** The word that speaks most for it, or none that does. */
function tellingWord(folded: string, model: LinearModel, kind: Kind): string | null {
  const [at, none] = [model.labels.indexOf(kind), model.labels.indexOf('none')]
  let best: string | null = null
  let top = MIN_WEIGHT
  for (const word of wordsOf(folded)) {
    if (isFrequent(word, model)) continue
    const weight = weightOf(word, model, at, none)
    if (weight > top) [best, top] = [word, weight]
  }
  return best
}

/** Below this the classifier is certain that nobody is in danger: only then is it believed over a phrase ("this grammar kills me, haha"). */
const CERTAINLY_NOT = 0.004

/** Phrase and classifier together: a phrase counts, unless the classifier is certain; without one the classifier decides. */
export function judgeDanger(byPhrase: Found, folded: string, found: Features, model: LinearModel): Found {
  if (byPhrase.kind === 'none') return byClassifier(folded, found, model)
  const none = predictVector(model, vectorise(found, model))[model.labels.indexOf('none')] ?? 0
  return wordsOf(folded).length >= FEW && 1 - none < CERTAINLY_NOT ? NOTHING : byPhrase
}

/** @returns the kind and the word that told, or `none` */
function byClassifier(folded: string, found: Features, model: LinearModel): Found {
  const chances = predictVector(model, vectorise(found, model))
  const kinds = model.labels.flatMap((label, i) => (isKind(label) ? [{ kind: label, chance: chances[i] ?? 0 }] : []))
  const sum = kinds.reduce((total, { chance }) => total + chance, 0)
  const words = wordsOf(folded).length
  const enough = ENOUGH.find((one) => words >= one.words)
  const likeliest = kinds.toSorted((a, b) => b.chance - a.chance)[0]
  if (!likeliest || !enough) return NOTHING
  const { kind } = likeliest
  if (sum < (isUrgent(kind) ? enough.urgent : enough.other)) return NOTHING
  const matched = tellingWord(folded, model, kind)
  return matched === null ? NOTHING : { kind, matched }
}
