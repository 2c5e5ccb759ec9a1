/** Dates in a message, in any digits, with month names of every language we know. Days only; no time of day. */
import { Temporal } from 'temporal-polyfill'
import type { FoundDate } from '../domain/understanding.ts'
import { wordsOnly } from '../language/normalise.ts'
import type { Lexicon } from './words.ts'

const ISO = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu
const NUMERIC = /(?<![\d.,/-])(\d{1,2}) ?[-/.] ?(\d{1,2})(?: ?[-/.] ?(\d{4}|\d{2}))?(?![\d/-])/gu
const DAY_MONTH = /(?<!\d)(\d{1,2})(?:e|de|ste|st|nd|rd|th)? (?:of |van )?(\p{L}{2,}(?: \p{L}{2,})?),? ?(\d{4})?/gu
const MONTH_DAY = /(\p{L}{3,}(?: \p{L}{2,})?) (\d{1,2})(?:st|nd|rd|th|e)?(?:,? (\d{4}))?(?!\d)/gu
/** A date without a year lies within half a year of today: letters are recent, appointments near. */
const HALF_YEAR = 183
/** Words in the longest phrase for a day ("the day after tomorrow"). */
const LONGEST_PHRASE = 5

type Today = Temporal.PlainDate

function make(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year)

function nearest(month: number, day: number, today: Today): Temporal.PlainDate | null {
  const options = [today.year - 1, today.year, today.year + 1].flatMap((year) => make(year, month, day) ?? [])
  const distance = (date: Temporal.PlainDate): number => Math.abs(date.until(today).days)
  return options.sort((a, b) => distance(a) - distance(b)).find((date) => distance(date) <= HALF_YEAR + 1) ?? options[0] ?? null
}

function date(day: number, month: number, year: number | null, today: Today): FoundDate[] {
  const found = year === null ? nearest(month, day, today) : make(fullYear(year), month, day)
  return found ? [{ iso: found.toString(), yearGiven: year !== null }] : []
}

const yearOf = (text: string | undefined): number | null => (text ? Number(text) : null)

function monthOf(words: string, months: Lexicon['months']): number | null {
  return months.get(words) ?? months.get(words.split(' ')[0] ?? '') ?? null
}

function named(text: string, months: Lexicon['months'], today: Today): FoundDate[] {
  const dayFirst = [...text.matchAll(DAY_MONTH)].flatMap(([, day, words, year]) => {
    const month = monthOf(words ?? '', months)
    return month === null
      ? []
      : date(
          Number(day),
          month,
          yearOf(year ?? /^ ?(\d{4})(?!\d)/.exec(text.slice(text.indexOf(words ?? '') + (words ?? '').length))?.[1]),
          today,
        )
  })
  if (dayFirst.length > 0) return dayFirst
  return [...text.matchAll(MONTH_DAY)].flatMap(([, words, day, year]) => {
    const month = monthOf(words ?? '', months) ?? months.get(words?.split(' ').at(-1) ?? '') ?? null
    return month === null ? [] : date(Number(day), month, yearOf(year), today)
  })
}

/** The first of the phrases that stands in the words; the longer first: "the day after tomorrow" is not tomorrow. */
function phraseIn(words: readonly string[], phrases: ReadonlyMap<string, number>): number | undefined {
  for (let length = Math.min(LONGEST_PHRASE, words.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const found = phrases.get(length === 1 ? (words[start] ?? '') : words.slice(start, start + length).join(' '))
      if (found !== undefined) return found
    }
  }
  return undefined
}

function relative(text: string, lexicon: Lexicon, today: Today): FoundDate[] {
  const words = wordsOnly(text).split(' ')
  const days = phraseIn(words, lexicon.relative)
  if (days !== undefined) return [{ iso: today.add({ days }).toString(), yearGiven: true }]
  const weekday = phraseIn(words, lexicon.weekdays)
  if (weekday === undefined) return []
  const ahead = (weekday - today.dayOfWeek + 7) % 7 || 7
  return [{ iso: today.add({ days: ahead }).toString(), yearGiven: true }]
}

/**
 * Dates in order of kind: written in digits first, then with a month's name, then "tomorrow" and weekdays (the next one).
 * @param folded the text, folded. Impossible dates (31-02) are not dates. Day before month, as everywhere in Europe.
 */
export function findDates(folded: string, lexicon: Lexicon, today: Today): FoundDate[] {
  const iso = [...folded.matchAll(ISO)].flatMap(([, year, month, day]) => date(Number(day), Number(month), Number(year), today))
  if (iso.length > 0) return iso
  const numeric = [...folded.matchAll(NUMERIC)].flatMap(([, day, month, year]) =>
    date(Number(day), Number(month), yearOf(year), today),
  )
  if (numeric.length > 0) return numeric
  const withNames = named(folded, lexicon.months, today)
  return withNames.length > 0 ? withNames : relative(folded, lexicon, today)
}

/** Plain numbers of a message: digits of any script, or the whole message as a number word. */
export function findNumbers(folded: string, numbers: ReadonlyMap<string, number>): number[] {
  const digits = [...folded.matchAll(/(?<![\d.,])\d{1,9}(?:[.,]\d{1,2})?(?![\d])/gu)].map(([found]) =>
    Number(found.replace(',', '.')),
  )
  if (digits.length > 0) return digits
  const word = numbers.get(wordsOnly(folded))
  return word === undefined ? [] : [word]
}
