/** Figures and addresses stand in content/ and are named by a text, never typed: a typed one grows old unseen. */
import type { Language } from '../../domain/codes.ts'
import { toWesternDigits } from '../../language/digits.ts'
import { PLACEHOLDER } from './fill.ts'
import { fault, warning, type Finding } from './finding.ts'
import { entriesOf, glossaryEntries, type CheckInput, type TextEntry } from './input.ts'
import { isPlural } from './keys.ts'
import { fullDates, NUMBER_KEYS, NUMBER_NAMES, NUMBER_WORDS, UNIT_WORDS } from './numbers.ts'

const YEAR = /^(?:19|20)\d\d$/
const FOREIGN_DIGIT = /[^\P{Nd}0-9]|[\u1369-\u137C]/u
const NUMBER = /[€$£]?\s?\+?\d(?:[\d.,:/ -]*\d)?\s?[%٪€]?/gu
const ADDRESS = /https?:\/\/\S+|\bwww\.\S+|\b[\p{L}\p{N}._-]+@[\p{L}\p{N}-]+\.\p{L}+|\b[\w-]+\.(?:nl|com|org|eu|info|net|gov)\b/iu

const GROWS_OLD = new Set(['a year', 'a date'])

type Typed = { number: string; kind: string }

const after = (words: string): RegExp => new RegExp(`^[\\s-]?(?:${words})(?![\\p{L}\\p{M}])`, 'iu')

/** What a number looks like, by itself and by the word after it. */
function kindOf(number: string, rest: string, language: Language): string {
  const { money, time } = UNIT_WORDS[language]
  if (/[€$£%٪]/u.test(number) || after(money).test(rest)) return 'an amount'
  if (after(time).test(rest)) return 'a term'
  if (/\d[:.]\d\d(?!\d)/.test(number.trim()) && number.trim().length <= 5) return 'a time of day'
  if (number.replace(/\D/g, '').length >= 7) return 'a phone number'
  if (YEAR.test(number.trim())) return 'a year'
  return 'a number'
}

/** Takes out what a pattern finds, unless a unit follows: "2022 euro" is a figure all the same. */
function without(text: string, pattern: RegExp, unit: RegExp): { rest: string; found: string[] } {
  const found: string[] = []
  const rest = text.replace(pattern, (match: string, ...more: unknown[]) => {
    const at = more.findLast((one) => typeof one === 'number') as number
    if (unit.test(text.slice(at + match.length))) return match
    found.push(match.trim())
    return match.replace(/\d/g, '\u0000')
  })
  return { rest, found }
}

/** Numbers in a text that are no names, and dates. */
export function typedNumbers(text: string, language: Language): Typed[] {
  let rest = toWesternDigits(text.replace(PLACEHOLDER, '\u0000'))
  if (!/\d/.test(rest)) return []
  const { money, time } = UNIT_WORDS[language]
  const unit = after(`${money}|${time}`)
  const dates: Typed[] = []
  for (const name of NUMBER_NAMES) rest = without(rest, name, unit).rest
  for (const date of fullDates(language)) {
    const one = without(rest, date, unit)
    rest = one.rest
    dates.push(...one.found.map((number) => ({ number, kind: 'a date' })))
  }
  const numbers = [...rest.matchAll(NUMBER)].map((found) => ({
    number: found[0].trim(),
    kind: kindOf(found[0], rest.slice(found.index + found[0].trimEnd().length), language),
  }))
  return [...dates, ...numbers]
}

function spelled({ language, key, text, file }: TextEntry): Finding[] {
  const words = NUMBER_WORDS[language]
  if (words === undefined || isPlural(key)) return []
  const found = new RegExp(
    `(?<![\\p{L}-])(?:${words})\\s+(?:${UNIT_WORDS[language].time}|${UNIT_WORDS[language].money})(?!\\p{L})`,
    'iu',
  ).exec(text)
  return found ? [warning(file, key, `"${found[0]}" is a figure in words: name it as {{f.…}}, or say it without a number`)] : []
}

/** A past day is no figure, but a sentence on it grows old; said of the Dutch text only, with which the others are compared. */
function sayNumber({ language, file, key }: TextEntry, { number, kind }: Typed): Finding[] {
  if (!GROWS_OLD.has(kind))
    return [fault(file, key, `"${number}" is typed and looks like ${kind}: name it as {{f.…}} or {{c.…}}`)]
  return language === 'nl' ? [warning(file, key, `"${number}" is typed: will the sentence still be true when it is past?`)] : []
}

function check(entry: TextEntry): Finding[] {
  const { language, key, text, file } = entry
  const bare = text.replace(PLACEHOLDER, ' ')
  const digits = FOREIGN_DIGIT.exec(bare)
  const numbers = NUMBER_KEYS.some((pattern) => pattern.test(key)) ? [] : typedNumbers(text, language)
  const address = ADDRESS.exec(bare)
  return [
    ...(digits ? [fault(file, key, `"${digits[0]}": people compare numbers with a Dutch letter, write 0-9`)] : []),
    ...numbers.flatMap((number) => sayNumber(entry, number)),
    ...(address ? [fault(file, key, `the address "${address[0]}" is typed: name it as {{c.….site}}`)] : []),
    ...spelled(entry),
  ]
}

/** No figure, time, phone number or address is typed into a text. */
export const checkTyped = (input: CheckInput): Finding[] => [...entriesOf(input), ...glossaryEntries(input)].flatMap(check)
