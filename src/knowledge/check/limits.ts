/** How long a text may be: what platforms cut off, and what a tired reader takes in. */
import type { Language } from '../../domain/codes.ts'

/** Limits of the platforms, in characters. */
export const PLATFORM = {
  whatsapp: { button: 20, row: 24, bodyWithButtons: 1024 },
} as const

/** Dutch and English are held to the number itself; other languages need more room for the same. */
const SOURCE_LANGUAGES: readonly Language[] = ['nl', 'en']
const byLanguage =
  (own: number, others: number) =>
  (code: Language): number =>
    SOURCE_LANGUAGES.includes(code) ? own : others

type Limit = { about: string; keys: RegExp; max: (code: Language) => number }

/** For keys that are no part of an answer; the first that matches counts. */
export const LABEL_LIMITS: readonly Limit[] = [
  { about: 'a button', keys: /^button\./, max: () => PLATFORM.whatsapp.button },
  { about: 'a subject of the menu', keys: /^subject\.(?!pick$)/, max: () => PLATFORM.whatsapp.button },
  { about: 'a button', keys: /^about\.(?:audience|law|municipality)\./, max: () => PLATFORM.whatsapp.button },
  { about: 'a text with buttons', keys: /^danger\.(?!told$)/, max: () => PLATFORM.whatsapp.bodyWithButtons },
]

/** The parts of an answer. */
export const PART_LIMITS = {
  title: byLanguage(PLATFORM.whatsapp.row, PLATFORM.whatsapp.row),
  short: byLanguage(300, 360),
  more: byLanguage(900, 1100),
} as const

/** No text at all is longer: it must go out in one message, of which Telegram takes 4096. */
export const ANY_TEXT = 4000
