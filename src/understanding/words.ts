/** `content/words/<language>.yaml`: what people type for the global words, yes and no, numbers, months, danger. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DANGERS, GLOBAL_WORDS, LANGUAGES, type GlobalWord, type Language } from '../domain/codes.ts'
import { foldWords } from '../language/normalise.ts'
import { CALENDARS, type Calendar } from './calendars.ts'
import { parseContent } from './content-file.ts'
import { addPhrase, emptyDangerIndex, packIndex, unpackIndex, type DangerIndex, type PackedIndex } from './danger.ts'

const Phrases = z.array(z.coerce.string().min(1))
const Numbered = z.record(z.string().regex(/^\d{1,2}$/), Phrases)

const WordsFile = z.object({
  global: z.record(z.enum(GLOBAL_WORDS), Phrases),
  yes: Phrases,
  no: Phrases,
  unknown: Phrases,
  numbers: Numbered,
  months: Numbered,
  /** Months of the solar Hijri calendar (Iran, Afghanistan), 1 is the one that begins in March. */
  persianMonths: Numbered.default({}),
  /** How a message says that it means another calendar. */
  calendars: z.partialRecord(z.enum(CALENDARS), Phrases).default({}),
  weekdays: Numbered,
  relative: z.object({ today: Phrases, tomorrow: Phrases, yesterday: Phrases, dayAfterTomorrow: Phrases }),
  corrections: Phrases,
  vague: Phrases,
  danger: z.record(z.enum(DANGERS), Phrases),
  harmless: Phrases,
  /** Danger only when it is the whole message ("fire"). */
  dangerAlone: z.partialRecord(z.enum(DANGERS), Phrases).default({}),
})
export type WordsFile = z.infer<typeof WordsFile>

/** The words of all languages together, folded; where two languages disagree the conversation's language decides. */
export type Lexicon = {
  global: Map<Language, Map<string, GlobalWord>>
  yesNo: Map<Language, Map<string, 'yes' | 'no' | 'unknown'>>
  numbers: Map<string, number>
  months: Map<string, number>
  persianMonths: Map<string, number>
  calendars: Map<string, Calendar>
  weekdays: Map<string, number>
  /** Days from today. */
  relative: Map<string, number>
  corrections: Set<string>
  vague: Set<string>
  danger: DangerIndex
}

const put = <V>(map: Map<string, V>, phrases: string[], value: V): void => {
  for (const phrase of phrases) if (!map.has(foldWords(phrase))) map.set(foldWords(phrase), value)
}

function addNumbered(map: Map<string, number>, found: Record<string, string[]>): void {
  for (const [number, phrases] of Object.entries(found)) put(map, phrases, Number(number))
}

function addFile(into: Lexicon, language: Language, file: WordsFile): void {
  const global = new Map<string, GlobalWord>()
  for (const word of GLOBAL_WORDS) put(global, file.global[word], word)
  into.global.set(language, global)
  const yesNo = new Map<string, 'yes' | 'no' | 'unknown'>()
  put(yesNo, file.yes, 'yes')
  put(yesNo, file.no, 'no')
  put(yesNo, file.unknown, 'unknown')
  into.yesNo.set(language, yesNo)
  addNumbered(into.numbers, file.numbers)
  addNumbered(into.months, file.months)
  addNumbered(into.persianMonths, file.persianMonths)
  for (const calendar of CALENDARS) put(into.calendars, file.calendars[calendar] ?? [], calendar)
  addNumbered(into.weekdays, file.weekdays)
  put(into.relative, file.relative.today, 0)
  put(into.relative, file.relative.tomorrow, 1)
  put(into.relative, file.relative.dayAfterTomorrow, 2)
  put(into.relative, file.relative.yesterday, -1)
  for (const phrase of file.corrections) into.corrections.add(foldWords(phrase))
  for (const phrase of file.vague) into.vague.add(foldWords(phrase))
  for (const kind of DANGERS) {
    for (const phrase of file.danger[kind]) addPhrase(into.danger, phrase, kind)
    for (const word of file.dangerAlone[kind] ?? []) into.danger.alone.set(foldWords(word), kind)
  }
  for (const phrase of file.harmless) addPhrase(into.danger, phrase, 'harmless')
}

const emptyLexicon = (): Lexicon => ({
  global: new Map(),
  yesNo: new Map(),
  numbers: new Map(),
  months: new Map(),
  persianMonths: new Map(),
  calendars: new Map(),
  weekdays: new Map(),
  relative: new Map(),
  corrections: new Set(),
  vague: new Set(),
  danger: emptyDangerIndex(),
})

/** A lexicon as it is kept. */
export type PackedLexicon = Omit<Lexicon, 'danger'> & { danger: PackedIndex }
export const packLexicon = (lexicon: Lexicon): PackedLexicon => ({ ...lexicon, danger: packIndex(lexicon.danger) })
export const unpackLexicon = (packed: PackedLexicon): Lexicon => ({ ...packed, danger: unpackIndex(packed.danger) })

export type WordsSource = { language: Language; raw: string }

/** The words files of a folder. */
export function wordsSources(folder: string): WordsSource[] {
  return LANGUAGES.map((language) => ({ language, path: join(folder, `${language}.yaml`) }))
    .filter(({ path }) => existsSync(path))
    .map(({ language, path }) => ({ language, raw: readFileSync(path, 'utf8') }))
}

/** @throws AppError content with file and place */
export function buildLexicon(sources: readonly WordsSource[]): Lexicon {
  const lexicon = emptyLexicon()
  for (const { language, raw } of sources)
    addFile(lexicon, language, parseContent(raw, `content/words/${language}.yaml`, WordsFile))
  return lexicon
}

/** Looks a whole folded message up in the conversation's language first, then in the others. */
export function lookUp<V>(maps: Map<Language, Map<string, V>>, language: Language, folded: string): V | null {
  const own = maps.get(language)?.get(folded)
  if (own !== undefined) return own
  for (const map of maps.values()) {
    const found = map.get(folded)
    if (found !== undefined) return found
  }
  return null
}

/** Everything a person may answer that is no question: yes and no, global words, the words of dates and numbers, folded. */
export const plainWords = (lexicon: Lexicon): string[] => [
  ...[...lexicon.global.values(), ...lexicon.yesNo.values()].flatMap((words) => [...words.keys()]),
  ...[lexicon.numbers, lexicon.months, lexicon.weekdays, lexicon.relative].flatMap((words) => [...words.keys()]),
  ...lexicon.corrections,
  ...lexicon.vague,
]
