/** Counts beside the findings: how complete a language is, how much of it somebody has read, which topics have no answer. */
import { LANGUAGES, type Language } from '../../domain/codes.ts'
import { NATIONAL } from '../knowledge.ts'
import { sourceTexts, topicsOf, type CheckInput } from './input.ts'
import { missingKeys, statusOf } from './keys.ts'
import { meanEase } from './reading.ts'

type LanguageSummary = {
  language: Language
  /** How the national pack sees it. */
  status: 'complete' | 'partial' | 'none'
  texts: number
  missing: number
  /** Texts that nobody who speaks the language has read since they were last changed. */
  drafts: number
  /** Mean reading ease of the answers; null for languages without a measure. */
  ease: number | null
}
export type Summary = { languages: LanguageSummary[]; topics: number; unanswered: string[] }

const FNV_START = 0xcbf29ce484222325n
const FNV_STEP = 0x100000001b3n

/** What a review is of, in sixteen characters: enough to see that a text has changed. */
export function hashOf(text: string): string {
  let hash = FNV_START
  for (const char of text) hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * FNV_STEP)
  return hash.toString(16).padStart(16, '0')
}

/** Whether a text was read by somebody who speaks the language, and neither it nor its Dutch source has changed since. */
function isReviewed(input: CheckInput, language: Language, place: { ns: string; key: string; text: string }): boolean {
  const review = input.reviews.get(language)?.get(place.ns)?.[place.key]
  const source = sourceTexts(input.content, place.ns)[place.key] ?? ''
  return review?.state === 'reviewed' && review.target === hashOf(place.text) && review.source === hashOf(source)
}

function ofLanguage(input: CheckInput, language: Language): LanguageSummary {
  const { content } = input
  const texts = [...(content.resources.get(language) ?? [])].flatMap(([ns, own]) =>
    Object.entries(own).map(([key, text]) => ({ ns, key, text })),
  )
  const spaces = [...content.packs.keys()].filter((ns) => statusOf(content, ns, language) !== undefined)
  return {
    language,
    status: statusOf(content, NATIONAL, language) ?? 'none',
    texts: texts.length,
    missing: spaces.reduce((sum, ns) => sum + missingKeys(content, ns, language).length, 0),
    drafts: texts.filter((text) => !isReviewed(input, language, text)).length,
    ease: language === 'nl' || language === 'en' ? meanEase(content, language) : null,
  }
}

/** The catalogue ends in `none`: what is about no topic has no answer. */
const NO_TOPIC = 'none'

/** Topics with a text and a truth in the whole country. */
export function answeredTopics({ content }: CheckInput): Set<string> {
  const dutch = sourceTexts(content, NATIONAL)
  const truths = content.packs.get(NATIONAL)?.topics
  return new Set([...topicsOf(content)].filter((id) => `${id}.short` in dutch && truths?.has(id)))
}

/** Counts of every language that has texts or is promised by a pack. */
export function summarise(input: CheckInput): Summary {
  const all = LANGUAGES.map((language) => ofLanguage(input, language))
  const topics = [...topicsOf(input.content)].filter((id) => id !== NO_TOPIC)
  const answered = answeredTopics(input)
  return {
    languages: all.filter(({ texts, missing }) => texts > 0 || missing > 0),
    topics: topics.length,
    unanswered: topics.filter((id) => !answered.has(id)),
  }
}
