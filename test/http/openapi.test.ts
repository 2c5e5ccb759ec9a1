/** docs/openapi.yaml is true: every route is in it, and every status and code in it can really be had from the server. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { LANGUAGES } from '../../src/domain/codes.ts'
import { ERRORS, type ErrorCode } from '../../src/domain/errors.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { WEB } from '../../src/web-port.ts'
import { handleNextTurn } from '../../src/turns/worker.ts'
import { sqliteDatabase } from '../store/databases.ts'
import { KEY_A } from '../store/fixtures.ts'
import { realMind, ROOT } from '../support/mind.ts'
import { breakable, serveStore, type Parts } from './parts.ts'
import { eventsOf, form, json, open, post, send } from './support.ts'

type Media = { schema: Record<string, unknown>; examples?: Record<string, { value: unknown }> }
type Answer = { description: string; headers?: Record<string, unknown>; content?: Record<string, Media> }
type Operation = { operationId: string; summary: string; tags: string[]; responses: Record<string, Answer> }
type Document = {
  openapi: string
  info: { version: string }
  paths: Record<string, Record<string, unknown>>
  components: Record<string, Record<string, Record<string, unknown>>>
}

const raw = parse(readFileSync(join(ROOT, 'docs', 'openapi.yaml'), 'utf8')) as Document

/** Puts what a reference names in its place. */
function resolved(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(resolved)
  if (typeof node !== 'object' || node === null) return node
  if ('$ref' in node) {
    const path = String(node.$ref).replace(/^#\//, '').split('/')
    const found = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], raw)
    expect(found, String(node.$ref)).toBeDefined()
    return resolved(found)
  }
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, resolved(value)]))
}

const document = resolved(raw) as Document
const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const operations = new Map<string, Operation>(
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [[`${method.toUpperCase()} ${path}`, item[method] as Operation] as const] : [])),
  ),
)
const schemaOf = (schema: Record<string, unknown>): z.ZodType => z.fromJSONSchema(schema)
const schema = (name: string): z.ZodType => schemaOf(document.components.schemas![name]!)

const database = sqliteDatabase()
let real: Store
let parts: Parts
let breaks: ReturnType<typeof breakable>['breaks']
beforeAll(async () => {
  await database.fresh()
  real = await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: [WEB] })
  const broken = breakable(real)
  breaks = broken.breaks
  parts = await serveStore(broken.store, () => new Date(), 1)
})
afterAll(async () => {
  await parts.stop()
  await real.close()
  await database.remove()
})

const begin = (body: unknown = {}): Promise<Response> => fetch(`${parts.base}/api/chat`, json(body))
const message = async (body: unknown): Promise<Response> => post(parts.base, await open(parts.base), body)
const events = async (): Promise<Response> => fetch(`${parts.base}/api/chat/${await open(parts.base)}/events`)
const get = (path: string) => (): Promise<Response> => fetch(parts.base + path, { redirect: 'manual' })

/** Breaks the store after what the request needs was made. */
const broken = (code: ErrorCode | 'bug', request: (conversation: string) => Promise<Response>) => async () => {
  const conversation = await open(parts.base)
  breaks.with = code
  try {
    return await request(conversation)
  } finally {
    breaks.with = null
  }
}
const tap = (conversation: string): Promise<Response> => post(parts.base, conversation, { id: 'm', choice: 'menu' })
const stream = (conversation: string): Promise<Response> => fetch(`${parts.base}/api/chat/${conversation}/events`)
async function until429(request: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const answer = await request()
    if (answer.status === 429) return answer
  }
}
async function tooManyMessages(): Promise<Response> {
  const conversation = await open(parts.base)
  return until429(() => tap(conversation))
}
const tooManyBeginnings = (): Promise<Response> =>
  until429(() => fetch(`${parts.base}/api/chat`, { method: 'POST', headers: { 'x-forwarded-for': 'greedy' } }))

/** How each answer of the description is had: operation, status, code where it is an error. */
const CALLS: [operation: string, status: number, code: ErrorCode | null, call: () => Promise<Response>][] = [
  ['POST /api/chat', 201, null, () => begin()],
  ['POST /api/chat', 400, 'bad_request', () => begin('no JSON')],
  ['POST /api/chat', 400, 'unknown_municipality', () => begin({ municipality: 'x' })],
  ['POST /api/chat', 400, 'unknown_language', () => begin({ lang: 'x' })],
  ['POST /api/chat', 413, 'too_large', () => begin({ more: 'x'.repeat(5000) })],
  ['POST /api/chat', 429, 'too_many', tooManyBeginnings],
  ['POST /api/chat', 500, 'internal', broken('bug', () => begin())],
  ['POST /api/chat', 503, 'database', broken('database', () => begin())],
  ['POST /api/chat', 503, 'database_full', broken('database_full', () => begin())],
  ['POST /api/chat/{conversation}/messages', 202, null, () => message({ id: 'm', text: 'hallo' })],
  ['POST /api/chat/{conversation}/messages', 400, 'bad_request', () => message({ id: 'm' })],
  ['POST /api/chat/{conversation}/messages', 400, 'empty', () => message(form('m', new Uint8Array()))],
  ['POST /api/chat/{conversation}/messages', 404, 'not_found', () => tap('nobody-has-this-conversation-000')],
  ['POST /api/chat/{conversation}/messages', 413, 'too_large', () => message({ id: 'm', text: 'x'.repeat(100_001) })],
  ['POST /api/chat/{conversation}/messages', 415, 'file_type', () => message(form('m', Buffer.from('PK')))],
  ['POST /api/chat/{conversation}/messages', 429, 'too_many', tooManyMessages],
  ['POST /api/chat/{conversation}/messages', 500, 'internal', broken('bug', tap)],
  ['POST /api/chat/{conversation}/messages', 503, 'database', broken('database', tap)],
  ['POST /api/chat/{conversation}/messages', 503, 'database_full', broken('database_full', tap)],
  ['GET /api/chat/{conversation}/events', 200, null, events],
  ['GET /api/chat/{conversation}/events', 404, 'not_found', () => stream('nobody-has-this-conversation-000')],
  ['GET /api/chat/{conversation}/events', 500, 'internal', broken('bug', stream)],
  ['GET /api/chat/{conversation}/events', 500, 'wrong_key', broken('wrong_key', stream)],
  ['GET /api/chat/{conversation}/events', 503, 'database', broken('database', stream)],
  ['GET /chat', 200, null, get('/chat?lang=en')],
  ['GET /chat/assets/{name}', 200, null, get('/chat/assets/embed.js')],
  ['GET /chat/assets/{name}', 404, 'no_such_page', get('/chat/assets/none.js')],
  ['GET /', 302, null, get('/')],
  ['GET /favicon.ico', 302, null, get('/favicon.ico')],
  ['GET /healthz', 200, null, get('/healthz')],
  ['GET /readyz', 200, null, get('/readyz')],
  ['GET /readyz', 503, 'unavailable', broken('database', get('/readyz'))],
  ['GET /metrics', 200, null, get('/metrics')],
  ['GET /metrics', 500, 'internal', broken('bug', get('/metrics'))],
  ['GET /metrics', 503, 'database', broken('database', get('/metrics'))],
]

describe('what is described can be had', () => {
  test.each(CALLS)('%s: %i %s', async (name, status, code, call) => {
    const described = operations.get(name)?.responses[status]
    expect(described, 'is described').toBeDefined()
    const answer = await call()
    expect(answer.status).toBe(status)
    for (const header of Object.keys(described!.headers ?? {})) expect(answer.headers.get(header), header).toBeTruthy()
    expect(answer.headers.has('retry-after')).toBe(described!.headers?.['Retry-After'] !== undefined)
    const type = answer.headers.get('content-type')?.split(';')[0]
    expect(type).toBe(described!.content ? Object.keys(described!.content).find((one) => one === type) : undefined)
    const media = type === undefined ? undefined : described!.content?.[type]
    if (type !== 'application/json') {
      await answer.body?.cancel()
      return
    }
    const body: unknown = await answer.json()
    expect(schemaOf(media!.schema).safeParse(body).error).toBeUndefined()
    if (code !== null) expect(body).toEqual(media!.examples?.[code]?.value)
  })

  test('a fault of ours is told to the operator, and nothing of it to who asked', async () => {
    parts.faults.length = 0
    const answer = await broken('bug', tap)()
    expect(await answer.text()).not.toMatch(/111222333|function/)
    expect(parts.faults).toEqual(['internal'])
    await broken('database', get('/readyz'))()
    await message({ id: 'm' })
    expect(parts.faults).toEqual(['internal'])
  })

  test('what is in the stream has the form of Event, and of OwnEvent with own=1', async () => {
    const conversation = await open(parts.base)
    await send(parts.base, conversation, { id: 'm1', text: 'hallo' })
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    await send(parts.base, conversation, form('m2', png, { caption: 'mijn brief' }))
    await send(parts.base, conversation, { id: 'm3', choice: 'menu' })
    const start = { language: 'nl', municipality: 'national' } as const
    while (await handleNextTurn({ store: real, mind: realMind(), now: () => new Date(), start, report: () => undefined }));
    const all = await eventsOf(parts.base, conversation, 6, { own: true })
    const [own, said] = [all.filter(({ from }) => from === 'you'), all.filter(({ from }) => from !== 'you')]
    expect([own.length, said.length >= 3]).toEqual([3, true])
    for (const event of said) expect(schema('Event').safeParse(event).error).toBeUndefined()
    for (const event of own) {
      expect(schema('OwnEvent').safeParse(event).error).toBeUndefined()
      expect(event.choices).toEqual([])
    }
    const examples = Object.values(document.components.schemas!.Event!.properties as object)
    expect(examples).toHaveLength(7)
  })
})

describe('what can be had is described', () => {
  test('every route, and no other', () => {
    const routes = parts.routes.routes.filter(({ method }) => method !== 'ALL')
    const names = routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect([...operations.keys()].toSorted()).toEqual([...new Set(names)].toSorted())
  })

  test('every answer that is described is asked for above', () => {
    const described = [...operations].flatMap(([name, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content }]) => {
        const codes = Object.keys(content?.['application/json']?.examples ?? {})
        return Number(status) < 400 ? [`${name} ${status}`] : codes.map((code) => `${name} ${status} ${code}`)
      }),
    )
    const called = CALLS.map(([name, status, code]) => `${name} ${status}${code === null ? '' : ` ${code}`}`)
    expect(called.toSorted()).toEqual(described.toSorted())
  })

  test('every code that HTTP can give, with its status', () => {
    /** Only the commands give these, or the start. */
    const elsewhere: ErrorCode[] = ['unknown_audience', 'unknown_law', 'bad_json', 'config', 'content']
    const expected = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => !elsewhere.includes(code))
    const error = document.components.schemas!.Error as { properties: { error: { properties: { code: { enum: string[] } } } } }
    expect(error.properties.error.properties.code.enum.toSorted()).toEqual(expected.toSorted())
    expect([...new Set(CALLS.flatMap(([, , code]) => (code === null ? [] : [code])))].toSorted()).toEqual(expected.toSorted())
    for (const [, status, code] of CALLS) if (code !== null) expect(ERRORS[code].status).toBe(status)
  })
})

describe('the description itself', () => {
  test('names, versions and lists agree with the project', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
    expect([document.openapi, document.info.version]).toEqual(['3.1.0', version])
    expect((document.components.schemas!.Language as { enum: string[] }).enum).toEqual([...LANGUAGES])
    const ids = [...operations.values()].map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { summary, tags, responses } of operations.values()) {
      expect([summary.length > 0, tags.length]).toEqual([true, 1])
      for (const { description } of Object.values(responses)) expect(description).toBeTruthy()
    }
  })

  test('parts of a path are declared, and nothing that is declared goes unused', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      const shared = (item.parameters ?? []) as { in: string; name: string }[]
      const own = METHODS.flatMap((method) => ((item[method] ?? {}) as { parameters?: typeof shared }).parameters ?? [])
      const declared = [...shared, ...own].filter((one) => one.in === 'path').map(({ name }) => name)
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
    }
    const text = JSON.stringify(raw)
    const named = ['Event', 'OwnEvent', 'Language']
    for (const [kind, entries] of Object.entries(raw.components)) {
      for (const name of Object.keys(entries).filter((one) => !named.includes(one)))
        expect(text, `${kind}/${name}`).toContain(`"#/components/${kind}/${name}"`)
    }
  })
})
