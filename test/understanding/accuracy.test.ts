/** How well questions are understood that nobody trained on: written by other people than the examples. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { LANGUAGES, type Language } from '../../src/domain/codes.ts'
import { foldWords } from '../../src/language/normalise.ts'
import { realMind, ROOT } from '../support/mind.ts'

const folder = join(ROOT, 'test', 'understanding')
const read = (path: string): unknown => parse(readFileSync(path, 'utf8'))
const tested = LANGUAGES.filter((code) => existsSync(join(folder, `${code}.yaml`)))
const questions = (code: Language): { text: string; topic: string }[] =>
  Object.entries(read(join(folder, `${code}.yaml`)) as Record<string, string[]>).flatMap(([topic, texts]) => texts.map((text) => ({ text, topic })))
const understand = (text: string, language: Language) =>
  realMind().understand(text, { language, openChoices: [], now: new Date('2026-11-23T10:00:00Z'), settled: false })
const share = <T>(items: T[], holds: (item: T) => boolean): number => items.filter(holds).length / items.length

test('over all languages the bar is higher than in any one', () => {
  const results = tested.flatMap((code) => questions(code).map(({ text, topic }) => ({ topic, found: understand(text, code).topics })))
  expect(share(results, ({ topic, found }) => found[0]?.id === topic)).toBeGreaterThanOrEqual(0.9)
  expect(share(results, ({ topic, found }) => found.some(({ id }) => id === topic))).toBeGreaterThanOrEqual(0.96)
})

describe.each(tested)('questions in %s', (code) => {
  const all = questions(code)

  test('the topic is right, or among the three offered', () => {
    const results = all.map(({ text, topic }) => ({ topic, found: understand(text, code).topics }))
    expect(share(results, ({ topic, found }) => found[0]?.id === topic)).toBeGreaterThanOrEqual(0.8)
    expect(share(results, ({ topic, found }) => found.some(({ id }) => id === topic))).toBeGreaterThanOrEqual(0.93)
  })

  test('every topic has questions', () => {
    expect(new Set(all.map(({ topic }) => topic))).toEqual(new Set(realMind().core.knowledge.subjectOf.keys()))
  })

  test('no ordinary question is taken for danger', () => {
    const ordinary = all.filter(({ topic }) => !['emergency', 'crisis', 'scam'].includes(topic))
    expect(share(ordinary, ({ text }) => understand(text, code).danger.kind !== 'none')).toBeLessThanOrEqual(0.03)
  })

  test('none of them was trained on, nor one that is nearly the same', () => {
    const examples = Object.values(read(join(ROOT, 'content', 'examples', `${code}.yaml`)) as Record<string, string[]>).flat()
    const trained = examples.map((text) => trigrams(text))
    const near = all.filter(({ text }) => {
      const own = trigrams(text)
      return own.size > 12 && trained.some((other) => overlap(own, other) > 0.8)
    })
    expect(near.map(({ text }) => text)).toEqual([])
  })
})

const trigrams = (text: string): Set<string> => {
  const folded = ` ${foldWords(text)} `
  return new Set(Array.from({ length: Math.max(0, folded.length - 2) }, (_, i) => folded.slice(i, i + 3)))
}

function overlap(a: Set<string>, b: Set<string>): number {
  if (a.size > b.size * 2 || b.size > a.size * 2) return 0
  let both = 0
  for (const one of a) if (b.has(one)) both += 1
  return both / (a.size + b.size - both)
}

/** Topics of the catalogue that are danger themselves. */
const DANGEROUS = new Set(['emergency', 'crisis', 'scam'])

describe('danger', () => {
  type Danger = Record<string, Partial<Record<Language, string[]>>>
  const danger = read(join(folder, 'danger.yaml')) as Danger
  const languages = LANGUAGES

  test.each(languages)('is heard in %s, in words nobody wrote down before', (code) => {
    for (const kind of ['emergency', 'crisis']) {
      expect(share(danger[kind]?.[code] ?? [], (text) => understand(text, code).danger.kind !== 'none'), kind).toBeGreaterThanOrEqual(0.85)
    }
  })

  test.each(languages)('plain cries for help in %s are always heard, and harmless words rarely taken for them', (code) => {
    const cries: Partial<Record<Language, [string, string][]>> = {
      nl: [['er is brand in mijn huis', 'emergency'], ['ik wil dood', 'crisis'], ['mijn man slaat mij', 'crisis'], ['ik ga zelfmoord plegen', 'crisis']],
      en: [['there is a fire in my house', 'emergency'], ['I want to kill myself', 'crisis'], ['my husband beats me', 'crisis'], ['call an ambulance', 'emergency']],
      ar: [['في حريق بالبيت', 'emergency'], ['بدي موت', 'crisis'], ['جوزي بيضربني', 'crisis'], ['بدي انتحر', 'crisis']],
    }
    for (const [text, kind] of cries[code] ?? []) expect(understand(text, code).danger.kind, text).toBe(kind)
    expect(share(danger.harmless?.[code] ?? [], (text) => understand(text, code).danger.kind !== 'none')).toBeLessThanOrEqual(0.15)
  })

  const heard = (kind: string): boolean[] =>
    LANGUAGES.flatMap((code) => (danger[kind]?.[code] ?? []).map((text) => understand(text, code).danger.kind !== 'none'))

  test('over all languages nearly everything is heard, and little else', () => {
    expect(share([...heard('emergency'), ...heard('crisis')], (one) => one)).toBeGreaterThanOrEqual(0.94)
    expect(share([...heard('scam'), ...heard('abuse')], (one) => one)).toBeGreaterThanOrEqual(0.8)
    const ordinary = LANGUAGES.flatMap((code) => questions(code).filter(({ topic }) => !DANGEROUS.has(topic)))
    const raised = ordinary.map(({ text }) => understand(text, 'nl').danger.kind !== 'none')
    expect(share([...heard('harmless'), ...raised], (one) => one)).toBeLessThanOrEqual(0.02)
  })
})

describe('languages', () => {
  const messages = read(join(folder, 'languages.yaml')) as Record<string, string[]>
  // Farsi and Dari are one to the identifier.
  const found = (text: string): string => understand(text, 'nl').language.code ?? 'none'
  const right = (code: string) => (text: string) => found(text) === (code === 'prs' ? 'fa' : code)

  test.each(LANGUAGES)('%s is recognised from a short message', (code) => {
    expect(share(messages[code] ?? [], right(code))).toBeGreaterThanOrEqual(0.9)
  })

  test('over all of them nineteen of twenty are', () => {
    const all = LANGUAGES.flatMap((code) => (messages[code] ?? []).map((text) => right(code)(text)))
    expect(share(all, (one) => one)).toBeGreaterThanOrEqual(0.95)
  })

  test('neighbours are not swallowed', () => {
    expect(share(messages.other ?? [], (text) => found(text) === 'other')).toBeGreaterThanOrEqual(0.95)
  })
})
