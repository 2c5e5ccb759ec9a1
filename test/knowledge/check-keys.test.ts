import { describe, expect, test } from 'vitest'
import { pluralForms } from '../../src/knowledge/check/keys.ts'
import { after, findingsAfter, write } from './check-made-up.ts'

const nothing = (): void => undefined

test('the made-up content is all right', () => {
  expect(after(nothing)).toEqual([])
})

describe('keys', () => {
  test('a missing key of a complete language', () => {
    expect(findingsAfter(write('en', 'button.no', undefined))).toEqual([
      { level: 'fault', file: 'locales/en', path: 'button.no', message: 'missing; en is complete in content/national/pack.yaml' },
    ])
  })

  test('a missing key of a partial language is only counted', () => {
    const found = after((made) => {
      made.packs.national.languages = { nl: 'complete', en: 'partial', ar: 'complete' }
      write('en', 'button.no', undefined)(made)
    })
    expect(found).toEqual([])
  })

  test('a promised language without any text is one fault', () => {
    expect(after((made) => (made.packs.national.languages.tr = 'complete'))).toContain(
      'fault : no texts at all (13 missing); tr is complete in content/national/pack.yaml',
    )
  })

  test('a key that Dutch does not have', () => {
    expect(after(write('ar', 'button.maybe', 'ربما'))).toEqual([
      'fault button.maybe: is no key of the Dutch texts, nobody will see it',
    ])
  })

  test('a missing plural form', () => {
    expect(pluralForms('ar')).toHaveLength(6)
    expect(after(write('ar', 'days.left_few', undefined))).toEqual([
      'fault days.left_few: missing; ar is complete in content/national/pack.yaml',
    ])
  })

  test('a plural form that a language does not have; zero may always be said', () => {
    expect(after(write('en', 'days.left_few', 'You have {{count}} days left.'))).toHaveLength(1)
    expect(after(write('en', 'days.left_zero', 'You have no days left.'))).toEqual([])
  })

  test('an empty text', () => {
    expect(after(write('en', 'button.no', ' '))).toContain('fault button.no: is empty, here or in Dutch')
    expect(after(write('en', 'letter.when.more', ''))).toContain('fault letter.when.more: is empty, here or in Dutch')
    expect(after(write('en', 'menu.more', 'Nobody sees this.'))).toEqual(['fault menu.more: is empty, here or in Dutch'])
  })
})

describe('placeholders', () => {
  test('one too few and one too many', () => {
    expect(after(write('en', 'letter.when.more', 'You can call: {{c.duo.site}}.'))).toEqual([
      'fault letter.when.more: {{c.duo.phone}} of the Dutch text is missing',
      'fault letter.when.more: {{c.duo.site}} is not in the Dutch text',
    ])
  })

  test('plural forms are compared with the general Dutch form', () => {
    expect(after(write('ar', 'days.left_few', 'بقيت لك {{days}} أيام.'))).toEqual([
      'fault days.left_few: {{days}} is not in the Dutch text',
    ])
  })

  test('half a brace', () => {
    expect(after(write('en', 'answer.source', 'Source: {{title}}, checked on {{date}.'))).toContain(
      'fault answer.source: a brace without its partner: a name is written {{f.name}}',
    )
  })

  test('a value in an answer that nobody fills in', () => {
    const found = after((made) => {
      for (const code of ['nl', 'en', 'ar'] as const) write(code, 'letter.when.more', '{{name}}')(made)
    })
    expect(found).toHaveLength(3)
    expect(found[0]).toBe('fault letter.when.more: {{name}} in an answer: only {{f.…}} and {{c.….…}} are filled in')
  })
})

describe('labels', () => {
  test('two buttons with the same words', () => {
    expect(after(write('en', 'button.no', 'yes!'))).toEqual(['fault button.no: "yes!" is the label of button.yes too'])
  })
  test('two topics with the same title', () => {
    expect(after(write('en', 'menu.title', 'When does it come?'))).toEqual([
      'fault menu.title: "When does it come?" is the label of letter.when.title too',
    ])
  })
})

describe('keys that the program uses', () => {
  /** All that is used, and all keys of the closed lists. */
  const code = "['button.yes', 'button.no', 'answer.source', 'days.left']"
  const families = [
    ...['voice', 'sticker', 'location', 'contact', 'reaction', 'video', 'other'].map((kind) => `kind.${kind}`),
    ...['bsn', 'iban', 'code', 'password', 'document', 'phone', 'email'].map((kind) => `pii.${kind}`),
    ...['emergency', 'crisis', 'scam', 'abuse'].map((kind) => `danger.${kind}`),
    ...['about.audience', 'about.audience.asylum', 'about.audience.family', 'about.audience.other'],
    ...['about.law', 'about.law.wi2021', 'about.law.wi2013', 'about.law.before2013'],
    ...['subject.letters', 'subject.meta'],
  ]
  const words: Record<'nl' | 'en' | 'ar', string[]> = {
    nl: ['Eerst', 'Dan', 'Later', 'Nooit', 'Soms', 'Vaak'],
    en: ['First', 'Then', 'Later', 'Never', 'Maybe', 'Often'],
    ar: ['أولا', 'بعد', 'لاحقا', 'أبدا', 'ربما', 'دائما'],
  }
  const used = (text: string, change = nothing as (made: Parameters<Parameters<typeof after>[0]>[0]) => void): string[] =>
    after((made) => {
      made.code = text
      for (const language of ['nl', 'en', 'ar'] as const) {
        families.forEach((key, i) => write(language, key, words[language][i % 6])(made))
      }
      change(made)
    }).filter((line) => !line.includes('is the label of'))

  test('all used and all there', () => {
    expect(used(code)).toEqual([])
  })
  test('a key without a text', () => {
    expect(used(`${code} 'button.maybe'`)).toEqual(['fault button.maybe: missing, though src/some.ts uses it'])
  })
  test('a member of a closed list without a text', () => {
    const found = used(code, (made) => {
      for (const language of ['nl', 'en', 'ar'] as const) write(language, 'danger.crisis', undefined)(made)
    })
    expect(found).toEqual(['fault danger.crisis: missing, though src uses it'])
  })
  test('a key that nothing uses, unless a template makes it', () => {
    const wait = (made: Parameters<Parameters<typeof after>[0]>[0]): void => {
      write('nl', 'button.wait', 'Wacht')(made)
      write('en', 'button.wait', 'Wait')(made)
      write('ar', 'button.wait', 'انتظر')(made)
    }
    expect(used(code, wait)).toEqual(['warning button.wait: is used nowhere in the program'])
    expect(used(`${code} \`button.\${what}\``, wait)).toEqual([])
  })
  test('topics and files are no keys', () => {
    expect(used(`${code} 'letter.when' 'letter.when.title' 'button.html'`)).toEqual([])
  })
})
