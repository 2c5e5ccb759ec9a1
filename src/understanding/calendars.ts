/** The calendars in which people read a date: ours, the solar Hijri of Iran and Afghanistan, and the Ethiopian. */
import { Temporal } from 'temporal-polyfill/full'

export const CALENDARS = ['persian', 'ethiopic'] as const
export type Calendar = 'iso8601' | (typeof CALENDARS)[number]

/** Solar Hijri years of the last century and the next: no year of ours that anybody writes is among them. */
const PERSIAN_YEARS = { first: 1300, last: 1499 }

/** @param said the calendar that the message names */
export function calendarOf(year: number | null, said: Calendar): Calendar {
  if (said !== 'iso8601') return said
  return year !== null && year >= PERSIAN_YEARS.first && year <= PERSIAN_YEARS.last ? 'persian' : said
}

function exactly(calendar: Calendar, year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day, calendar }, { overflow: 'reject' }).withCalendar('iso8601')
  } catch {
    return null
  }
}

/** A year of ours beside a month of another calendar ("5 Azar 2026"): the year there in which that day lies in it. */
function yearThere(calendar: Calendar, year: number, month: number, day: number): number {
  const first = new Temporal.PlainDate(year, 1, 1).withCalendar(calendar).year
  return exactly(calendar, first, month, day)?.year === year ? first : first + 1
}

/**
 * A day of a calendar as a day of ours.
 * @param year of that calendar, or of ours
 * @returns null when there is no such day
 */
export function dayIn(calendar: Calendar, year: number, month: number, day: number): Temporal.PlainDate | null {
  const ours = calendar === 'persian' && year > PERSIAN_YEARS.last
  return exactly(calendar, ours ? yearThere(calendar, year, month, day) : year, month, day)
}
