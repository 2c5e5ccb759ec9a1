/** The web chat's interface: beginning, sending, and what is refused. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorOf, eventsOf, form, json, open, post, Reader, send, startServer, textOf, type Server } from './support.ts'

let server: Server
let base = ''
beforeAll(async () => {
  server = await startServer()
  base = server.base
})
afterAll(() => server.stop())

const start = (body: unknown) => fetch(`${base}/api/chat`, json(body))
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

describe('POST /api/chat', () => {
  test.each([
    [''],
    ['{}'],
    [{ municipality: null, lang: null }],
    [{ municipality: 'amersfoort', lang: 'ar' }],
    [{ lang: 'en', more: 1 }],
  ])('%j begins a conversation', async (body) => {
    const answer = await start(body)
    expect(answer.status).toBe(201)
    expect(await answer.json()).toEqual({ conversation: expect.stringMatching(/^[A-Za-z0-9_-]{32}$/) as string })
  })

  test('ids are never the same', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => open(base)))
    expect(new Set(ids).size).toBe(50)
  })

  test.each([
    [{ municipality: 'atlantis' }, 400, 'unknown_municipality'],
    [{ municipality: '../national' }, 400, 'unknown_municipality'],
    [{ lang: 'xx' }, 400, 'unknown_language'],
    [{ lang: 'AR' }, 400, 'unknown_language'],
    [{ municipality: 5 }, 400, 'bad_request'],
    ['[]', 400, 'bad_request'],
    ['null', 400, 'bad_request'],
    ['{"lang":', 400, 'bad_request'],
    [{ more: 'x'.repeat(5000) }, 413, 'too_large'],
  ])('%j is refused with %i %s', async (body, status, code) => {
    expect(await errorOf(await start(body))).toMatchObject({ status, code })
  })

  test('the language of the start is the language of the answer', async () => {
    const conversation = await open(base, { lang: 'ar' })
    await send(base, conversation, { id: 'm1', choice: 'menu' })
    const events = await eventsOf(base, conversation, 2)
    expect(events.map(({ lang, dir }) => [lang, dir])).toEqual(events.map(() => ['ar', 'rtl']))
  })
})

describe('POST /api/chat/:conversation/messages', () => {
  test('a text and a tap are taken with 202 and nothing else, and answered', async () => {
    const conversation = await open(base, { lang: 'nl' })
    const answer = await post(base, conversation, { id: 'm1', text: 'Wanneer komt de brief van DUO?' })
    expect([answer.status, await answer.text()]).toEqual([202, ''])
    const [, letter] = await eventsOf(base, conversation, 2)
    expect(letter?.text).toContain('DUO')
    await send(base, conversation, { id: 'm2', choice: letter?.choices.find(({ id }) => id.startsWith('more:'))?.id })
    expect((await eventsOf(base, conversation, 3)).at(-1)?.from).toBe('bot')
  })

  test('the same id again changes nothing, at once or later, and also after other messages', async () => {
    const conversation = await open(base)
    const first = { id: 'm1', choice: 'menu' }
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await post(base, conversation, first)).status))
    expect(statuses).toEqual(Array.from({ length: 8 }, () => 202))
    const [, menu] = await eventsOf(base, conversation, 2)
    expect(menu?.text).toBe(textOf('menu.question'))
    await send(base, conversation, { id: 'm2', choice: 'language' })
    await send(base, conversation, first)
    await send(base, conversation, { ...first, choice: 'help' })
    await send(base, conversation, { id: 'm3', choice: 'help' })
    const events = await eventsOf(base, conversation, 7, { own: true })
    expect(events.filter(({ from }) => from === 'you').map(({ clientId }) => clientId)).toEqual(['m1', 'm2', 'm3'])
    expect(events.filter(({ text }) => text === textOf('menu.question'))).toHaveLength(1)
    expect(events.at(-1)?.text).toBe(textOf('help.text'))
  })

  test('ids belong to their conversation: the same id elsewhere is another message', async () => {
    for (const conversation of [await open(base), await open(base)]) {
      await send(base, conversation, { id: 'same', choice: 'menu' })
      expect(await eventsOf(base, conversation, 2)).toHaveLength(2)
    }
  })

  test.each([
    ['no id', { text: 'hallo' }],
    ['an empty id', { id: '', text: 'hallo' }],
    ['a long id', { id: 'x'.repeat(101), text: 'hallo' }],
    ['an id that is a number', { id: 1, text: 'hallo' }],
    ['an id with a control character', { id: 'a\u0000b', text: 'hallo' }],
    ['an id with half a character', '{"id":"\\ud800","text":"hallo"}'],
    ['neither text nor choice', { id: 'm' }],
    ['a text that is no text', { id: 'm', text: { a: 1 } }],
    ['an empty choice', { id: 'm', choice: '' }],
    ['a choice that is too long', { id: 'm', choice: 'x'.repeat(201) }],
    ['a list', [{ id: 'm', text: 'hallo' }]],
    ['no JSON', 'hallo'],
    ['nothing', ''],
    ['half of it', '{"id":"m","te'],
  ])('%s: 400 bad_request', async (_, message) => {
    expect(await errorOf(await post(base, await open(base), message))).toMatchObject({ status: 400, code: 'bad_request' })
  })

  test.each([
    'nobody-has-this-conversation-000',
    'x',
    'a'.repeat(300),
    '%00',
    '..%2f..%2fetc',
    'm\u00efn-gesprek-m\u00efn-gesprek',
  ])('conversation %j: 404 not_found', async (conversation) => {
    const wanted = { status: 404, code: 'not_found' }
    expect(await errorOf(await post(base, conversation, { id: 'm', text: 'hallo' }))).toMatchObject(wanted)
    expect(await errorOf(await fetch(`${base}/api/chat/${conversation}/events`))).toMatchObject(wanted)
  })

  test('100,000 characters are taken, and the person hears that only the first part is read; more is refused with 413', async () => {
    const conversation = await open(base)
    await send(base, conversation, { id: 'm1', text: 'Wanneer komt de brief van DUO? '.repeat(4_000).slice(0, 100_000) })
    const reader = await Reader.open(base, conversation)
    await reader.until(({ texts }) => texts.includes(textOf('answer.tooLong')))
    reader.close()
    const refused = await errorOf(await post(base, conversation, { id: 'm2', text: 'x'.repeat(100_001) }))
    expect(refused).toMatchObject({ status: 413, code: 'too_large' })
  })
})

describe('a message with a file', () => {
  const WEBP = Uint8Array.from(Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBPVP8 ')]))
  const PDF = Buffer.from('%PDF-1.7\n')

  test.each([
    ['a PNG', PNG, 'image'],
    ['a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0]), 'image'],
    ['a WebP', WEBP, 'image'],
    ['a PDF', PDF, 'file'],
  ])('%s is taken and answered', async (_, bytes, kind) => {
    const conversation = await open(base)
    await send(base, conversation, form('m1', bytes))
    const reader = await Reader.open(base, conversation)
    await reader.until(({ texts }) => texts.some((text) => text.includes(textOf(`kind.${kind}`))))
    reader.close()
  })

  test('its caption is read as a question, and a second delivery changes nothing', async () => {
    const conversation = await open(base, { lang: 'nl' })
    for (const id of ['m1', 'm1']) await send(base, conversation, form(id, PNG, { caption: 'Wanneer komt de brief van DUO?' }))
    await send(base, conversation, { id: 'm2', choice: 'help' })
    const reader = await Reader.open(base, conversation, { own: true })
    await reader.until(({ texts }) => texts.includes(textOf('help.text')))
    reader.close()
    expect(reader.texts.filter((text) => text === textOf('kind.image'))).toHaveLength(1)
    expect(reader.events.filter(({ from }) => from === 'you')).toHaveLength(2)
    expect(reader.texts.some((text) => text.includes(textOf('letter.when.short')))).toBe(true)
  })

  test.each([
    ['a bomb that would unpack to 20 MB', gzipSync(Buffer.alloc(20_000_000)), 'letter.png'],
    ['a zip file', Buffer.from('PK\u0003\u0004 and so on'), 'letter.pdf'],
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'letter.html'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'letter.svg'],
    ['a program', Buffer.from('MZ\u0000\u0001'), 'letter.exe'],
  ])('%s: 415 file_type, whatever it is called', async (_, bytes, name) => {
    const answer = await post(base, await open(base), form('m1', bytes, { name }))
    expect(await errorOf(answer)).toMatchObject({ status: 415, code: 'file_type' })
  })

  test('an empty file, no file, a file without an id, a broken form: 400', async () => {
    const conversation = await open(base)
    const refused = async (message: FormData) => (await errorOf(await post(base, conversation, message))).code
    expect(await refused(form('m1', new Uint8Array()))).toBe('empty')
    expect(await refused(form('m1', null))).toBe('bad_request')
    expect(await refused(form(null, PNG))).toBe('bad_request')
    expect(await refused(form('m\u0007', PNG))).toBe('bad_request')
    const broken = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: 'no form' }
    const answer = await fetch(`${base}/api/chat/${conversation}/messages`, broken)
    expect(await errorOf(answer)).toMatchObject({ status: 400, code: 'bad_request' })
  })

  test('10 MB is taken, a byte more is refused with 413, and much more too', async () => {
    const conversation = await open(base)
    const sized = (bytes: number): Uint8Array => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length)])
    await send(base, conversation, form('m1', sized(10 * 1024 * 1024)))
    for (const bytes of [10 * 1024 * 1024 + 1, 12 * 1024 * 1024]) {
      expect(await errorOf(await post(base, conversation, form('m2', sized(bytes))))).toMatchObject({
        status: 413,
        code: 'too_large',
      })
    }
  })
})

test('two conversations never see each other', async () => {
  const [one, other] = [await open(base, { lang: 'nl' }), await open(base, { lang: 'en' })]
  const [ofOne, ofOther] = [await Reader.open(base, one, { own: true }), await Reader.open(base, other, { own: true })]
  for (let i = 0; i < 20; i += 1) {
    await Promise.all([
      send(base, one, { id: `m${i}`, text: `brief nummer ${i} van DUO` }),
      send(base, other, { id: `m${i}`, text: `language café number ${i}` }),
    ])
  }
  const last = (id: string) => (reader: Reader) => {
    const at = reader.events.findIndex(({ clientId }) => clientId === id)
    return at >= 0 && at < reader.events.length - 1 && reader.events.at(-1)?.from === 'bot'
  }
  await Promise.all([ofOne.until(last('m19')), ofOther.until(last('m19'))])
  const own = (reader: Reader) => reader.events.filter(({ from }) => from === 'you').map(({ text }) => text)
  expect(own(ofOne)).toEqual(Array.from({ length: 20 }, (_, i) => `brief nummer ${i} van DUO`))
  expect(own(ofOther)).toEqual(Array.from({ length: 20 }, (_, i) => `language café number ${i}`))
  expect(new Set(ofOne.events.filter(({ from }) => from === 'bot').map(({ lang }) => lang))).toEqual(new Set(['nl']))
  expect(new Set(ofOther.events.filter(({ from }) => from === 'bot').map(({ lang }) => lang))).toEqual(new Set(['en']))
  ofOne.close()
  ofOther.close()
})
