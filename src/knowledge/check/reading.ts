/**
 * Reading level of the two languages from which the others are made. The thresholds fail only what is clearly hard: texts written
 * by the rules of docs/content.md measure from 69 (Dutch) and 62 (English) upwards with 7 to 8 words in a sentence, a usual
 * official letter on the same subject 59 and 46, an article of the law below 25.
 */
import { NATIONAL } from '../knowledge.ts'
import type { Content } from '../content.ts'
import { fault, warning, type Finding } from './finding.ts'
import { entriesOf, GLOSSARY, glossaryEntries, type CheckInput, type TextEntry } from './input.ts'
import { readability, wordCount, type Measured } from './readability.ts'

const READING = {
  /** Below this a text fails; below the second it is named. */
  ease: { nl: { fault: 60, warning: 66 }, en: { fault: 50, warning: 58 } },
  /** Words in a sentence, on average. */
  perSentence: { fault: 15, warning: 13 },
  /** Words in the longest sentence. */
  longest: 25,
  /** Fewer words than this tell nothing about an average. */
  leastWords: 15,
} as const

/** Words that can't be left out: Dutch terms, what the glossary calls them in this language, names of organisations; word by word. */
function easyWords({ glossary, packs }: Content, language: Measured): Set<string> {
  const names = [...packs.values()].flatMap(({ name, contacts }) => [
    name,
    ...[...contacts.values()].map((contact) => contact.name),
  ])
  const terms = Object.entries(glossary).flatMap(([term, entry]) => [term, entry.term[language] ?? ''])
  return new Set([...terms, ...names].flatMap((name) => [name, ...name.split(/[\s-]+/)]).map((word) => word.toLowerCase()))
}

const isMeasured = (language: string): language is Measured => language === 'nl' || language === 'en'

function byLevel(entry: TextEntry, value: number, limits: { fault: number; warning: number }, message: string): Finding[] {
  // Ease falls with difficulty, sentences grow with it.
  const beyond = (limit: number): boolean => (limits.fault < limits.warning ? value < limit : value > limit)
  if (beyond(limits.fault)) return [fault(entry.file, entry.key, message)]
  return beyond(limits.warning) ? [warning(entry.file, entry.key, message)] : []
}

function check(entry: TextEntry, language: Measured, easy: ReadonlySet<string>): Finding[] {
  const { text, file, key } = entry
  const { words, sentences, longestSentence, perSentence, ease } = readability(text, language, easy)
  const longest = wordCount(longestSentence)
  const tooLong =
    longest > READING.longest
      ? [fault(file, key, `a sentence of ${longest} words (at most ${READING.longest}): "${longestSentence.slice(0, 60)}…"`)]
      : []
  // The explanation of a term is one sentence: averages say nothing of it.
  if (words < READING.leastWords || file === GLOSSARY) return tooLong
  const average =
    sentences < 2
      ? []
      : byLevel(
          entry,
          perSentence,
          READING.perSentence,
          `sentences of ${perSentence.toFixed(1)} words on average: make them shorter`,
        )
  return [
    ...tooLong,
    ...average,
    ...byLevel(entry, ease, READING.ease[language], `reading ease ${ease.toFixed(0)}: use shorter words and sentences`),
  ]
}

/** Sentence length and reading ease of Dutch and English texts. */
export function checkReading(input: CheckInput): Finding[] {
  const easy = { nl: easyWords(input.content, 'nl'), en: easyWords(input.content, 'en') }
  return [...entriesOf(input), ...glossaryEntries(input)]
    .filter(({ key }) => !key.startsWith('web.'))
    .flatMap((entry) => (isMeasured(entry.language) ? check(entry, entry.language, easy[entry.language]) : []))
}

/** The mean reading ease of all answers of a language, for the summary. */
export function meanEase(content: Content, language: Measured): number | null {
  const texts = Object.entries(content.resources.get(language)?.get(NATIONAL) ?? {}).filter(([key]) =>
    /\.(?:short|more)(?:_|$)/.test(key),
  )
  const easy = easyWords(content, language)
  const all = texts.map(([, text]) => readability(text, language, easy)).filter(({ words }) => words >= READING.leastWords)
  return all.length === 0 ? null : all.reduce((sum, { ease }) => sum + ease, 0) / all.length
}
