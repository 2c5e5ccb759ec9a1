/** Topics of a message: one classifier per language, mixed by how likely each language is. */
import type { Language } from '../domain/codes.ts'
import type { TopicScore } from '../domain/understanding.ts'
import type { LinearModel } from './linear.ts'

export type TopicModels = Map<Language, LinearModel>

/** A language less likely than this has no say. */
const MIN_LANGUAGE = 0.05
const TOP = 3

/**
 * The three likeliest topics.
 * @param topicsIn what a language's classifier says of the text, per label
 * @param odds how likely each language is; languages without a classifier give their share to the others
 */
export function classify(
  models: TopicModels,
  topicsIn: (language: Language) => Float32Array | null,
  odds: Map<Language, number>,
): TopicScore[] {
  const sums = new Map<string, number>()
  let total = 0
  for (const [language, chance] of odds) {
    const model = models.get(language)
    const probabilities = chance < MIN_LANGUAGE ? null : topicsIn(language)
    if (!model || !probabilities) continue
    total += chance
    model.labels.forEach((label, i) => sums.set(label, (sums.get(label) ?? 0) + chance * (probabilities[i] ?? 0)))
  }
  const ranked = [...sums].map(([id, sum]) => ({ id, confidence: sum / total })).sort((a, b) => b.confidence - a.confidence)
  return withThree(ranked)
}

/** Exactly three, also when nothing could be said. */
function withThree(ranked: TopicScore[]): TopicScore[] {
  const padding = ['none', 'menu', 'human'].filter((id) => !ranked.slice(0, TOP).some((score) => score.id === id))
  return [...ranked, ...padding.map((id) => ({ id, confidence: 0 }))].slice(0, TOP)
}
