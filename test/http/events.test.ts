/** The event stream: what it shows, to whom, and how it is taken up again. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { WEB } from '../../src/web-port.ts'
import { eventsOf, form, open, post, Reader, send, startServer, textOf, type Server } from './support.ts'

let server: Server
let base = ''
beforeAll(async () => {
  server = await startServer()
  base = server.base
})
afterAll(() => server.stop())

/** The contract, to the letter: nothing less and nothing more. */
const Event = z.strictObject({
  id: z.string().regex(/^\d+$/),
  at: z.iso.datetime(),
  text: z.string().min(1),
  lang: z.enum(['nl', 'en', 'ar']),
  dir: z.enum(['ltr', 'rtl']),
  choices: z.array(z.strictObject({ id: z.string().min(1), label: z.string().min(1) })),
  from: z.enum(['bot', 'person']),
})
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A conversation that has heard the welcome and the menu: two events. */
async function begun(lang = 'nl'): Promise<string> {
  const conversation = await open(base, { lang })
  await send(base, conversation, { id: 'm1', choice: 'menu' })
  await eventsOf(base, conversation, 2)
  return conversation
}

/** The conversation as the store knows it. */
async function inStore(conversation: string): Promise<string> {
  const found = await server.app.store.findConversation({ channel: WEB, handle: conversation })
  return found!.conversation
}

describe('what an event is', () => {
  test.each(['nl', 'en', 'ar'])('in %s every event has the agreed form, and is no one but the assistant', async (lang) => {
    const conversation = await begun(lang)
    await send(base, conversation, { id: 'm2', text: 'DUO' })
    await send(base, conversation, form('m3', PNG))
    await send(base, conversation, { id: 'm4', choice: 'language' })
    const events = await eventsOf(base, conversation, 5)
    for (const event of events)
      expect(Event.parse(event)).toMatchObject({ lang, dir: lang === 'ar' ? 'rtl' : 'ltr', from: 'bot' })
    const ids = events.map(({ id }) => Number(id))
    expect(ids).toEqual(ids.toSorted((a, b) => a - b))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('a caseworker is `person`, and the assistant is silent while they have the conversation', async () => {
    const conversation = await begun()
    const { store } = server.app
    const id = await inStore(conversation)
    const now = new Date()
    await store.changeCase(id, { kind: 'request', by: 'person', reason: 'human', urgent: false }, { now })
    await store.changeCase(id, { kind: 'claim', who: 'w1' }, { now, name: 'Anna' })
    const reader = await Reader.open(base, conversation)
    await reader.until(({ texts }) => texts.some((text) => text.includes('Anna')))
    await send(base, conversation, { id: 'm2', text: 'Wanneer komt de brief?' })
    await vi.waitUntil(async () => (await store.figures()).waitingTurns === 0)
    const reply = { text: 'Dag, met Anna.', lang: 'nl', dir: 'ltr' as const, choices: [] }
    await store.changeCase(id, { kind: 'reply', who: 'w1' }, { now: new Date(), reply })
    await reader.until(({ events }) => events.at(-1)?.from === 'person')
    const last = Event.parse(reader.events.at(-1))
    expect(last).toMatchObject({ text: 'Dag, met Anna.', lang: 'nl', dir: 'ltr', choices: [] })
    await store.changeCase(id, { kind: 'close', who: 'w1' }, { now: new Date() })
    await reader.until(({ texts }) => texts.includes(textOf('handoff.closed')))
    expect(reader.events.filter(({ from }) => from === 'person')).toHaveLength(1)
    expect(reader.texts.some((text) => text.includes(textOf('letter.when.short')))).toBe(false)
    reader.close()
  })

  test('own=1 shows what the person wrote too, with the id it was sent with; without it nothing of that is shown', async () => {
    const conversation = await begun()
    await send(base, conversation, { id: 'mijn-vraag', text: '  Wanneer komt de brief?\u0007 ' })
    await send(base, conversation, form('mijn-foto', PNG, { caption: 'mijn brief' }))
    await send(base, conversation, { id: 'mijn-tik', choice: 'help' })
    const last = ({ texts }: Reader): boolean => texts.includes(textOf('help.text'))
    const all = await (await Reader.open(base, conversation, { own: true })).until(last)
    all.close()
    const own = all.events.filter(({ from }) => from === 'you')
    expect(own.map(({ clientId, text }) => [clientId, text])).toMatchObject([
      ['m1', ''],
      ['mijn-vraag', 'Wanneer komt de brief?'],
      ['mijn-foto', expect.stringContaining('mijn brief')],
      ['mijn-tik', ''],
    ])
    const stream = await (await Reader.open(base, conversation)).until(last)
    stream.close()
    expect(stream.events).toEqual(all.events.filter(({ from }) => from !== 'you'))
    for (const event of stream.events) Event.parse(event)
  })

  test('a tapped choice is shown with the label it had', async () => {
    const conversation = await begun()
    const [, menu] = await eventsOf(base, conversation, 2)
    const letters = menu!.choices[0]!
    await send(base, conversation, { id: 'm2', choice: letters.id })
    const events = await eventsOf(base, conversation, 5, { own: true })
    expect(events.find(({ clientId }) => clientId === 'm2')?.text).toBe(letters.label)
  })
})

describe('taking it up again', () => {
  test('after any event, by header or by address, what follows comes once and in order', async () => {
    const conversation = await begun()
    for (let i = 2; i < 6; i += 1) await send(base, conversation, { id: `m${i}`, choice: i % 2 ? 'help' : 'menu' })
    const all = await eventsOf(base, conversation, 6)
    for (const [at, { id }] of all.slice(0, -1).entries()) {
      const rest = all.slice(at + 1)
      expect(await eventsOf(base, conversation, rest.length, { lastEventId: id })).toEqual(rest)
      expect(await eventsOf(base, conversation, rest.length, { after: id })).toEqual(rest)
      expect(await eventsOf(base, conversation, rest.length, { lastEventId: id, after: 0 })).toEqual(rest)
    }
  })

  test.each(['', '0', '-1', 'abc', '1.5', '1e9', '٣', "1' or 1=1", 'x'.repeat(2000)])(
    'a mark that is no number (%j) starts from the beginning',
    async (lastEventId) => {
      const conversation = await begun()
      const mark = /^[\x20-\x7e]*$/.test(lastEventId) ? { lastEventId } : { after: lastEventId }
      expect(await eventsOf(base, conversation, 2, mark)).toHaveLength(2)
    },
  )

  test.each(['1000', '2147483648', '999999999999'])('a mark beyond the end (%s) shows nothing and waits', async (after) => {
    const conversation = await begun()
    const reader = await Reader.open(base, conversation, { after })
    await reader.until(({ blocks }) => blocks.some((block) => block.startsWith('retry:')))
    await send(base, conversation, { id: 'm2', choice: 'help' })
    await eventsOf(base, conversation, 3)
    expect(reader.events).toEqual([])
    expect(reader.ended).toBe(false)
    reader.close()
  })

  test('while it is open, what is said comes at once, to every reader', async () => {
    const conversation = await open(base)
    const readers = await Promise.all([1, 2, 3].map(() => Reader.open(base, conversation)))
    await send(base, conversation, { id: 'm1', choice: 'menu' })
    for (const reader of readers) expect(await reader.count(2)).toHaveLength(2)
    readers[0]?.close()
    await send(base, conversation, { id: 'm2', choice: 'help' })
    for (const reader of readers.slice(1)) {
      expect((await reader.count(3)).at(-1)?.text).toBe(textOf('help.text'))
      reader.close()
    }
  })

  test('a talk of hundreds of events comes whole', { timeout: 30_000 }, async () => {
    const conversation = await begun()
    const { store } = server.app
    const from = { channel: WEB, handle: conversation }
    // Not yet due while they arrive: one turn answers them all.
    const due = { dueAt: new Date(Date.now() + 60_000), latestMs: 0 }
    const at = new Date()
    for (let i = 0; i < 230; i += 1)
      await store.receive({ from, externalId: `tap${i}`, at, body: { kind: 'choice', choice: 'menu' } }, due)
    const fromPage = await eventsOf(base, conversation, 232, { own: true })
    expect(fromPage.filter(({ from: who }) => who === 'you')).toHaveLength(231)
    await send(base, conversation, { id: 'last', choice: 'help' })
    const events = await eventsOf(base, conversation, 2 + 230 + 1)
    expect(events.filter(({ text }) => text === textOf('menu.question'))).toHaveLength(231)
    expect(events.at(-1)?.text).toBe(textOf('help.text'))
  })
})

describe('the line itself', () => {
  test('it says when to come back, and is not to be kept by anybody on the way', async () => {
    const answer = await fetch(`${base}/api/chat/${await begun()}/events`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    })
    const first = await answer.body!.getReader().read()
    expect(new TextDecoder().decode(first.value as Uint8Array)).toMatch(/^retry: 2000\n\n/)
    await answer.body!.cancel().catch(() => undefined)
  })

  test('a quiet stream shows that it is alive', async () => {
    const conversation = await begun()
    const reader = await Reader.open(base, conversation)
    await reader.count(2)
    const later = Date.now() + 21_000
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => later)
    try {
      await reader.until(({ blocks }) => blocks.some((block) => block.startsWith(':')))
    } finally {
      clock.mockRestore()
      reader.close()
    }
  })

  test('when the server stops, streams end, and nothing is asked of a closed database', async () => {
    const own = await startServer()
    const conversation = await open(own.base)
    const reader = await Reader.open(own.base, conversation)
    await send(own.base, conversation, { id: 'm1', choice: 'menu' })
    await reader.count(2)
    await own.stop()
    await reader.until(({ ended }) => ended)
    await expect(post(own.base, conversation, { id: 'm2', choice: 'menu' })).rejects.toThrow()
  })
})
