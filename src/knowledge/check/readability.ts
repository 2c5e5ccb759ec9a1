/**
 * How hard a text is to read, measured.
 * Dutch: Flesch-Douma, 206.84 - 0.93 × words per sentence - 77 × syllables per word.
 * English: Flesch reading ease, 206.835 - 1.015 × words per sentence - 84.6 × syllables per word.
 * Both run from 100 (very easy) down; official letters come near 40, laws below 30.
 */
import { PLACEHOLDER } from './fill.ts'
import { syllablesOf } from './syllables.ts'

export type Measured = 'nl' | 'en'
type Readability = { words: number; sentences: number; longestSentence: string; perSentence: number; ease: number }

const FORMULA = {
  nl: { base: 206.84, sentence: 0.93, syllable: 77 },
  en: { base: 206.835, sentence: 1.015, syllable: 84.6 },
} as const

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu
const wordsOf = (text: string): string[] => text.match(WORD) ?? []

/** A line of a list is a sentence of its own; so is what stands before a colon at the end of a line. */
const sentencesOf = (text: string): string[] =>
  text
    .replace(PLACEHOLDER, 'x')
    .replace(/\*/g, '')
    .split(/\n+|(?<=[.!?…]["'»”)]*)\s+|(?<=:)\s+(?=\p{Lu})/u)
    .map((sentence) => sentence.replace(/^- /, '').trim())
    .filter((sentence) => wordsOf(sentence).length > 0)

/**
 * @param easy words that must be there because people meet them on paper (Dutch terms, names): they count as two syllables,
 *   since a shorter word would be no help
 */
export function readability(text: string, language: Measured, easy: ReadonlySet<string>): Readability {
  const sentences = sentencesOf(text)
  const words = sentences.flatMap(wordsOf)
  const syllables = words.reduce((sum, word) => {
    const counted = syllablesOf(word, language)
    return sum + (easy.has(word.toLowerCase()) ? Math.min(counted, 2) : counted)
  }, 0)
  const { base, sentence, syllable } = FORMULA[language]
  const perSentence = words.length / Math.max(1, sentences.length)
  const lengths = sentences.map((one) => wordsOf(one).length)
  return {
    words: words.length,
    sentences: sentences.length,
    longestSentence: sentences[lengths.indexOf(Math.max(...lengths))] ?? '',
    perSentence,
    ease: words.length === 0 ? base : base - sentence * perSentence - syllable * (syllables / words.length),
  }
}

/** Number of words in a sentence. */
export const wordCount = (sentence: string): number => wordsOf(sentence).length
