/** A content file that is missing or broken: the start is refused with file, place and what, one line a fault. */
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AppError } from '../../src/domain/errors.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { loadMind } from '../../src/turns/core.ts'
import { ROOT, SETTINGS } from '../support/mind.ts'
import { run, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const place = (file: string): string => join(folder.path, file)

beforeEach(() => {
  for (const name of ['content', 'locales']) {
    rmSync(place(name), { recursive: true, force: true })
    cpSync(join(ROOT, name), place(name), { recursive: true })
  }
})

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(place(file), 'utf8')
  const after = change(before)
  expect(after, `${file} was changed`).not.toBe(before)
  writeFileSync(place(file), after)
}
const editJson = (file: string, change: (texts: Record<string, unknown>) => void): void =>
  edit(file, (text) => {
    const texts = JSON.parse(text) as Record<string, unknown>
    change(texts)
    return JSON.stringify(texts)
  })

/** The faults with which it is refused. */
function faults(load: () => unknown = () => loadKnowledge(folder.path)): string[] {
  try {
    load()
  } catch (error) {
    expect(error).toMatchObject({ code: 'content' })
    const [title = '', ...lines] = (error as AppError).message.split('\n')
    expect(title).toMatch(/^The content has a fault\./)
    return lines.length > 0 ? lines : [title.replace('The content has a fault. ', '')]
  }
  return []
}

test('as it is, nothing is wrong', () => {
  expect(faults()).toEqual([])
})

describe('broken in one way', () => {
  const NL = 'locales/nl/letters.json'
  const FIGURES = 'content/national/figures.yaml'
  const CASES: [what: string, breakIt: () => void, line: RegExp][] = [
    [
      'a text that an answer needs',
      () => editJson(NL, (texts) => delete texts['letter.when.short']),
      /^locales\/nl · letter\.when\.short: missing, /,
    ],
    [
      'the same text twice',
      () => editJson('locales/nl/loan.json', (texts) => (texts['letter.when.short'] = 'x')),
      /^locales\/nl\/\w+\.json · letter\.when\.short: stands in another file/,
    ],
    [
      'a text that is a number',
      () => editJson(NL, (texts) => (texts['letter.when.short'] = 5)),
      /^locales\/nl\/letters\.json · letter\.when\.short: .*expected string/,
    ],
    ['JSON that ends too soon', () => edit(NL, (text) => text.slice(0, -5)), /^locales\/nl\/letters\.json: .*JSON/],
    ['an empty file of texts', () => edit(NL, () => ''), /^locales\/nl\/letters\.json: .*JSON/],
    [
      'a figure that does not exist, named in a text',
      () => editJson(NL, (texts) => (texts['letter.when.more'] = 'x {{f.madeUp}}')),
      /^locales\/nl\/? · letter\.when\.more: no figure madeUp$/,
    ],
    [
      'a contact that does not exist',
      () => editJson(NL, (texts) => (texts['letter.when.more'] = 'x {{c.madeUp.phone}}')),
      /^locales\/nl\/? · letter\.when\.more: no contact madeUp$/,
    ],
    [
      'a field that a contact does not have',
      () => editJson(NL, (texts) => (texts['letter.when.more'] = 'x {{c.duo.fax}}')),
      /^locales\/nl\/? · letter\.when\.more: contact duo has no fax$/,
    ],
    [
      'a date that is none',
      () => edit(FIGURES, (text) => text.replace(/checked: \d{4}-\d\d-\d\d/, 'checked: 2026-02-30')),
      /^content\/national\/figures\.yaml · \w+\.checked: .*a date as 2026-11-21/,
    ],
    [
      'a date written as people do',
      () => edit(FIGURES, (text) => text.replace(/reviewBy: \d{4}-\d\d-\d\d/, 'reviewBy: 21 november 2026')),
      /^content\/national\/figures\.yaml · \w+\.reviewBy: .*a date as 2026-11-21/,
    ],
    [
      'an amount that is a text',
      () => edit(FIGURES, (text) => text.replace(/value: \d+/, 'value: veel')),
      /^content\/national\/figures\.yaml · \w+\.value: .*number/,
    ],
    [
      'a unit that is none',
      () => edit(FIGURES, (text) => text.replace('unit: weeks', 'unit: fortnights')),
      /^content\/national\/figures\.yaml · \w+\.unit: /,
    ],
    [
      'a figure without a source',
      () => edit(FIGURES, (text) => text.replace(/ +source: .*\n/, '')),
      /^content\/national\/figures\.yaml · \w+\.source: /,
    ],
    [
      'a source that does not exist',
      () => edit(FIGURES, (text) => text.replace(/source: .*/, 'source: made-up')),
      /^content\/national\/figures\.yaml · \w+\.source: no source made-up/,
    ],
    [
      'a word that is not of the format',
      () => edit(FIGURES, (text) => text.replace('sure: high', 'sure: high\n  colour: red')),
      /^content\/national\/figures\.yaml · \w+: .*colour/,
    ],
    [
      'YAML with a wrong indent',
      () => edit(FIGURES, (text) => `${text}\n  - x: [1, 2\n`),
      /^content\/national\/figures\.yaml: .*line \d+/,
    ],
    [
      'the same figure twice',
      () => edit(FIGURES, (text) => text + (/^letterWeeks:\n(?: .*\n)+/m.exec(text)?.[0] ?? '')),
      /^content\/national\/figures\.yaml: .*unique.*line \d+/,
    ],
    [
      'a pack without its file',
      () => rmSync(place('content/amersfoort/pack.yaml')),
      /^content\/amersfoort\/pack\.yaml: .*ENOENT/,
    ],
    [
      'a pack with the id of another',
      () => edit('content/amersfoort/pack.yaml', (text) => text.replace('id: amersfoort', 'id: velsen')),
      /^content\/amersfoort\/pack\.yaml · id: must be the name of the folder, amersfoort$/,
    ],
    [
      'a contact of a pack that does not exist',
      () => edit('content/amersfoort/pack.yaml', (text) => text.replace('contact: integratiewerk', 'contact: nobody')),
      /^content\/amersfoort\/pack\.yaml · contact: no contact nobody/,
    ],
    ['the catalogue gone', () => rmSync(place('content/topics.yaml')), /^content\/topics\.yaml: .*ENOENT/],
    [
      'no national pack',
      () => rmSync(place('content/national'), { recursive: true }),
      /^content: the folder national is missing$/,
    ],
    [
      'a topic that is not in the catalogue',
      () => edit('content/national/topics/letters.yaml', (text) => text.replace('letter.when:', 'letter.then:')),
      /^content\/national\/topics · letter\.then: is no topic/,
    ],
    [
      'an address without https',
      () => edit('content/national/sources.yaml', (text) => text.replace('url: https:', 'url: http:')),
      /^content\/national\/sources\.yaml · [\w-]+\.url: an address that starts with https/,
    ],
  ]
  test.each(CASES)('%s', (_, breakIt, line) => {
    breakIt()
    const found = faults()
    expect(
      found.some((one) => line.test(one)),
      found.join('\n'),
    ).toBe(true)
    for (const one of found) {
      expect(one).toMatch(/^(?:content|locales)[\w/.-]*(?: · [^:]+)?: .{5,}$|^and \d+ more: npm run check:content shows all$/)
    }
  })

  test('all faults are told at once', () => {
    editJson(NL, (texts) => {
      delete texts['letter.when.short']
      delete texts['letter.lost.more']
    })
    edit(FIGURES, (text) => text.replace('unit: weeks', 'unit: fortnights'))
    const found = faults().join('\n')
    for (const part of ['letter.when.short', 'letter.lost.more', 'figures.yaml · ']) expect(found).toContain(part)
  })
})

describe('words and examples', () => {
  const WORDS = 'content/words/nl.yaml'
  const EXAMPLES = 'content/examples/nl.yaml'
  const CASES: [what: string, breakIt: () => void, line: RegExp][] = [
    ['words that are no YAML', () => edit(WORDS, (text) => `${text}\n\t- [`), /^content\/words\/nl\.yaml: /],
    [
      'words without danger',
      () => edit(WORDS, (text) => text.replace(/^danger:/m, 'dangers:')),
      /^content\/words\/nl\.yaml · danger: /,
    ],
    [
      'a month beyond the list',
      () => edit(WORDS, (text) => text.replace(/^months:.*$/m, 'months:\n  "100": [x]')),
      /^content\/words\/nl\.yaml · months/,
    ],
    [
      'examples of a topic that is none',
      () => edit(EXAMPLES, () => 'letter.then: [waar is mijn brief]\n'),
      /^content\/examples\/nl\.yaml: unknown topic letter\.then$/,
    ],
    [
      'examples that are no texts',
      () => edit(EXAMPLES, () => 'letter.when: [{ a: 1 }]\n'),
      /^content\/examples\/nl\.yaml · letter\.when\.0: /,
    ],
  ]
  test.each(CASES)('%s', (_, breakIt, line) => {
    breakIt()
    const found = faults(() => loadMind(folder.path, SETTINGS, () => undefined))
    expect(found).toEqual([expect.stringMatching(line)])
  })
})

describe('as the commands say it', { timeout: 60_000 }, () => {
  beforeAll(() => {
    cpSync(join(ROOT, 'src'), place('src'), { recursive: true })
    cpSync(join(ROOT, 'package.json'), place('package.json'))
    symlinkSync(join(ROOT, 'node_modules'), place('node_modules'))
  })

  test.each([['start'], ['ask', 'hallo']])('%s refuses with 1, and makes nothing', async (...args) => {
    editJson('locales/nl/letters.json', (texts) => delete texts['letter.when.short'])
    const { code, out, err } = await run(args, { root: folder.path, cwd: folder.path, env: { PORT: '0' } })
    expect([code, out]).toEqual([1, []])
    expect(err).toMatch(/^The content has a fault\. \nlocales\/nl · letter\.when\.short: missing, .+\n$/)
  })
})
