/** Whatever somebody sends as a text: it is taken, answered with a way on, and nothing breaks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebEvent } from '../../src/channels/web/port.ts'
import { eventsOf, open, Reader, send, startServer, textOf, type Server } from './support.ts'

let server: Server
beforeAll(async () => {
  server = await startServer()
})
afterAll(async () => {
  const figures = await server.app.store.figures()
  await server.stop()
  expect(figures).toEqual({ waitingTurns: 0, queued: 0, failed: 0, uncertain: 0, setAside: 0 })
  expect(server.app.metrics.render({}).trim()).toBe('')
})

/** Sends one text in a conversation that was greeted, and gives what was answered, and what of the text was kept. */
async function ask(text: string, lang = 'nl'): Promise<{ said: WebEvent[]; kept: string }> {
  const conversation = await open(server.base, { lang })
  await send(server.base, conversation, { id: 'm1', choice: 'menu' })
  await eventsOf(server.base, conversation, 2)
  await send(server.base, conversation, { id: 'm2', text })
  const reader = await Reader.open(server.base, conversation, { after: 3, own: true })
  await reader.until(({ events }) => events.length >= 2)
  reader.close()
  const [own, ...said] = reader.events
  expect(own).toMatchObject({ from: 'you', clientId: 'm2' })
  return { said, kept: own!.text }
}

const INPUTS: Record<string, string> = {
  'nothing at all': '',
  'only spaces': ' \t\n\u00a0\u2003 ',
  'control characters': '\u0000\u0001\u0007\u001b[31mbrief\u007f\u0085',
  'only control characters': '\u0000\u0001\u0002',
  'half a character at the start': '\ud83dbrief van DUO',
  'half a character at the end': 'brief van DUO\ud83d',
  'the halves the wrong way round': 'brief \ude00\ud83d van DUO',
  'only emoji': '😀👍🏽🇳🇱👨‍👩‍👧‍👦',
  'one emoji': '❓',
  'only signs': '?!?!...',
  'a page': '<script>alert(1)</script><img src=x onerror=alert(2)><b>brief</b>',
  'a template': '{{f.loanMax}} $t(menu.question) ${7*7} {{c.duo.phone}}',
  'a query': "'; drop table conversation; --",
  'marks that turn the direction': '\u202e\u2066brief van DUO\u2069\u202c',
  'invisible characters': 'b\u200br\u200bi\u200be\u200bf\ufeff',
  'one word of a thousand letters': 'a'.repeat(1000),
  'marks upon marks': `b${'\u0301'.repeat(500)}rief`,
  'a language that is not ours': 'Hur länge måste jag vänta på mitt brev från myndigheten, kan ni hjälpa mig med det?',
  'a script that is not ours': '手紙はいつ届きますか。教えてください。',
  'the name of a thing in the code': '__proto__ constructor toString',
  'a number beyond all numbers': '9'.repeat(400),
  'lines upon lines': 'brief\n'.repeat(500),
  'a path': '../../../../etc/passwd',
  JSON: '{"id":"m3","choice":"menu"}',
}

describe('a text that is no question', () => {
  test.each(Object.keys(INPUTS))('%s', async (name) => {
    const { said, kept } = await ask(INPUTS[name] ?? '')
    expect(said.length).toBeGreaterThan(0)
    expect(said.flatMap(({ choices }) => choices).length, 'a way on').toBeGreaterThan(0)
    for (const { text, from } of said) {
      expect(from).toBe('bot')
      expect(text.trim()).not.toBe('')
      expect(text).toSatisfy((one: string) => one.isWellFormed())
      expect(text).not.toMatch(/\{\{|\$t\(|undefined|\[object|alert\(/)
    }
    expect(kept.isWellFormed()).toBe(true)
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    expect(kept).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  })

  test.each(['nl', 'en', 'ar'] as const)('an empty message, in %s', async (lang) => {
    for (const text of ['', ' \n ', '\u0000']) expect((await ask(text, lang)).said.at(-1)?.text).toBe(textOf('input.empty', lang))
  })

  test('a language that is not ours is named as such, with those that are', async () => {
    const { said } = await ask(INPUTS['a language that is not ours'] ?? '')
    expect(said.at(-1)?.text).toBe(textOf('language.other'))
    expect(said.at(-1)?.choices.map(({ label }) => label)).toEqual(expect.arrayContaining(['Nederlands', 'English', 'العربية']))
  })

  test('what is kept is what was written, whole and not changed into something else', async () => {
    expect((await ask('<b>brief</b> & "meer"')).kept).toBe('<b>brief</b> & "meer"')
    expect((await ask('رسالة من DUO\u0007 ')).kept).toBe('رسالة من DUO')
    expect((await ask('a\ud800b')).kept).toBe('a\ufffdb')
    expect((await ask('x'.repeat(100_000))).kept).toHaveLength(100_000)
  })
})

describe('messages that come in another order, or again', () => {
  test('a tap on a question that is past is known as such', async () => {
    const conversation = await open(server.base, { lang: 'nl' })
    await send(server.base, conversation, { id: 'm1', choice: 'language' })
    const [, languages] = await eventsOf(server.base, conversation, 2)
    await send(server.base, conversation, { id: 'm2', choice: 'menu' })
    await eventsOf(server.base, conversation, 3)
    await send(server.base, conversation, {
      id: 'm3',
      choice: languages!.choices.find(({ id }) => id.startsWith('language:ar'))!.id,
    })
    const events = await eventsOf(server.base, conversation, 4)
    expect(events[3]).toMatchObject({ text: textOf('choice.old'), lang: 'nl' })
  })

  test.each([
    'nothing',
    'subject:nowhere@1',
    'menu@999999999',
    '@',
    '@1',
    'is:audience:king@1',
    'language:xx',
    'more:@1',
    '\u0000',
    '🙂',
  ])('a tap on %j, which never was a choice, has an answer', async (choice) => {
    const conversation = await open(server.base, { lang: 'nl' })
    await send(server.base, conversation, { id: 'm1', choice: 'menu' })
    await eventsOf(server.base, conversation, 2)
    await send(server.base, conversation, { id: 'm2', choice })
    const events = await eventsOf(server.base, conversation, 3)
    expect(events[2]!.choices.length).toBeGreaterThan(0)
  })

  test('later messages in the wrong order are answered in the order in which they came, and repeats of all of them change nothing', async () => {
    const conversation = await open(server.base, { lang: 'nl' })
    const messages = ['m3', 'm1', 'm2', 'm5', 'm4'].map((id) => ({ id, choice: 'help' }))
    for (const message of messages) await send(server.base, conversation, message)
    for (const message of messages.toReversed()) await send(server.base, conversation, message)
    await send(server.base, conversation, { id: 'last', choice: 'menu' })
    const reader = await Reader.open(server.base, conversation, { own: true })
    await reader.until(({ texts }) => texts.includes(textOf('menu.question')))
    reader.close()
    const own = reader.events.filter(({ from }) => from === 'you').map(({ clientId }) => clientId)
    expect(own).toEqual([...messages.map(({ id }) => id), 'last'])
    expect(reader.texts.filter((text) => text === textOf('help.text'))).toHaveLength(5)
  })
})
