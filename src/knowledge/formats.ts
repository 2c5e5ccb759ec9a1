/** Figures, dates and hours as a language writes them. */
import type { Language } from '../domain/codes.ts'
import { isolate } from '../language/bidi.ts'
import { language } from '../language/table.ts'
import type { Contact, Figure, Hours } from './schema.ts'

const amount = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: Number.isInteger(value) ? 0 : 2,
  }).format(value)

function bare(figure: Figure, locale: string): string {
  if (figure.unit === 'eur') return amount(figure.value, locale)
  if (figure.unit === 'percent') {
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(figure.value / 100)
  }
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(figure.value)
}

/** A figure for a text: the number alone, amounts with their currency, yearly figures always with their year. */
export function formatFigure(figure: Figure, code: Language): string {
  const { locale, dir } = language(code)
  const number = bare(figure, locale)
  return isolate(figure.year == null ? number : `${number} (${figure.year})`, dir)
}

const longDates = new Map<Language, Intl.DateTimeFormat>()

/** Making a formatter takes a hundred times as long as using it. */
function longDate(code: Language): Intl.DateTimeFormat {
  const known = longDates.get(code) ?? new Intl.DateTimeFormat(language(code).locale, { dateStyle: 'long', timeZone: 'UTC' })
  longDates.set(code, known)
  return known
}

/** The days of sources come again in every answer: their words are kept, for as many as this. */
const MEMORY = 2000
const written = new Map<string, string>()

/** A day in words: "12 mei 2026". @param iso yyyy-mm-dd */
export function formatDate(iso: string, code: Language): string {
  const id = `${code} ${iso}`
  const known = written.get(id)
  if (known !== undefined) return known
  const words = isolate(longDate(code).format(new Date(`${iso}T00:00:00Z`)), language(code).dir)
  if (written.size >= MEMORY) written.clear()
  written.set(id, words)
  return words
}

/** 1 January 2024 was a Monday: day n of the week is day n of that month. */
const dayName = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)))

function dayNames(days: number[], locale: string): string {
  const first = days[0] ?? 1
  const last = days.at(-1) ?? first
  const inARow = days.length > 2 && days.every((day, i) => day === first + i)
  if (inARow) return `${dayName(first, locale)} – ${dayName(last, locale)}`
  return days.map((day) => dayName(day, locale)).join(', ')
}

/** Opening hours in one line: "maandag – vrijdag 09:00–17:00". Empty when there are none. */
export function formatHours(hours: Hours, code: Language): string {
  const { locale, dir } = language(code)
  return isolate(hours.map(({ days, from, to }) => `${dayNames(days, locale)} ${from}–${to}`).join('; '), dir)
}

/** What a text can say of a contact. Phone numbers stay in plain digits, as one dials them. */
export function contactValues(contact: Contact, code: Language): Record<string, string> {
  const { dir } = language(code)
  const values: Record<string, string> = { name: isolate(contact.name, dir) }
  for (const field of ['phone', 'phoneFree', 'site', 'email', 'address'] as const) {
    const value = contact[field]
    if (value !== undefined) values[field] = isolate(value, dir)
  }
  if (contact.hours) values.hours = formatHours(contact.hours, code)
  return values
}
