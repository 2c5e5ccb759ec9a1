/** Digits, folding and isolation of texts in every script. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isolate, withoutIsolates } from '../../src/language/bidi.ts'
import { toWesternDigits } from '../../src/language/digits.ts'
import { cleanText, fold, foldWords, MAX_READ, readablePart } from '../../src/language/normalise.ts'
import { languageChain } from '../../src/language/table.ts'
import { LANGUAGES } from '../../src/domain/codes.ts'

describe('digits', () => {
  test.each([
    ['١٢٣', '123'],
    ['۱۲۳', '123'],
    ['１２', '12'],
    ['1️⃣', '1'],
    ['🔟', '10'],
    ['፫', '3'],
    ['𝟘𝟙', '01'],
    ['०९', '09'],
    ['abc', 'abc'],
  ])('%s is %s', (given, wanted) => expect(toWesternDigits(given)).toBe(wanted))

  test('every decimal digit of Unicode becomes one of 0 to 9', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0x30, max: 0x1fbf9 }), (code) => {
        const char = String.fromCodePoint(code)
        if (/\p{Nd}/u.test(char)) expect(toWesternDigits(char)).toMatch(/^[0-9]$/)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('folding', () => {
  test.each([
    ['Één KÓFFIE', 'een koffie'],
    ['İstanbul', 'istanbul'],
    ['إلى المدرسةِ', 'الي المدرسه'],
    ['مـــرحبا', 'مرحبا'],
    ['کتاب', 'کتاب'],
    ['كتاب', 'کتاب'],
    ['heeeeelp', 'heelp'],
    ['ሰላም ሠላም', 'ሰላም ሰላም'],
    ['a\u200bb', 'ab'],
  ])('%s', (given, wanted) => expect(fold(given)).toBe(wanted))

  test('is stable: folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })

  test('of words leaves only letters, digits, apostrophes and single spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldWords(text)).toMatch(/^(?:[\p{L}\p{N}']+(?: [\p{L}\p{N}']+)*)?$/u)
      }),
    )
  })

  test('clean text is whole: no control characters, no half characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(`${text}\ud800`)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).toBe(cleanText(clean))
      }),
    )
  })

  test('a long text is cut, never through a character', () => {
    const { text, cut } = readablePart('😀'.repeat(MAX_READ))
    expect(cut).toBe(true)
    expect(text.length).toBeLessThanOrEqual(MAX_READ)
    expect(text.isWellFormed()).toBe(true)
    expect(readablePart('kort')).toEqual({ text: 'kort', cut: false })
  })
})

describe('languages', () => {
  test('values are isolated in right-to-left texts only', () => {
    expect(isolate('€ 10.000', 'rtl')).toBe('\u2068€ 10.000\u2069')
    expect(isolate('€ 10.000', 'ltr')).toBe('€ 10.000')
    expect(withoutIsolates(isolate('x', 'rtl'))).toBe('x')
  })

  test.each(LANGUAGES)('%s falls back in the end to a language that is complete', (code) => {
    expect(languageChain(code)[0]).toBe(code)
    expect(languageChain(code)).toContain('nl')
  })
})
