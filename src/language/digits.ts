/** Digits of every script to 0-9: people answer ١, ۱, １ or 1️⃣ and mean the same. */

const KEYCAP = /([0-9])\uFE0F?\u20E3/gu
const DIGIT = /(?![0-9])\p{Nd}/gu
/** Ethiopic numerals one to nine follow each other; ten is a sign of its own. */
const ETHIOPIC_NUMERAL = /[\u1369-\u1372]/gu

/** Zero of the block of ten that a decimal digit belongs to: Unicode keeps every set of digits together and in order. */
function digitValue(char: string): string {
  const code = char.normalize('NFKC').codePointAt(0) ?? 0
  if (code < 0x80) return String.fromCharCode(code)
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}

/** Replaces the decimal digits of any script, and keycap emoji, by 0-9. The length may shrink. */
export function toWesternDigits(text: string): string {
  return text
    .replace(KEYCAP, '$1')
    .replaceAll('🔟', '10')
    .replace(ETHIOPIC_NUMERAL, (numeral) => String((numeral.codePointAt(0) ?? 0) - 0x1368))
    .replace(DIGIT, digitValue)
}
