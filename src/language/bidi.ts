/** Values inside a right-to-left text stand apart, so that "€ 10.000 (2026)" or a phone number is not torn in pieces. */
import type { Direction } from './table.ts'

const FSI = '\u2068'
const PDI = '\u2069'

/** Isolates a value for a text of the given direction. Left-to-right texts stay plain: most phones need no help there. */
export const isolate = (value: string, dir: Direction): string => (dir === 'rtl' && value !== '' ? `${FSI}${value}${PDI}` : value)

/** Takes the isolating marks out again: for comparing, and for channels that show them as boxes. */
export const withoutIsolates = (text: string): string => text.replace(/[\u2066-\u2069]/gu, '')
