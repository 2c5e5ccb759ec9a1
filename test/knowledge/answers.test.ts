/** Which answer somebody gets, and how figures, dates and contacts stand in it: on the real content. */
import { describe, expect, test } from 'vitest'
import { AUDIENCES, LAWS, type Audience, type Language, type Law } from '../../src/domain/codes.ts'
import { text } from '../../src/domain/text.ts'
import { variantsFor } from '../../src/knowledge/answers.ts'
import { formatDate, formatFigure, formatHours } from '../../src/knowledge/formats.ts'
import type { Figure } from '../../src/knowledge/schema.ts'
import { realMind } from '../support/mind.ts'

const { knowledge } = realMind().core
const NOW = new Date('2026-11-23T10:00:00Z')
const profile = (municipality: string, audience: Audience = 'unknown', law: Law = 'unknown') => ({ municipality, audience, law })
const shown = (key: string, language: Language, municipality = 'national'): string =>
  knowledge.text({ key }, { language, municipality }).text

describe('the choice of an answer', () => {
  test('the most exact variant comes first; under an older law the law before the audience', () => {
    expect(variantsFor(profile('x', 'family', 'wi2021'))).toEqual(['family_wi2021', 'family', 'wi2021', ''])
    expect(variantsFor(profile('x', 'family', 'wi2013'))).toEqual(['family_wi2013', 'wi2013', 'family', ''])
    expect(variantsFor(profile('x', 'asylum'))).toEqual(['asylum', ''])
    expect(variantsFor(profile('x'))).toEqual([''])
  })

  test('the loan differs for an asylum permit and for family', () => {
    const asylum = knowledge.answer('loan.eligible', profile('national', 'asylum'), NOW)
    const family = knowledge.answer('loan.eligible', profile('national', 'family'), NOW)
    expect(asylum?.short).toBe('loan.eligible.short_asylum')
    expect(family?.short).toBe('loan.eligible.short_family')
    expect(shown(asylum?.short ?? '', 'nl')).not.toBe(shown(family?.short ?? '', 'nl'))
  })

  test('a municipality has its own text, another gets the national one', () => {
    expect(shown('caseworker.who.short', 'nl', 'amersfoort')).toContain('Integratiewerk')
    expect(shown('caseworker.who.short', 'nl', 'national')).not.toContain('Integratiewerk')
    expect(knowledge.answer('caseworker.who', profile('amersfoort'), NOW)?.sources[0]?.title).not.toBe(
      knowledge.answer('caseworker.who', profile('national'), NOW)?.sources[0]?.title,
    )
  })

  const everybody = ['unknown' as const, ...AUDIENCES].flatMap((audience) =>
    ['unknown' as const, ...LAWS].map((law) => ({ audience, law })),
  )
  test.each([...knowledge.packs.keys()])('in %s everybody gets every answer, whole, in every language', (municipality) => {
    for (const { audience, law } of everybody) {
      for (const topic of knowledge.packs.get('national')?.topics.keys() ?? []) {
        const answer = knowledge.answer(topic, profile(municipality, audience, law), NOW)
        expect(answer, `${topic} ${audience} ${law}`).not.toBeNull()
        for (const language of knowledge.languages) {
          for (const key of [answer?.short ?? '', ...(answer?.more ? [answer.more] : [])]) {
            const { text: said, language: spoken } = knowledge.text({ key }, { language, municipality })
            expect(said, key).not.toMatch(/\{\{|undefined|^[a-z.]+$/)
            expect(spoken, key).toBe(language)
          }
        }
      }
    }
  })

  test('every answer about a rule names a source with an address and the day it was checked', () => {
    for (const [topic, truth] of knowledge.packs.get('national')?.topics ?? []) {
      const sources = knowledge.answer(topic, profile('national'), NOW)?.sources ?? []
      if (knowledge.subjectOf.get(topic) !== 'meta') expect(sources.length, topic).toBeGreaterThan(0)
      for (const { title, url, checked } of sources) {
        expect(title.length, topic).toBeGreaterThan(3)
        expect(url, topic).toMatch(/^https:\/\//)
        expect(checked, topic).toBe(truth.checked)
      }
    }
  })

  test('a figure past its review date is said to be', () => {
    const later = new Date('2099-01-01T00:00:00Z')
    expect(knowledge.answer('loan.amount', profile('national'), NOW)?.outdated).toBe(false)
    expect(knowledge.answer('loan.amount', profile('national'), later)?.outdated).toBe(true)
    expect(knowledge.answer('greeting', profile('national'), later)?.outdated).toBe(false)
  })
})

describe('values in a text', () => {
  const figure = (more: Partial<Figure>): Figure => ({
    value: 10000,
    unit: 'eur',
    about: 'x',
    source: 'x',
    checked: '2026-01-01',
    reviewBy: '2027-01-01',
    sure: 'high',
    ...more,
  })

  test.each([
    ['nl', {}, '€ 10.000'],
    ['en', {}, '€10,000'],
    ['nl', { value: 14.71 }, '€ 14,71'],
    ['nl', { year: 2026 }, '€ 10.000 (2026)'],
    ['nl', { value: 2.95, unit: 'percent' }, '2,95%'],
    ['en', { value: 800, unit: 'hours' }, '800'],
  ] as [Language, Partial<Figure>, string][])('%s writes %j as %s', (language, more, wanted) => {
    expect(formatFigure(figure(more), language).replace(/\u00a0/g, ' ')).toBe(wanted)
  })

  test('in Arabic a figure, a date and a phone number stand apart, in digits as on the letter', () => {
    const isolated = /^\u2068[^\u2068\u2069]*\u2069$/
    expect(formatFigure(figure({ year: 2026 }), 'ar')).toMatch(isolated)
    expect(formatFigure(figure({}), 'ar')).toMatch(/10/)
    expect(formatDate('2026-05-12', 'ar')).toMatch(/\u2068.*12.*2026.*\u2069/)
    expect(shown('letter.lost.short', 'ar')).toMatch(/\u2068050 599 96 00\u2069/)
  })

  test('days and hours as a language says them', () => {
    expect(formatDate('2028-02-29', 'nl')).toBe('29 februari 2028')
    expect(formatHours([{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], 'nl')).toBe('maandag – vrijdag 09:00–17:00')
    expect(formatHours([{ days: [1, 3], from: '13:00', to: '16:00' }], 'en')).toBe('Monday, Wednesday 13:00–16:00')
    expect(formatHours([], 'nl')).toBe('')
  })

  test('Arabic counts days in all six forms', () => {
    const days = (count: number): string =>
      knowledge.text(text('objection.daysLeft', { count }), { language: 'ar', municipality: 'national' }).text
    expect(new Set([0, 1, 2, 3, 11, 100].map(days)).size).toBe(6)
    expect(days(3)).toContain('3')
  })

  test('what a person typed is put in as it is, and never read as a text of ours', () => {
    const said = knowledge.text(text('answer.source', { title: '{{f.loanMax}} $t(menu.question)', date: 'x' }), {
      language: 'nl',
      municipality: 'national',
    })
    expect(said.text).toContain('{{f.loanMax}} $t(menu.question)')
  })
})
