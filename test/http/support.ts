/** A server in this process, as it is in use, and a client that is as small as a test needs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect } from 'vitest'
import { startApp, type App, type AppParts } from '../../src/app.ts'
import type { WebEvent } from '../../src/channels/web/port.ts'
import { readConfig } from '../../src/config.ts'
import { realMind, ROOT } from '../support/mind.ts'

export type Server = { base: string; app: App; stop: () => Promise<void> }

/** Everything as `npm start` has it, on a free port, with a database of its own, without limits and without waiting for bursts. */
export async function startServer(environment: Record<string, string> = {}, parts: Partial<AppParts> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'wegwijs-http-'))
  const quick = { PORT: '0', BURST_MS: '0', DATA_DIR: folder, LIMIT_PER_ADDRESS: '0', LIMIT_PER_CONVERSATION: '0' }
  const config = readConfig({ ...quick, ...environment })
  const app = await startApp({ root: ROOT, config, log: pino({ level: 'silent' }), mind: realMind(), web: true, ...parts })
  return {
    base: `http://127.0.0.1:${app.listening?.port ?? 0}`,
    app,
    async stop() {
      await app.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

/** Begins a conversation. */
export async function open(base: string, start: Record<string, unknown> = {}): Promise<string> {
  const answer = await fetch(`${base}/api/chat`, json(start))
  expect(answer.status).toBe(201)
  return ((await answer.json()) as { conversation: string }).conversation
}

/** Sends a message: JSON, or a form when it has a file. */
export function post(base: string, conversation: string, message: unknown): Promise<Response> {
  const request = message instanceof FormData ? { method: 'POST', body: message } : json(message)
  return fetch(`${base}/api/chat/${conversation}/messages`, request)
}

/** Sends a message that must be taken. */
export async function send(base: string, conversation: string, message: unknown): Promise<void> {
  const answer = await post(base, conversation, message)
  expect(answer.status).toBe(202)
}

/** An error in its one form. */
export async function errorOf(answer: Response): Promise<{ status: number; code: string; message: string }> {
  expect(answer.headers.get('content-type')).toContain('application/json')
  const body = (await answer.json()) as { error: { code: string; message: string } }
  expect(Object.keys(body)).toEqual(['error'])
  expect(Object.keys(body.error)).toEqual(['code', 'message'])
  return { status: answer.status, ...body.error }
}

type Resume = { after?: string | number; lastEventId?: string; own?: boolean }

/** One event stream, read as it comes. */
export class Reader {
  readonly events: WebEvent[] = []
  /** Every block as it stood on the line. */
  readonly blocks: string[] = []
  ended = false
  private tell: () => void = () => undefined
  private readonly control: AbortController

  private constructor(control: AbortController) {
    this.control = control
  }

  static async open(base: string, conversation: string, { after, lastEventId, own }: Resume = {}): Promise<Reader> {
    const query = new URLSearchParams({ ...(after === undefined ? {} : { after: String(after) }), ...(own ? { own: '1' } : {}) })
    const control = new AbortController()
    const answer = await fetch(`${base}/api/chat/${conversation}/events?${query.toString()}`, {
      headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
      signal: control.signal,
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = new Reader(control)
    void reader.read(answer.body!)
    return reader
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for await (const part of body) {
        const blocks = (rest + decoder.decode(part, { stream: true })).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) this.take(block)
        this.tell()
      }
    } catch {
      // Closed by the test, or by the server that stops.
    }
    this.ended = true
    this.tell()
  }

  private take(block: string): void {
    this.blocks.push(block)
    const data = /^data: (.*)$/m.exec(block)?.[1]
    if (data === undefined) return
    const event = JSON.parse(data) as WebEvent
    expect(block.split('\n')).toContain(`id: ${event.id}`)
    this.events.push(event)
  }

  /** Waits until something is so. */
  async until(what: (reader: this) => boolean, ms = 20_000): Promise<this> {
    const patience = AbortSignal.timeout(ms)
    while (!what(this)) {
      await new Promise<void>((resolve, reject) => {
        this.tell = resolve
        patience.onabort = () => reject(new Error(`only these came:\n${this.blocks.join('\n')}`))
      })
    }
    return this
  }

  /** Waits for so many events in all. */
  async count(number: number): Promise<WebEvent[]> {
    return (await this.until(({ events }) => events.length >= number)).events
  }

  get texts(): string[] {
    return this.events.map(({ text }) => text)
  }

  close(): void {
    this.control.abort()
  }
}

/** What is there now: opens a stream, waits for so many events, and closes it. */
export async function eventsOf(base: string, conversation: string, number: number, resume: Resume = {}): Promise<WebEvent[]> {
  const reader = await Reader.open(base, conversation, resume)
  try {
    return await reader.count(number)
  } finally {
    reader.close()
  }
}

/** A form with a file, as the page sends it. */
export function form(id: string | null, bytes: Uint8Array | null, more: { caption?: string; name?: string } = {}): FormData {
  const data = new FormData()
  if (id !== null) data.set('id', id)
  if (more.caption !== undefined) data.set('caption', more.caption)
  if (bytes) data.set('file', new File([new Uint8Array(bytes)], more.name ?? 'letter.png', { type: 'image/png' }))
  return data
}

/** The text of a key in a language, as the server says it. */
export const textOf = (key: string, language: 'nl' | 'en' | 'ar' = 'nl'): string =>
  realMind().core.knowledge.text({ key }, { language, municipality: 'national' }).text
