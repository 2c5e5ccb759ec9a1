/** One folding of text for matching and learning, so that people are understood however they type. */
import { toWesternDigits } from './digits.ts'

/** Longest part of a message that is read. A question is shorter; a pasted book must not cost more time. */
export const MAX_READ = 2000

const INVISIBLE = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu
// Control characters are noise from a copy; the rule against them in patterns guards other code, not this.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu
const ARABIC_MARKS = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/gu
const LATIN_MARKS = /[\u0300-\u036F]/gu
const REPEATED = /(\p{L})\1{2,}/gu

/** One letter for letters that people use for each other. */
const LETTERS: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ۍ: 'ي',
  ئ: 'ي',
  ك: 'ک',
  ؤ: 'و',
  ة: 'ه',
  ۀ: 'ه',
  ہ: 'ه',
  ء: '',
  ሐ: 'ሀ',
  ሑ: 'ሁ',
  ሒ: 'ሂ',
  ሓ: 'ሃ',
  ሔ: 'ሄ',
  ሕ: 'ህ',
  ሖ: 'ሆ',
  ኀ: 'ሀ',
  ኁ: 'ሁ',
  ኂ: 'ሂ',
  ኃ: 'ሃ',
  ኄ: 'ሄ',
  ኅ: 'ህ',
  ኆ: 'ሆ',
  ሠ: 'ሰ',
  ሡ: 'ሱ',
  ሢ: 'ሲ',
  ሣ: 'ሳ',
  ሤ: 'ሴ',
  ሥ: 'ስ',
  ሦ: 'ሶ',
  ፀ: 'ጸ',
  ፁ: 'ጹ',
  ፂ: 'ጺ',
  ፃ: 'ጻ',
  ፄ: 'ጼ',
  ፅ: 'ጽ',
  ፆ: 'ጾ',
  ı: 'i',
  ß: 'ss',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
}
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/** Text as it may be kept and shown: whole characters, no control characters, no invisible marks at the edges. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(CONTROL, '').normalize('NFC').trim()
}

/** Cuts to what is read, never through a character. */
export function readablePart(text: string): { text: string; cut: boolean } {
  if (text.length <= MAX_READ) return { text, cut: false }
  const end = text.charCodeAt(MAX_READ - 1) >= 0xd800 && text.charCodeAt(MAX_READ - 1) <= 0xdbff ? MAX_READ - 1 : MAX_READ
  return { text: text.slice(0, end), cut: true }
}

/**
 * Folds for comparison: lower case, no diacritics, one form of each letter, Western digits, single spaces.
 * Not for showing. Linear in the length of the text.
 */
export function fold(text: string): string {
  return toWesternDigits(text.toWellFormed().normalize('NFKC').toLowerCase())
    .replace(CONTROL, ' ')
    .replace(INVISIBLE, '')
    .replace(ARABIC_MARKS, '')
    .normalize('NFD')
    .replace(LATIN_MARKS, '')
    .normalize('NFC')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(REPEATED, '$1$1')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Labels and words come again and again: their folded form is kept, for as many as this. */
const MEMORY = 5000
const MEMORY_LENGTH = 40
const remembered = new Map<string, string>()

/** Folds and keeps only letters, digits and single spaces: for comparing whole messages with words and labels. */
export function foldWords(text: string): string {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const folded = wordsOnly(fold(text))
  if (text.length <= MEMORY_LENGTH) {
    if (remembered.size >= MEMORY) remembered.clear()
    remembered.set(text, folded)
  }
  return folded
}

/** Takes everything but letters, digits, apostrophes and single spaces out of a text that is folded already. */
export const wordsOnly = (folded: string): string =>
  folded
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .trim()
