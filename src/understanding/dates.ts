/** Dates in a message, in any digits, with month names of every language we know. Days only; no time of day. */
import type { Temporal } from 'temporal-polyfill/full'
import type { FoundDate } from '../domain/understanding.ts'
import { wordsOnly } from '../language/normalise.ts'
import { calendarOf, dayIn, type Calendar } from './calendars.ts'
import type { Lexicon } from './words.ts'

const ISO = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu
const NUMERIC = /(?<![\d.,/-])(\d{1,2}) ?[-/.] ?(\d{1,2})(?: ?[-/.] ?(\d{4}|\d{2}))?(?![\d/-])/gu
const DAY_MONTH =
  /(?<!\d)(\d{1,2})(?:e|de|ste|st|nd|rd|th|er|ro|-?го|-?е)? (?:of |van |de |del )?(\p{L}{2,}(?: \p{L}{2,})?),? ?(?:de |del )?(\d{4})?/gu
const MONTH_DAY = /(\p{L}{3,}(?: \p{L}{2,})?) (\d{1,2})(?:st|nd|rd|th|e)?(?:,? (\d{4}))?(?!\d)/gu
/** A date without a year lies within half a year of today: letters are recent, appointments near. */
const HALF_YEAR = 183
/** Words in the longest phrase for a day ("the day after tomorrow"). */
const LONGEST_PHRASE = 5

type Today = Temporal.PlainDate

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year)

function nearest(month: number, day: number, today: Today, calendar: Calendar): Temporal.PlainDate | null {
  const { year } = today.withCalendar(calendar)
  const options = [year - 1, year, year + 1].flatMap((one) => dayIn(calendar, one, month, day) ?? [])
  const distance = (date: Temporal.PlainDate): number => Math.abs(date.until(today).days)
  return options.sort((a, b) => distance(a) - distance(b)).find((date) => distance(date) <= HALF_YEAR + 1) ?? options[0] ?? null
}

type Parts = { day: number; month: number; year: number | null; calendar: Calendar }

function date({ day, month, year, calendar }: Parts, today: Today): FoundDate[] {
  const found = year === null ? nearest(month, day, today, calendar) : dayIn(calendar, fullYear(year), month, day)
  return found ? [{ iso: found.toString(), yearGiven: year !== null }] : []
}

const yearOf = (text: string | undefined): number | null => (text ? Number(text) : null)

/** A month by its name: of the calendar that was said, else of the one that the name belongs to. */
function monthOf(names: readonly string[], lexicon: Lexicon, said: Calendar): { month: number; calendar: Calendar } | null {
  for (const name of names) {
    const persian = lexicon.persianMonths.get(name)
    if (persian !== undefined) return { month: persian, calendar: 'persian' }
    const month = lexicon.months.get(name)
    // Eritrea and Ethiopia have the same names; there the year begins with what is September here.
    if (month !== undefined)
      return said === 'ethiopic' ? { month: ((month + 3) % 12) + 1, calendar: said } : { month, calendar: 'iso8601' }
  }
  return null
}

/** What stands beside a month's name: its day and perhaps its year. */
type Named = { names: string[]; day: string; year: string | undefined }

const dayFirst = (text: string): Named[] =>
  [...text.matchAll(DAY_MONTH)].map((match) => {
    const [whole, day = '', name = '', year] = match
    // The pattern may take the word after the month for a part of its name; the year then stands right behind.
    const behind = /^ ?(?:de |del )?(\d{4})(?!\d)/.exec(text.slice(match.index + whole.length))?.[1]
    return { names: [name, name.split(' ')[0] ?? ''], day, year: year ?? behind }
  })

const monthFirst = (text: string): Named[] =>
  [...text.matchAll(MONTH_DAY)].map(([, name = '', day = '', year]) => ({
    names: [name, name.split(' ').at(-1) ?? ''],
    day,
    year,
  }))

function named(text: string, lexicon: Lexicon, today: Today, said: Calendar): FoundDate[] {
  const read = ({ names, day, year }: Named): FoundDate[] => {
    const found = monthOf(names, lexicon, said)
    return found ? date({ ...found, day: Number(day), year: yearOf(year) }, today) : []
  }
  const first = dayFirst(text).flatMap(read)
  return first.length > 0 ? first : monthFirst(text).flatMap(read)
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
  const weekday = phraseIn(words, lexicon.weekdays)
  const day = days === undefined ? null : today.add({ days })
  // "El lunes por la mañana": the same word says tomorrow and morning; the weekday tells which it was.
  if (day && (weekday === undefined || weekday === day.dayOfWeek)) return [{ iso: day.toString(), yearGiven: true }]
  if (weekday === undefined) return []
  const ahead = (weekday - today.dayOfWeek + 7) % 7 || 7
  return [{ iso: today.add({ days: ahead }).toString(), yearGiven: true }]
}

/**
 * Dates in order of kind: written in digits first, then with a month's name, then "tomorrow" and weekdays (the next one).
 * Solar Hijri (Iran, Afghanistan) by its months or its year, Ethiopian when the message says so.
 * @param folded the text, folded. Impossible dates (31-02) are not dates. Day before month, as everywhere in Europe.
 */
export function findDates(folded: string, lexicon: Lexicon, today: Today): FoundDate[] {
  const said = saidCalendar(folded, lexicon)
  const inDigits = (day: string, month: string, year: string | undefined): FoundDate[] => {
    const given = yearOf(year)
    return date({ day: Number(day), month: Number(month), year: given, calendar: calendarOf(given, said) }, today)
  }
  const iso = [...folded.matchAll(ISO)].flatMap(([, year, month = '', day = '']) => inDigits(day, month, year))
  if (iso.length > 0) return iso
  const numeric = [...folded.matchAll(NUMERIC)].flatMap(([, day = '', month = '', year]) => inDigits(day, month, year))
  if (numeric.length > 0) return numeric
  const withNames = named(folded, lexicon, today, said)
  return withNames.length > 0 ? withNames : relative(folded, lexicon, today)
}

/** The calendar that a message names ("in the Ethiopian calendar"); ours when it names none. */
function saidCalendar(folded: string, { calendars }: Lexicon): Calendar {
  const words = ` ${wordsOnly(folded)} `
  for (const [phrase, calendar] of calendars) if (words.includes(` ${phrase} `)) return calendar
  return 'iso8601'
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
