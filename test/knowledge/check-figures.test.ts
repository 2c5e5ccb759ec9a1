/** Figures typed into texts, and the words after figures. */
import { describe, expect, test } from 'vitest'
import { type Language } from '../../src/domain/codes.ts'
import { typedNumbers } from '../../src/knowledge/check/typed.ts'
import { after, write, type MadeUp } from './check-made-up.ts'

const short = (text: string): string[] =>
  after(write('nl', 'letter.when.short', `${text} Vraag het na {{f.weeks}} weken aan de gemeente.`)).filter(
    (line) => !line.includes('the Dutch text'),
  )

describe('typed figures', () => {
  test.each([
    ['nl', 'U betaalt € 10.000 terug.', 'an amount'],
    ['nl', 'U betaalt 50 euro.', 'an amount'],
    ['nl', 'U moet 80% komen.', 'an amount'],
    ['nl', 'Het duurt 3 jaar.', 'a term'],
    ['nl', 'Het duurt 2022 weken.', 'a term'],
    ['nl', 'Bel 050 599 96 00.', 'a phone number'],
    ['nl', 'Open vanaf 9:00.', 'a time of day'],
    ['nl', 'Open vanaf 09.30 tot later.', 'a time of day'],
    ['nl', 'Er zijn 12 examens.', 'a number'],
    ['nl', 'Het begon op 3 maart 2026.', 'a date'],
    ['nl', 'Het begon op 03-03-2026.', 'a date'],
    ['nl', 'Voor 3 maart klaar.', 'a number'],
    ['nl', 'De 3 examens van 2013.', 'a number'],
    ['nl', '- 4 lessen\n- de wet van 2013', 'a number'],
    ['fr', 'Depuis le 3 mars 2026.', 'a date'],
    ['ps', 'د 2026 کال د مارچ 3', 'a date'],
    ['en', 'It takes 6-8 weeks.', 'a term'],
    ['ar', 'خلال ٨ أسابيع.', 'a term'],
    ['fa', 'در ۳ سال.', 'a term'],
    ['ti', 'ኣብ ውሽጢ 3 ዓመታት።', 'a term'],
    ['tr', '3 yıl sürer.', 'a term'],
    ['uk', 'Це триває 3 роки.', 'a term'],
    ['es', 'Cuesta 250 euros.', 'an amount'],
    ['fr', 'Cela dure 3 ans.', 'a term'],
    ['so', '3 sano ayay qaadataa.', 'a term'],
    ['ps', 'په ۸ اونۍ کې.', 'a term'],
  ] as [Language, string, string][])('%s: %s', (language, text, kind) => {
    expect(typedNumbers(text, language).map((one) => one.kind)).toContain(kind)
  })

  test.each([
    ['nl', 'Bel 112. Leer tot niveau B1, A2 of NT2.'],
    ['nl', 'De Wet inburgering 2021 geldt vanaf 1 januari 2022, tot en met 31 december 2021 de oude.'],
    ['en', 'Since 1 October 2017; the law of 2013; *mbo* 2 or higher.'],
    ['es', 'Desde el 1 de enero de 2022.'],
    ['fr', 'Depuis le 1er janvier 2022.'],
    ['ps', 'د 2022 کال د جنوري 1 نېټه'],
    ['ar', 'المستويات A2 وB1، منذ 1 يناير 2022، أو الرقم 112.'],
    ['uk', 'З 1 січня 2022 року.'],
    ['nl', '1. Bel de gemeente.\n2. Neem de brief mee.'],
    ['nl', '{{f.weeks}} weken, {{c.crisis113.phone}}'],
  ] as [Language, string][])('names stay: %s: %s', (language, text) => {
    expect(typedNumbers(text, language)).toEqual([])
  })

  test('a typed term is a fault, a year is only named', () => {
    expect(short('Het duurt 3 jaar.')).toEqual([
      'fault letter.when.short: "3" is typed and looks like a term: name it as {{f.…}} or {{c.…}}',
    ])
    expect(short('De rechter zei dat in 2025.')).toEqual([
      'warning letter.when.short: "2025" is typed: will the sentence still be true when it is past?',
    ])
  })

  test('laws, levels and dates are the same as in Dutch', () => {
    const change = (text: string) => (made: MadeUp) => {
      write('nl', 'menu.short', 'Kies de Wet inburgering 2021 of niveau B1.')(made)
      write('ar', 'menu.short', 'قانون 2021 أو المستوى B1.')(made)
      write('en', 'menu.short', text)(made)
    }
    expect(after(change('Choose the law of 2021 or level B1.'))).toEqual([])
    expect(after(change('Choose the law of 2013 or level B1.'))).toEqual([
      'warning menu.short: 2013 is not in the Dutch text',
      'warning menu.short: 2021 of the Dutch text is missing',
    ])
    expect(after(change('Choose the law of 2021 or level A2.'))).toHaveLength(2)
  })

  test('a figure in words, digits of another script, an address', () => {
    expect(short('Het duurt drie jaar.')).toEqual([
      'warning letter.when.short: "drie jaar" is a figure in words: name it as {{f.…}}, or say it without a number',
    ])
    expect(after(write('ar', 'button.no', 'لا ١'))[0]).toContain('people compare numbers with a Dutch letter')
    expect(short('Kijk op www.duo.nl.')).toEqual([
      'fault letter.when.short: the address "www.duo.nl." is typed: name it as {{c.….site}}',
    ])
    expect(short('Schrijf naar info@duo.nl.')).toHaveLength(1)
  })

  test('examples of dates may be typed', () => {
    const found = after((made) => {
      for (const code of ['nl', 'en', 'ar'] as const) write(code, 'ask.date', '12-05-2026')(made)
    })
    expect(found).toEqual([])
  })

  test('the explanations of the glossary are texts too', () => {
    expect(after((made) => (made.glossary.gemeente!.explain.nl = 'Er zijn er 342.'))).toHaveLength(1)
  })
})

describe('the word after a figure', () => {
  test('another unit', () => {
    expect(after(write('en', 'letter.when.short_family', 'Within {{f.weeks}} months. Ask the *gemeente*.'))).toEqual([
      'fault letter.when.short_family: {{f.weeks}} is in weeks, but the text says "months"',
    ])
  })
  test('an amount whose sign is written twice', () => {
    const found = after((made) => {
      for (const code of ['nl', 'en', 'ar'] as const) write(code, 'letter.when.more', '{{f.loan}} euro')(made)
    }).filter((line) => line.includes('twice'))
    expect(found).toHaveLength(2)
  })
})
