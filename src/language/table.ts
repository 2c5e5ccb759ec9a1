/** The languages of the project: name in its own script, direction, script, and what stands in when a text is missing. */
import type { Language } from '../domain/codes.ts'

export type Direction = 'ltr' | 'rtl'
export type Script = 'latin' | 'arabic' | 'ethiopic' | 'cyrillic'
export type LanguageInfo = {
  code: Language
  /** As its speakers write it: what the list of languages shows. */
  name: string
  dir: Direction
  script: Script
  /** The locale that formats numbers and dates. */
  locale: string
  /** Read next when a text is missing; the last one is always complete. */
  fallback: readonly Language[]
}

/**
 * Numbers and dates keep Western digits in every language, since the person compares them with a Dutch letter;
 * `-u-nu-latn` says so to Intl, `ca-gregory` keeps the calendar of the letter.
 */
const intl = (tag: string) => `${tag}-u-ca-gregory-nu-latn`

const TABLE: Record<Language, Omit<LanguageInfo, 'code'>> = {
  nl: { name: 'Nederlands', dir: 'ltr', script: 'latin', locale: intl('nl'), fallback: ['en'] },
  en: { name: 'English', dir: 'ltr', script: 'latin', locale: intl('en-GB'), fallback: ['nl'] },
  ar: { name: 'العربية', dir: 'rtl', script: 'arabic', locale: intl('ar'), fallback: ['en', 'nl'] },
  fa: { name: 'فارسی', dir: 'rtl', script: 'arabic', locale: intl('fa'), fallback: ['prs', 'en', 'nl'] },
  prs: { name: 'دری', dir: 'rtl', script: 'arabic', locale: intl('fa-AF'), fallback: ['fa', 'en', 'nl'] },
  ps: { name: 'پښتو', dir: 'rtl', script: 'arabic', locale: intl('ps'), fallback: ['prs', 'en', 'nl'] },
  ti: { name: 'ትግርኛ', dir: 'ltr', script: 'ethiopic', locale: intl('ti'), fallback: ['en', 'nl'] },
  so: { name: 'Soomaali', dir: 'ltr', script: 'latin', locale: intl('so'), fallback: ['en', 'nl'] },
  tr: { name: 'Türkçe', dir: 'ltr', script: 'latin', locale: intl('tr'), fallback: ['en', 'nl'] },
  uk: { name: 'Українська', dir: 'ltr', script: 'cyrillic', locale: intl('uk'), fallback: ['en', 'nl'] },
  es: { name: 'Español', dir: 'ltr', script: 'latin', locale: intl('es'), fallback: ['en', 'nl'] },
  fr: { name: 'Français', dir: 'ltr', script: 'latin', locale: intl('fr'), fallback: ['en', 'nl'] },
}

/** Everything known of a language. */
export const language = (code: Language): LanguageInfo => ({ code, ...TABLE[code] })

/** The language itself, then what stands in for it. */
export const languageChain = (code: Language): Language[] => [code, ...TABLE[code].fallback]
