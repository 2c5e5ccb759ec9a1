/** Personal data, dates, numbers and choices: what people really type, and what must not be taken for it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from 'temporal-polyfill/full'
import { matchChoice } from '../../src/understanding/choices.ts'
import { findDates, findNumbers } from '../../src/understanding/dates.ts'
import { findPersonalData, isBsn, isIban, maskPersonalData } from '../../src/understanding/personal-data.ts'
import { fold } from '../../src/language/normalise.ts'
import { realMind } from '../support/mind.ts'

const TODAY = Temporal.PlainDate.from('2026-11-23')
const lexicon = () => realMind().lexicon
const kinds = (text: string): string[] => findPersonalData(text).map(({ kind }) => kind)

describe('personal data', () => {
  test.each([
    ['mijn bsn is 111222333', 'mijn bsn is •••••'],
    ['رقمي ١١١٢٢٢٣٣٣', 'رقمي •••••'],
    ['bsn 111.222.333 ok', 'bsn ••••• ok'],
    ['NL91 ABNA 0417 1643 00 is mijn rekening', '••••• is mijn rekening'],
    ['nl91abna0417164300', '•••••'],
    ['my digid code is 123456', 'my digid code is •••••'],
    ['De code die ik kreeg is 4821', 'De code die ik kreeg is •••••'],
    ['الكود 5512', 'الكود •••••'],
    ['wachtwoord: Hallo123!', 'wachtwoord: •••••'],
    ['paspoort NWB1C2D35', 'paspoort •••••'],
  ])('%s', (given, wanted) => expect(maskPersonalData(given).text).toBe(wanted))

  test.each(['wachtwoord vergeten', 'postcode 3811 LM', 'code 2021', 'ik heb 800 uur in 2026', '12-05-2026', 'bel 033-4619520', '€ 10.000', 'Wet inburgering 2021'])(
    'nothing is crossed out in: %s',
    (text) => expect(maskPersonalData(text)).toEqual({ text, masked: [] }),
  )

  test('a phone number or address is found and kept', () => {
    expect(kinds('bel 06 12345678 of schrijf a.b@voorbeeld.nl')).toEqual(['phone', 'email'])
    expect(maskPersonalData('bel 06 12345678').masked).toEqual([])
  })

  test('the eleven test and modulo 97 decide', () => {
    expect(isBsn('111222333')).toBe(true)
    expect(isBsn('111222334')).toBe(false)
    expect(isIban('NL91ABNA0417164300')).toBe(true)
    expect(isIban('NL91ABNA0417164301')).toBe(false)
  })

  test('every valid number in any text and any digits is crossed out, and what is masked holds none', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    const bsn = fc.array(digit, { minLength: 9, maxLength: 9 }).map((digits) => digits.join('')).filter(isBsn)
    const zero = fc.constantFrom(0x30, 0x660, 0x6f0)
    fc.assert(
      fc.property(bsn, zero, fc.constantFrom('mijn nummer ', 'رقم ', '', 'nr: '), (number, start, before) => {
        const written = number.split('').map((one) => String.fromCodePoint(start + Number(one))).join('')
        expect(maskPersonalData(`${before}${written} einde`)).toEqual({ text: `${before}••••• einde`, masked: ['bsn'] })
      }),
    )
  })

  test('masking is stable and the time is bounded for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(maskPersonalData(maskPersonalData(text).text).masked).toEqual([])
      }))
    for (const piece of ['1 ', 'nl91 ', 'code ', 'a@a.', 'a', '06-', 'code is ', '٣', 'NL91ABNA']) {
      const started = performance.now()
      maskPersonalData(piece.repeat(Math.ceil(100_000 / piece.length)))
      // A pattern that goes back over the text would take minutes here: this is no measure of speed.
      expect(performance.now() - started, piece).toBeLessThan(5_000)
    }
  })
})

describe('dates', () => {
  test.each([
    ['12 mei 2026', '2026-05-12'],
    ['12-05-2026', '2026-05-12'],
    ['12/5/26', '2026-05-12'],
    ['2026-05-12', '2026-05-12'],
    ['de brief is van 3 november', '2026-11-03'],
    ['May 12th, 2026', '2026-05-12'],
    ['12th of May 2026', '2026-05-12'],
    ['١٢/٥/٢٠٢٦', '2026-05-12'],
    ['١٢ أيار ٢٠٢٦', '2026-05-12'],
    ['12 مايو 2026', '2026-05-12'],
    ['3 december', '2026-12-03'],
    ['29-02-2028', '2028-02-29'],
    ['vandaag', '2026-11-23'],
    ['morgen', '2026-11-24'],
    ['yesterday', '2026-11-22'],
    ['3 de mayo de 2025', '2025-05-03'],
    ['3-го травня 2026', '2026-05-03'],
    ['1er mars 2026', '2026-03-01'],
    ['5 Mayıs 2026', '2026-05-05'],
    ['el lunes por la mañana', '2026-11-30'],
    ['mañana', '2026-11-24'],
    ['22 ሕዳር 2026', '2026-11-22'],
  ])('%s is %s', (text, iso) => expect(findDates(fold(text), lexicon(), TODAY)[0]?.iso).toBe(iso))

  test.each(['31-02-2026', '29-02-2026', '45-13-2026', '800/800', 'niets', '12'])('%s is no date', (text) =>
    expect(findDates(fold(text), lexicon(), TODAY)).toEqual([]),
  )

  test.each([
    ['۲ آذر ۱۴۰۵', '2026-11-23'],
    ['1405/9/2', '2026-11-23'],
    ['2-9-1405', '2026-11-23'],
    ['۵ آذر', '2026-11-26'],
    ['5 azar 2026', '2026-11-26'],
    ['۱۵ حمل ۱۴۰۵', '2026-04-04'],
    ['۳۰ اسفند ۱۴۰۳', '2025-03-20'],
    ['ብግዕዝ 13 ሕዳር 2019', '2026-11-22'],
    ['13/3/2019 ዓ.ም', '2026-11-22'],
  ])('%s, in another calendar, is %s', (text, iso) => expect(findDates(fold(text), lexicon(), TODAY)[0]?.iso).toBe(iso))

  test.each(['۳۰ اسفند ۱۴۰۴', '۳۱ مهر ۱۴۰۵'])('%s is no day of its calendar', (text) => {
    expect(findDates(fold(text), lexicon(), TODAY)).toEqual([])
  })

  test('a date that is written out is read back, whatever the day', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }))
    const months = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december']
    fc.assert(
      fc.property(day, (date) => {
        const written = [`${date.day}-${date.month}-${date.year}`, date.toString(), `${date.day} ${months[date.month - 1]} ${date.year}`]
        for (const text of written) expect(findDates(fold(text), lexicon(), TODAY)[0]?.iso, text).toBe(date.toString())
      }),
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void findDates(fold(text), lexicon(), TODAY)))
  })
})

describe('numbers and choices', () => {
  test.each([
    ['800', [800]],
    ['٨٠٠ ساعة', [800]],
    ['1,5 uur', [1.5]],
    ['drie', [3]],
    ['geen', []],
  ])('%s', (text, wanted) => expect(findNumbers(fold(text), lexicon().numbers)).toEqual(wanted))

  const open = [
    { id: 'a', label: 'Meer lezen' },
    { id: 'b', label: 'Lening aanvragen' },
    { id: 'c', label: 'Lening terugbetalen' },
    { id: 'd', label: 'العربية' },
  ]
  test.each([
    ['1', 'a'],
    ['2.', 'b'],
    ['(3)', 'c'],
    ['٢', 'b'],
    ['۳', 'c'],
    ['1️⃣', 'a'],
    ['een', 'a'],
    ['واحد', 'a'],
    ['meer lezen', 'a'],
    ['MEER', 'a'],
    ['lening aan', 'b'],
    ['lening terugbetaln', 'c'],
    ['العربيه', 'd'],
    ['lening', null],
    ['9', null],
    ['', null],
    ['ik wil iets heel anders vragen', null],
  ])('"%s" means %s', (typed, wanted) => expect(matchChoice(typed, open, lexicon().numbers)).toBe(wanted))
})
