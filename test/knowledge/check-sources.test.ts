import { describe, expect, test } from 'vitest'
import { hashOf, summarise } from '../../src/knowledge/check/summary.ts'
import { after, inputOf, madeUp, write, type MadeUp } from './check-made-up.ts'

describe('sources', () => {
  test('an answer without a source; the chat itself needs none', () => {
    expect(after((made) => (made.packs.national.topics['letter.when']!.sources = []))).toContain(
      'fault letter.when.sources: needs at least one source',
    )
    expect(madeUp().packs.national.topics.menu!.sources).toEqual([])
  })
  test('a source, figure or topic that nobody knows', () => {
    expect(after((made) => (made.packs.national.figures.weeks!.source = 'nowhere')).join()).toContain('no source nowhere')
    expect(after((made) => (made.packs.national.topics['letter.when']!.related = ['letter.never'])).join()).toContain(
      'letter.never is no topic',
    )
    expect(after((made) => delete made.packs.national.figures.weeks).join()).toContain('no figure weeks')
  })
  test('a day that has not come, and no day at all', () => {
    expect(after((made) => (made.packs.national.figures.weeks!.checked = '2026-12-01'))).toEqual([
      'fault weeks.checked: 2026-12-01 has not come yet',
    ])
    expect(after((made) => (made.packs.national.topics['letter.when']!.checked = ''))).toContain(
      'fault letter.when.checked: the day on which it was checked is missing',
    )
  })
  test.each(['A123', 'Q7', 'AB-XYZ', 'source 3', '17'])('%s is a label, no title', (title) => {
    expect(after((made) => (made.packs.national.sources.duo!.title = title))).toEqual([
      `fault duo: "${title}" is a label: people see the title, write what stands above the page`,
    ])
  })
  test('an address that is not safe, or on a site that is not known', () => {
    expect(after((made) => (made.packs.national.sources.duo!.url = 'http://duo.nl'))).toEqual([
      'fault duo.url: http://duo.nl is no address that starts with https://',
    ])
    expect(after((made) => (made.packs.national.contacts.duo!.site = 'https://duo.example'))).toEqual([
      'fault duo.site: duo.example is not in content/sites.yaml: add it when it is an official or known site',
    ])
  })
})

describe('review dates', () => {
  const past = (made: MadeUp): void => void (made.packs.national.figures.weeks!.reviewBy = '2026-11-20')

  test('past is a warning', () => {
    expect(after(past)).toEqual(['warning weeks.reviewBy: past its review date 2026-11-20: compare it with its source'])
  })
  test('with a day to be ready on it is a fault, for every figure that is past then', () => {
    expect(after((made) => (made.due = '2027-02-01'))).toEqual([
      'fault weeks.reviewBy: past its review date 2027-01-31: compare it with its source',
      'fault loan.reviewBy: past its review date 2027-01-31: compare it with its source',
    ])
    expect(after((made) => (made.due = '2027-01-31'))).toEqual([])
  })
})

/** Writes the same change in all languages. */
const everywhere = (
  made: MadeUp,
  change: (texts: { national: Record<string, string>; town: Record<string, string> }) => void,
): void => {
  for (const code of ['nl', 'en', 'ar'] as const) change(made.texts[code]!)
}

describe('variants', () => {
  test('a variant that the pack demands', () => {
    const found = after((made) => made.packs.national.topics['letter.when']!.differs.push('wi2013'))
    expect(found).toContain('fault letter.when.short_wi2013: missing, though content/national speaks of it')
  })
  test('the two parts come together', () => {
    const found = after((made) => everywhere(made, ({ national }) => delete national['letter.when.more_family']))
    expect(found).toContain(
      'fault letter.when.more_family: missing, though there is letter.when.short_family: the two parts come together',
    )
  })
  test('a variant that is none, and one that the pack does not name', () => {
    const add = (variant: string) => (made: MadeUp) =>
      everywhere(made, ({ national }) => {
        national[`menu.short_${variant}`] = national['menu.short']!
        national[`menu.more_${variant}`] = ''
      })
    expect(after(add('familie'))).toContain(
      'fault menu.short_familie: "familie" is no variant: asylum, family, other, wi2021, wi2013, before2013, or both with a _ between',
    )
    expect(after(add('family'))[0]).toBe('warning menu.differs: does not name family, though there is menu.short_family')
  })
  test('an answer without an entry in the pack', () => {
    const found = after((made) => delete made.packs.national.topics.menu)
    expect(found).toEqual(['fault menu.short: content/national says nothing of menu: the answer has no source and no date'])
  })
  test('an audience and a law, but not both together', () => {
    const found = after((made) => {
      made.packs.national.topics['letter.when']!.differs.push('wi2013')
      everywhere(made, ({ national }) => {
        national['letter.when.short_wi2013'] = national['letter.when.short']!
        national['letter.when.more_wi2013'] = national['letter.when.more']!
      })
    })
    expect(found).toEqual([
      'warning letter.when.short_family_wi2013: missing: these readers get the text for wi2013, not the one for family',
    ])
  })
  test('flows that do not exist, and a question that changes nothing', () => {
    expect(after((made) => made.packs.town.flows.push('nothing'))).toEqual(['fault flows: there is no flow nothing'])
    expect(after((made) => (made.packs.national.topics.menu!.flow = 'nothing'))).toEqual([
      'fault menu.flow: there is no flow nothing',
    ])
    expect(after((made) => (made.packs.national.topics['letter.when']!.ask = 'audience'))).toEqual([])
    expect(after((made) => (made.packs.national.topics['letter.when']!.ask = 'law'))).toEqual([
      'warning letter.when.ask: asks about the law, but no variant of the answer depends on it',
    ])
  })
})

describe('a municipality', () => {
  const override = (made: MadeUp): void => {
    made.packs.town.topics = { 'letter.when': made.packs.national.topics['letter.when']! }
    everywhere(made, ({ national, town }) => {
      for (const part of ['short', 'more', 'short_family', 'more_family'])
        town[`letter.when.${part}`] = national[`letter.when.${part}`]!
    })
  }
  test('has its own text for everybody', () => {
    expect(after(override)).toEqual([])
  })
  test('lacks a variant that the country has', () => {
    const found = after((made) => {
      override(made)
      made.packs.town.topics['letter.when'] = { ...made.packs.town.topics['letter.when']!, differs: [] }
      everywhere(made, ({ town }) => {
        delete town['letter.when.short_family']
        delete town['letter.when.more_family']
      })
    })
    expect(found).toEqual([
      'fault letter.when.short_family: missing: Stad has its own text, but these readers would get the national one',
      'fault letter.when.more_family: missing: Stad has its own text, but these readers would get the national one',
    ])
  })
  test('has a text without a source of its own', () => {
    expect(
      after((made) => {
        override(made)
        made.packs.town.topics = {}
      }),
    ).toEqual(['fault letter.when.short: content/town says nothing of letter.when: the answer has no source and no date'])
  })
})

describe('counts', () => {
  test('texts, missing ones, drafts and topics without an answer', () => {
    const made = madeUp()
    made.catalogue.letters!['letter.lost'] = 'The letter is lost'
    made.catalogue.meta!.none = 'Anything else'
    write('en', 'button.no', undefined)(made)
    const review = { state: 'reviewed' as const, source: hashOf('Ja'), target: hashOf('Yes') }
    made.reviews = { en: { national: { 'button.yes': review } } }
    const { languages, topics, unanswered } = summarise(inputOf(made))
    expect(languages.map(({ language }) => language)).toEqual(['nl', 'en', 'ar'])
    expect(languages[1]).toMatchObject({ status: 'complete', texts: 12, missing: 1, drafts: 11 })
    expect(languages[2]).toMatchObject({ missing: 0, drafts: 17, ease: null })
    expect({ topics, unanswered }).toEqual({ topics: 3, unanswered: ['letter.lost'] })
  })
  test('a review counts until the text or its Dutch source changes', () => {
    const drafts = (yes: string, ja: string): number => {
      const made = madeUp()
      made.reviews = { en: { national: { 'button.yes': { state: 'reviewed', source: hashOf(ja), target: hashOf(yes) } } } }
      return summarise(inputOf(made)).languages.find(({ language }) => language === 'en')!.drafts
    }
    expect([drafts('Yes', 'Ja'), drafts('Yeah', 'Ja'), drafts('Yes', 'Jawel')]).toEqual([12, 13, 13])
  })
})
