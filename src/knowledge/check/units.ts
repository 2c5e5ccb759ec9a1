/** The word after a figure fits the figure: "{{f.termYears}} weken" would be wrong by years. */
import type { Figure } from '../schema.ts'
import { NATIONAL } from '../knowledge.ts'
import { fault, type Finding } from './finding.ts'
import { entriesOf, type CheckInput, type TextEntry } from './input.ts'
import { UNIT_WORDS } from './numbers.ts'

type Unit = Figure['unit']

/** Words of time in the two languages from which the others are made. */
const WORDS: Readonly<Partial<Record<string, Readonly<Partial<Record<Unit, string>>>>>> = {
  nl: {
    years: 'jaar|jaren',
    months: 'maand|maanden',
    weeks: 'week|weken',
    days: 'dag|dagen',
    hours: 'uur|uren',
    minutes: 'minuut|minuten',
  },
  en: { years: 'years?', months: 'months?', weeks: 'weeks?', days: 'days?', hours: 'hours?', minutes: 'minutes?' },
}
const AFTER = /\{\{\s*f\.([A-Za-z0-9]+)\s*\}\}[\s-]*([\p{L}\p{M}]*)/gu

/** An age is in years; what is counted may be followed by anything. */
const fits = (unit: Unit, said: Unit): boolean => unit === said || (unit === 'age' && said === 'years') || unit === 'count'

function problem(figure: Figure, word: string, language: TextEntry['language']): string | null {
  const written = figure.unit === 'eur' || figure.unit === 'percent'
  if (written && new RegExp(`^(?:${UNIT_WORDS[language].money})$`, 'iu').test(word))
    return `is written with its sign already, "${word}" says it twice`
  const said = Object.entries(WORDS[language] ?? {}).find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(word))?.[0] as
    Unit | undefined
  return said !== undefined && !fits(figure.unit, said) ? `is in ${figure.unit}, but the text says "${word}"` : null
}

function check({ language, ns, text, file, key }: TextEntry, { content }: CheckInput): Finding[] {
  return [...text.matchAll(AFTER)].flatMap(([, id = '', word = '']) => {
    const figure = content.packs.get(ns)?.figures.get(id) ?? content.packs.get(NATIONAL)?.figures.get(id)
    const wrong = figure && problem(figure, word, language)
    return wrong ? [fault(file, key, `{{f.${id}}} ${wrong}`)] : []
  })
}

/** Units of time after figures in Dutch and English, and money words after amounts in every language. */
export const checkUnits = (input: CheckInput): Finding[] => entriesOf(input).flatMap((entry) => check(entry, input))
