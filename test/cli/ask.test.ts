/** `npm run ask -- --jsonl`: one object a line in, exactly one a line out, by the contract to the letter. */
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AUDIENCES, LAWS, type Profile } from '../../src/domain/codes.ts'
import type { Once } from '../../src/turns/answer-once.ts'
import { realMind } from '../support/mind.ts'
import { Command, NO_NETWORK, run, temporaryFolder } from './support.ts'

type Out = Once & { id?: string | number; error?: { code: string; message: string } }

const KEYS = ['lang', 'topic', 'topics', 'danger', 'pii', 'text', 'more', 'flow', 'choices', 'sources']
const NOWHERE = 'postgres://nobody:geheim@127.0.0.1:1/none'
const folder = temporaryFolder()
const { knowledge } = realMind().core

let asking: Command
let answered = 0
beforeAll(() => {
  asking = new Command(['ask', '--jsonl'], { cwd: folder.path, env: { DATABASE_URL: NOWHERE, NODE_OPTIONS: NO_NETWORK } })
})
afterAll(() => folder.remove())

/** Sends one line and reads its answer before anything else is sent. */
async function ask(line: unknown): Promise<Out> {
  asking.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
  answered += 1
  await asking.until(({ out }) => out.length >= answered)
  expect(asking.out).toHaveLength(answered)
  return JSON.parse(asking.out[answered - 1]!) as Out
}

const said = (key: string, language: 'nl' | 'en' | 'ar', municipality = 'national'): string =>
  knowledge.text({ key }, { language, municipality }).text

describe('the form of an answer', () => {
  test('exactly the agreed keys, in the agreed order; the id only when there was one', async () => {
    const line = { text: 'Hoeveel kan ik lenen?', lang: 'nl' }
    expect(Object.keys(await ask(line))).toEqual(KEYS)
    const out = await ask({ id: 'q1', ...line })
    expect(Object.keys(out)).toEqual(['id', ...KEYS])
    expect(out).toMatchObject({ id: 'q1', lang: 'nl', topic: 'loan.amount', danger: 'none', pii: [] })
    for (const one of out.topics) expect(Object.keys(one)).toEqual(['id', 'confidence'])
    for (const one of out.choices) expect(Object.keys(one)).toEqual(['id', 'label'])
    for (const one of out.sources) expect(Object.keys(one)).toEqual(['title', 'url', 'checked'])
    expect(out.sources[0]).toMatchObject({
      url: expect.stringMatching(/^https:/) as string,
      checked: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    })
    expect(out.text).toBe(said('loan.amount.short', 'nl'))
    expect(out.more).toBe(said('loan.amount.more', 'nl'))
    expect(out.text).not.toContain(said('welcome.hello', 'nl').slice(0, 20))
    expect(out.choices.map(({ id }) => id)).toContain('more:loan.amount')
  })

  test.each(['q', 0, -1.5, '', 'é 🙂 \u2028 "', 'x'.repeat(5000)])('an id comes back as it was: %j', async (id) => {
    expect((await ask({ id, text: 'menu' })).id).toBe(id)
    expect((await ask({ id, text: 5 })).id).toBe(id)
  })

  test.each([
    'Hoeveel kan ik lenen?',
    '',
    ' ',
    '\u0000',
    '\ud800',
    '😀😀',
    '<script>alert(1)</script>',
    'x'.repeat(100_000),
    '手紙はいつ届きますか',
    '123',
    'help',
    'brief\u2028en\u2029regels\u0085 en \u000b meer',
  ])('three topics, descending, from 0 to 1; text and choices never empty: %#', async (text) => {
    const out = await ask({ text, lang: 'nl' })
    expect(Object.keys(out)).toEqual(KEYS)
    const confidences = out.topics.map(({ confidence }) => confidence)
    expect(confidences).toHaveLength(3)
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a))
    for (const one of confidences) expect(one >= 0 && one <= 1).toBe(true)
    expect(new Set(out.topics.map(({ id }) => id)).size).toBe(3)
    for (const { id } of out.topics) expect(id === 'none' || knowledge.subjectOf.has(id), id).toBe(true)
    expect(out.topic).toBe(out.topics[0]?.id)
    expect(out.text.trim()).not.toBe('')
    expect(out.choices.length).toBeGreaterThan(0)
  })

  test('unsure: the question that goes with the choices; a flow that would start is named', async () => {
    const unsure = await ask({ text: 'hallo ik heb een vraag', lang: 'nl' })
    expect(unsure.more).toBe('')
    expect(unsure.sources).toEqual([])
    const flows = [...knowledge.packs.get('national')!.topics].filter(([, { flow }]) => flow !== undefined)
    const objection = await ask({ text: 'Ik ben het niet eens met het besluit en wil bezwaar maken', lang: 'nl' })
    expect(flows.map(([topic]) => topic)).toContain(objection.topic)
    expect(objection.flow).toBe(knowledge.packs.get('national')!.topics.get(objection.topic)?.flow)
    expect(objection.choices.map(({ id }) => id)).toContain(`flow:${objection.flow ?? ''}`)
  })
})

describe('who asks, and in which language', () => {
  test('`lang` decides the language of the answer, whatever the question is written in; the answer tells what that was', async () => {
    for (const lang of ['nl', 'en', 'ar'] as const) {
      const out = await ask({ text: 'How much money can I borrow from DUO for my course?', lang })
      expect(out).toMatchObject({ lang: 'en', topic: 'loan.amount', text: said('loan.amount.short', lang) })
      expect(out.choices.find(({ id }) => id === 'menu')?.label).toBe(said('button.menu', lang))
    }
  })

  test('a language that is not ours is `other`', async () => {
    const text = 'Hur länge måste jag vänta på mitt brev från myndigheten, kan ni hjälpa mig med det?'
    expect((await ask({ text, lang: 'nl' })).lang).toBe('other')
  })

  const profiles: Omit<Profile, 'municipality'>[] = [...AUDIENCES, 'unknown' as const].flatMap((audience) =>
    [...LAWS, 'unknown' as const].map((law) => ({ audience, law })),
  )
  test('audience and law choose the answer that was written for them', async () => {
    const texts = new Set<string>()
    for (const { audience, law } of profiles) {
      const expected = knowledge.answer('loan.amount', { municipality: 'national', audience, law }, new Date())
      const out = await ask({ text: 'Hoeveel geld kan ik lenen bij DUO?', lang: 'nl', audience, law })
      expect(out.text).toBe(said(expected!.short, 'nl'))
      texts.add(out.text)
    }
    expect(texts.size).toBeGreaterThan(1)
  })

  test('the municipality chooses too', async () => {
    const local = knowledge.packs.get('amersfoort')!
    const question = { text: 'Wie is mijn contactpersoon, mijn integratiebegeleider?', lang: 'nl' }
    const [here, there] = [
      await ask({ ...question, municipality: 'amersfoort' }),
      await ask({ ...question, municipality: 'national' }),
    ]
    expect([here.topic, there.topic]).toEqual(['caseworker.who', 'caseworker.who'])
    expect(local.topics.has('caseworker.who')).toBe(true)
    expect(here.text).toBe(said('caseworker.who.short', 'nl', 'amersfoort'))
    expect(here.text).not.toBe(there.text)
  })
})

describe('danger and personal data', () => {
  test.each([
    ['emergency', 'nl', 'Help, er is brand in mijn huis'],
    ['emergency', 'en', 'My husband has no pulse, he is not breathing'],
    ['crisis', 'nl', 'Mijn man slaat mij'],
    ['crisis', 'en', 'I want to kill myself'],
    ['crisis', 'ar', 'زوجي يضربني'],
    ['scam', 'en', 'Someone called and asked for my DigiD code, is this a scam?'],
    ['abuse', 'nl', 'Ik maak jullie dood'],
  ] as const)('%s in %s: the fixed text alone', async (danger, lang, text) => {
    const out = await ask({ text, lang })
    expect(out).toMatchObject({ danger, text: said(`danger.${danger}`, lang), more: '', flow: null })
    expect(out.choices.map(({ id }) => id)).toEqual(['human', 'menu'])
    expect(out.topics).toHaveLength(3)
  })

  test.each([
    ['bsn', 'Mijn BSN is 111222333', '111222333'],
    ['iban', 'Mijn rekening is NL91 ABNA 0417 1643 00', '0417'],
    ['code', 'Mijn DigiD code is 482913', '482913'],
    ['password', 'mijn wachtwoord is Tulp!2026', 'Tulp'],
    ['document', 'paspoort SPECI2014', 'SPECI2014'],
    ['phone', 'Bel mij op 06 12345678', '12345678'],
    ['email', 'Schrijf naar amina@example.org', 'amina'],
  ])('%s is found and never said again', async (kind, text, secret) => {
    const out = await ask({ text, lang: 'nl' })
    expect(out.pii).toEqual([kind])
    expect(JSON.stringify(out)).not.toContain(secret)
  })

  test('several kinds, each once, in any digits', async () => {
    const out = await ask({ text: 'BSN ١١١٢٢٢٣٣٣ of 111222333, mail a@example.org en b@example.org', lang: 'nl' })
    expect(out.pii).toEqual(['bsn', 'email'])
  })
})

describe('a bad line', () => {
  test.each([
    ['no JSON', 'hallo', 'bad_json'],
    ['half of it', '{"text":"hal', 'bad_json'],
    ['a list', '[{"text":"hallo"}]', 'bad_json'],
    ['null', 'null', 'bad_json'],
    ['a text alone', '"hallo"', 'bad_json'],
    ['two objects', '{"text":"a"} {"text":"b"}', 'bad_json'],
    ['no text', {}, 'bad_request'],
    ['a text that is no text', { text: 1 }, 'bad_request'],
    ['null for a text', { text: null }, 'bad_request'],
    ['a wrong id', { id: {}, text: 'menu' }, 'bad_request'],
    ['an unknown language', { text: 'menu', lang: 'xx' }, 'unknown_language'],
    ['a language in capitals', { text: 'menu', lang: 'NL' }, 'unknown_language'],
    ['an unknown municipality', { text: 'menu', municipality: 'atlantis' }, 'unknown_municipality'],
    ['the name of a thing in the code', { text: 'menu', municipality: '__proto__' }, 'unknown_municipality'],
    ['an unknown audience', { text: 'menu', audience: 'king' }, 'unknown_audience'],
    ['an unknown law', { text: 'menu', law: 'wi2099' }, 'unknown_law'],
  ])('%s: an error of that line, and the next is answered', async (_, line, code) => {
    const out = await ask(line)
    expect(Object.keys(out)).toEqual(['error'])
    expect(Object.keys(out.error!)).toEqual(['code', 'message'])
    expect(out.error).toMatchObject({ code, message: expect.stringMatching(/^[A-Z].+/) as string })
    if (typeof line === 'object') expect((await ask({ id: 'x', ...line })).error?.code).toBe(code)
    expect((await ask({ text: 'menu' })).danger).toBe('none')
  })

  test('null counts as left out, and what is not known is not looked at', async () => {
    const line = { id: null, text: 'menu', lang: null, municipality: null, audience: null, law: null, more: { a: 1 } }
    expect(Object.keys(await ask(line))).toEqual(KEYS)
  })
})

describe('the stream', () => {
  test('blank lines are skipped, many lines at once stay in order, and lines end only where they end', async () => {
    const before = asking.out.length
    const lines = Array.from({ length: 200 }, (_, i) =>
      JSON.stringify({ id: i, text: i % 7 ? 'menu' : '', lang: i % 5 ? 'nl' : 'x' }),
    )
    const text = `\ufeff${lines.join('\n\n \t\n\r\n')}\r\n`
    const bytes = Buffer.from(text)
    // In pieces, through the middle of characters too.
    for (let at = 0; at < bytes.length; at += 997) asking.write(bytes.subarray(at, at + 997))
    asking.write('{"id":200,"text":"één\u2028\u0085regel","lang":"nl"}\n')
    answered += 201
    await asking.until(({ out }) => out.length >= answered)
    const ids = asking.out.slice(before).map((line) => (JSON.parse(line) as Out).id)
    expect(ids).toEqual(Array.from({ length: 201 }, (_, i) => i))
  })

  test('at the end: nothing but JSON came out, nothing went to a network or a file, and 1 says that some lines failed', async () => {
    const { code, out, err } = await asking.end('{"id":"last","text":"zonder regeleinde"}')
    expect(code).toBe(1)
    expect((JSON.parse(out.at(-1)!) as Out).id).toBe('last')
    for (const line of out) expect(line).toMatch(/^\{.*\}$/)
    // eslint-disable-next-line no-control-regex -- no line may be torn by who reads it
    for (const line of out) expect(line).not.toMatch(/[\u0000-\u001f\u0085\u2028\u2029]/)
    expect(err).not.toMatch(/NETWORK|Error|geheim|111222333/)
    expect(readdirSync(folder.path)).toEqual([])
  })

  test('0 when all lines were good; the default municipality and language come from the environment', async () => {
    const env = { DEFAULT_MUNICIPALITY: 'amersfoort', DEFAULT_LANGUAGE: 'en', DATABASE_URL: NOWHERE }
    const lines = [
      '',
      '{"text":"Who is my contact person?"}',
      '  ',
      '{"text":"Who is my contact person?","municipality":"national","lang":"ar"}',
    ]
    const { code, out } = await run(['ask', '--jsonl'], { cwd: folder.path, env }, lines.join('\n'))
    expect([code, out.length]).toEqual([0, 2])
    const [here, there] = out.map((line) => JSON.parse(line) as Out)
    expect([here?.text, there?.text]).toEqual([
      said('caseworker.who.short', 'en', 'amersfoort'),
      said('caseworker.who.short', 'ar'),
    ])
  })

  test('a reader that goes away is no fault', async () => {
    const command = new Command(['ask', '--jsonl'], { cwd: folder.path })
    command.write('{"text":"menu"}\n')
    await command.until(({ out }) => out.length > 0)
    command.child.stdout.destroy()
    const { err } = await command.end('{"text":"menu"}\n'.repeat(2000))
    expect(err).not.toMatch(/EPIPE|Error| at /)
  })
})

describe('without --jsonl', () => {
  test('a question gets a readable answer with its source and choices by number', async () => {
    const { code, out, err } = await run(['ask', '--lang', 'en', 'How much', 'can I borrow?'], { cwd: folder.path })
    expect([code, err]).toEqual([0, ''])
    const text = out.join('\n')
    expect(text).toContain(said('loan.amount.short', 'en'))
    expect(text).toContain('https://')
    expect(text).toMatch(/^1\. /m)
    expect(text).not.toMatch(/[{}]/)
  })

  test.each([
    [['ask'], /^Usage: /],
    [['ask', '--colour', 'red', 'x'], /^Unknown option '--colour'$/],
    [['ask', '--lang', 'xx', 'menu'], /^Unknown language\. "xx"$/],
  ])('%j: one clear line, exit 1', async (args, line) => {
    const { code, out, err } = await run(args, { cwd: folder.path })
    expect([code, out]).toEqual([1, []])
    expect(err.trim()).toMatch(line)
  })
})
