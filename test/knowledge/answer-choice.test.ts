/** Which text somebody gets when there are several, and what is said when one is missing or old: on made-up content, to the letter. */
import { describe, expect, test } from 'vitest'
import type { Audience, Language, Law } from '../../src/domain/codes.ts'
import { newState } from '../../src/domain/state.ts'
import { text, say } from '../../src/domain/text.ts'
import { render } from '../../src/conversation/render.ts'
import { createKnowledge } from '../../src/knowledge/create.ts'
import type { Knowledge } from '../../src/knowledge/knowledge.ts'
import { answerOnce } from '../../src/turns/answer-once.ts'
import { playTurn } from '../../src/turns/play.ts'
import { mindAbout, realMind } from '../support/mind.ts'
import { inputOf, madeUp, type MadeUp } from './check-made-up.ts'

const NOW = new Date('2026-11-23T10:00:00Z')

function knowledgeAfter(change: (made: MadeUp) => void): Knowledge {
  const made = madeUp()
  change(made)
  return createKnowledge(inputOf(made).content)
}

const profile = (municipality: string, audience: Audience = 'unknown', law: Law = 'unknown') => ({ municipality, audience, law })

/** Texts that say for whom they are. */
const marked = (where: string, ...variants: string[]): Record<string, string> =>
  Object.fromEntries(
    variants.flatMap((variant) => {
      const end = variant === '' ? '' : `_${variant}`
      return [
        [`letter.when.short${end}`, `${where} ${variant || 'everybody'}`],
        [`letter.when.more${end}`, `${where} ${variant || 'everybody'}, more`],
      ]
    }),
  )

describe('several texts for one topic', () => {
  const all = ['', 'family', 'asylum', 'wi2013', 'wi2021', 'family_wi2013', 'family_wi2021']
  const knowledge = knowledgeAfter(({ texts, packs }) => {
    Object.assign(texts.nl!.national, marked('country', ...all))
    Object.assign(texts.nl!.town, marked('town', '', 'asylum'))
    packs.town.topics = { 'letter.when': { sources: ['town'], checked: '2026-10-01', related: [], differs: [] } }
    packs.town.sources = { town: { title: 'The town', publisher: 'Stad', url: 'https://stad.example' } }
  })
  const found = (municipality: string, audience: Audience, law: Law): string[] => {
    const answer = knowledge.answer('letter.when', profile(municipality, audience, law), NOW)
    return [answer?.short, answer?.more].map((key) => knowledge.text({ key: key ?? '' }, { language: 'nl', municipality }).text)
  }

  test.each<[string, Audience, Law, string]>([
    ['national', 'unknown', 'unknown', 'country everybody'],
    ['national', 'family', 'unknown', 'country family'],
    ['national', 'unknown', 'wi2013', 'country wi2013'],
    ['national', 'family', 'wi2013', 'country family_wi2013'],
    ['national', 'family', 'wi2021', 'country family_wi2021'],
    // Under an older law the law comes first, under the present one who somebody is.
    ['national', 'asylum', 'wi2013', 'country wi2013'],
    ['national', 'asylum', 'wi2021', 'country asylum'],
    ['national', 'other', 'wi2021', 'country wi2021'],
    ['national', 'other', 'before2013', 'country everybody'],
    ['national', 'other', 'unknown', 'country everybody'],
    // Who somebody is comes before where they live; where both say something, where they live.
    ['town', 'unknown', 'unknown', 'town everybody'],
    ['town', 'asylum', 'unknown', 'town asylum'],
    ['town', 'asylum', 'wi2021', 'town asylum'],
    ['town', 'family', 'unknown', 'country family'],
    ['town', 'other', 'unknown', 'town everybody'],
    ['elsewhere', 'unknown', 'unknown', 'country everybody'],
  ])('%s, %s, %s: %s', (municipality, audience, law, expected) => {
    expect(found(municipality, audience, law)).toEqual([expected, `${expected}, more`])
  })

  test('the source is that of the text which is shown', () => {
    const titles = (audience: Audience) =>
      knowledge.answer('letter.when', profile('town', audience), NOW)?.sources.map(({ title, checked }) => `${title} ${checked}`)
    expect(titles('unknown')).toEqual(['The town 2026-10-01'])
    expect(titles('asylum')).toEqual(['The town 2026-10-01'])
    expect(titles('family')).toEqual(['Overview (duo.nl) 2026-11-01'])
  })

  test('no text, no answer; an empty second part is none', () => {
    expect(knowledge.answer('letter.then', profile('national'), NOW)).toBeNull()
    expect(knowledge.answer('menu', profile('national'), NOW)).toMatchObject({ short: 'menu.short', more: null, sources: [] })
  })
})

describe('a text that is not there in somebody’s language', () => {
  const NOTICE: Record<string, string> = { nl: 'In het {{language}}:', en: 'In {{language}}:', ar: 'باللغة {{language}}:' }
  const without = (...languages: Language[]) =>
    knowledgeAfter(({ texts }) => {
      for (const [code, own] of Object.entries(texts)) own.national['answer.fallbackLanguage'] = NOTICE[code] ?? ''
      for (const language of languages) delete texts[language]!.national['letter.when.short_family']
    })
  const rendered = (knowledge: Knowledge, language: Language) => {
    const effect = { kind: 'say', say: say(['letter.when.short_family']), question: null, language, news: false } as const
    return render([effect], 'national', knowledge)[0]!.body
  }

  test('comes in the next one of its chain, said to be so, in the direction of the reader', () => {
    expect(rendered(without('ar'), 'ar')).toEqual({
      text: 'باللغة \u2068English\u2069:\n\nFor family it comes within 8 weeks. If not, ask the municipality (*gemeente*).',
      lang: 'ar',
      dir: 'rtl',
      choices: [],
    })
    expect(rendered(without('ar', 'en'), 'ar').text).toMatch(/^باللغة \u2068Nederlands\u2069:\n\nVoor gezin/)
    expect(rendered(without('en'), 'en').text).toMatch(/^In Nederlands:\n\nVoor gezin/)
  })

  test('nothing is said of it where the text is there', () => {
    expect(rendered(without(), 'ar').text).toMatch(/^للعائلة/)
  })

  test('figures in it are written as the language that is really shown writes them', () => {
    const knowledge = knowledgeAfter(({ texts }) => {
      texts.nl!.national['letter.when.more'] = 'Bel {{c.duo.phone}}: {{f.loan}}.'
      delete texts.ar!.national['letter.when.more']
      delete texts.en!.national['letter.when.more']
    })
    const { text: shown } = knowledge.text({ key: 'letter.when.more' }, { language: 'ar', municipality: 'national' })
    expect(shown.replaceAll('\u00a0', ' ')).toBe('Bel 050 599 96 00: € 10.000.')
  })
})

describe('figures', () => {
  const knowledge = knowledgeAfter(({ texts, packs }) => {
    for (const own of Object.values(texts)) own.national['letter.when.more'] = '{{f.loan}}'
    packs.national.figures.loan = { ...packs.national.figures.loan!, year: 2026 }
    packs.town.figures = { loan: { ...packs.national.figures.loan, value: 5000.5, reviewBy: '2026-12-31' } }
  })
  const shown = (language: Language, municipality = 'national'): string =>
    knowledge.text({ key: 'letter.when.more' }, { language, municipality }).text.replaceAll('\u00a0', ' ')

  test('a yearly one always has its year, and in a text from right to left the whole stands apart', () => {
    expect([shown('nl'), shown('en')]).toEqual(['€ 10.000 (2026)', '€10,000 (2026)'])
    expect(shown('ar')).toMatch(/^\u2068[^\u2068\u2069]*10[^\u2068\u2069]*\(2026\)\u2069$/)
  })

  test('the municipality’s goes before the national one, in the text and for flows', () => {
    expect(shown('nl', 'town')).toBe('€ 5.000,50 (2026)')
    expect([
      knowledge.figure('loan', 'town'),
      knowledge.figure('loan', 'national'),
      knowledge.figure('loan', 'elsewhere'),
    ]).toEqual([5000.5, 10000, 10000])
  })

  test('past its review day, not on it, an answer is known as old; each municipality by its own figure', () => {
    const outdated = (day: string, municipality: string) =>
      knowledge.answer('letter.when', profile(municipality), new Date(day))?.outdated
    expect([outdated('2027-01-31T23:59:59Z', 'national'), outdated('2027-02-01T00:00:00Z', 'national')]).toEqual([false, true])
    expect([outdated('2026-12-31T23:59:59Z', 'town'), outdated('2027-01-01T00:00:00Z', 'town')]).toEqual([false, true])
  })
})

describe('an old figure, as it is said', () => {
  const LATER = new Date('2099-01-01T10:00:00Z')
  const mind = mindAbout(realMind(), 'loan.amount')
  const scene = (language: Language, at: Date) => {
    const state = { ...newState({ language, municipality: 'national' }), greeted: true }
    return { state, openCase: null, at }
  }
  const url = realMind().core.knowledge.answer('loan.amount', profile('national'), NOW)?.sources[0]?.url ?? ''

  test.each(['nl', 'en', 'ar'] as const)(
    'in %s the answer says where to check it, in both its parts; before that day it does not',
    (language) => {
      const ask = (at: Date) => {
        const body = { kind: 'text', text: 'loan', masked: [] } as const
        const first = playTurn(scene(language, at), [{ kind: 'message', body: { ...body, masked: [] } }], mind)
        const more = { kind: 'choice', choice: `more:loan.amount@${first.state.question?.number ?? 0}` } as const
        const second = playTurn({ ...first, at }, [{ kind: 'message', body: more }], mind)
        return [...first.keys, ...second.keys].filter((key) => key === 'answer.outdated').length
      }
      expect([ask(NOW), ask(LATER)]).toEqual([0, 2])
      const { text: line } = realMind().core.knowledge.text(text('answer.outdated', { site: url }), {
        language,
        municipality: 'national',
      })
      const once = answerOnce(scene(language, LATER).state, 'loan', LATER, mind)
      expect([once.text.endsWith(line), once.more.endsWith(line), line.includes(url)]).toEqual([true, true, true])
      expect(answerOnce(scene(language, NOW).state, 'loan', NOW, mind).text).not.toContain(line)
    },
  )
})
