/** Counting days, in one place: the clock is given, the place is the Netherlands. */
import { Temporal } from 'temporal-polyfill/full'

const ZONE = 'Europe/Amsterdam'

/** The day it is in the Netherlands. @returns yyyy-mm-dd */
export const dayOf = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(ZONE).toPlainDate().toString()

/** Days from one day to another; negative when the second lies before the first. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days

/** The same day a year earlier. */
export const yearBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ years: 1 }).toString()

/**
 * The last day of a term in weeks that starts on the day after a letter's date
 * (Awb article 6:8: the term begins on the day after the decision was sent).
 */
export const lastDayOfWeeks = (letterDate: string, weeks: number): string =>
  Temporal.PlainDate.from(letterDate)
    .add({ days: weeks * 7 })
    .toString()
