/** The page and its files, the headers that guard them, and what is there for who runs it. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ERRORS } from '../../src/domain/errors.ts'
import { errorOf, open, send, startServer, textOf, type Server } from './support.ts'

let server: Server
let base = ''
beforeAll(async () => {
  server = await startServer({ EMBED_ORIGINS: 'https://www.amersfoort.nl, https://gemeente.example:8443' })
  base = server.base
})
afterAll(() => server.stop())

type Page = { lang: string; dir: string; municipality: string; title: string; html: string }

async function page(query = '', headers: Record<string, string> = {}): Promise<Page> {
  const answer = await fetch(`${base}/chat${query}`, { headers })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i)
  const html = await answer.text()
  const strings = JSON.parse(/<script[^>]*type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '') as {
    lang: string
    municipality: string
  }
  const [, lang = '', dir = ''] = /<html[^>]*lang="([^"]*)"[^>]*dir="([^"]*)"/.exec(html) ?? []
  expect(strings.lang).toBe(lang)
  return { lang, dir, municipality: strings.municipality, title: /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '', html }
}

describe('the page', () => {
  test.each([
    ['', 'nl', 'ltr', 'national'],
    ['?lang=en', 'en', 'ltr', 'national'],
    ['?lang=ar&municipality=amersfoort', 'ar', 'rtl', 'amersfoort'],
    ['?lang=xx', 'nl', 'ltr', 'national'],
    ['?municipality=atlantis', 'nl', 'ltr', 'national'],
    ['?lang=&municipality=', 'nl', 'ltr', 'national'],
    ['?lang=ar&lang=en', 'ar', 'rtl', 'national'],
  ])('%s opens in %s (%s) for %s', async (query, lang, dir, municipality) => {
    const found = await page(query)
    expect(found).toMatchObject({ lang, dir, municipality, title: textOf('web.title', lang as 'nl') })
  })

  test.each([
    ['ar', 'ar'],
    ['en-US,en;q=0.9,nl;q=0.8', 'en'],
    ['pl, de;q=0.9, en;q=0.1', 'en'],
    ['nl;q=0.1, ar;q=0.9', 'ar'],
    ['tlh', 'nl'],
    [';;;q=,,', 'nl'],
  ])('a browser that prefers "%s" gets %s; what the address asks for goes first', async (accepted, lang) => {
    expect((await page('', { 'accept-language': accepted })).lang).toBe(lang)
    expect((await page('?lang=en', { 'accept-language': accepted })).lang).toBe('en')
  })

  test('nothing of the address can become part of the page', async () => {
    const evil = `"><script>alert(1)</script></script><script>alert(2)//`
    const { html, lang } = await page(`?lang=${encodeURIComponent(evil)}&municipality=${encodeURIComponent(evil)}`)
    expect(lang).toBe('nl')
    expect(html).not.toContain('alert(')
    expect(html).not.toContain('{{')
  })

  test('what it may do is written in its headers: its own files, its own server, and inside named sites only', async () => {
    const { headers } = await fetch(`${base}/chat`)
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split(';').map((line) => {
        const [name = '', ...values] = line.trim().split(' ')
        return [name, values.join(' ')]
      }),
    )
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'self' https://www.amersfoort.nl https://gemeente.example:8443",
    })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('set-cookie')).toBeNull()
  })

  test('nothing in it comes from elsewhere, or would be stopped by those headers', async () => {
    const { html } = await page()
    const addresses = [...html.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address)
    expect(addresses.length).toBeGreaterThan(1)
    for (const address of addresses) {
      expect(address).toMatch(/^(?:\/chat\/assets\/|#)/)
      if (address.startsWith('/')) expect((await fetch(base + address)).status, address).toBe(200)
    }
    expect(html).not.toMatch(/\son[a-z]+="|\sstyle="|<script(?![^>]*(?:src=|type="application\/json"))/)
  })
})

describe('its files', () => {
  test.each([
    ['chat.js', 'text/javascript; charset=utf-8'],
    ['chat.css', 'text/css; charset=utf-8'],
    ['favicon.svg', 'image/svg+xml'],
    ['embed.js', 'text/javascript; charset=utf-8'],
  ])('%s is %s', async (name, type) => {
    const { status, headers } = await fetch(`${base}/chat/assets/${name}`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(headers.get('cache-control')).toMatch(/^public, max-age=\d+$/)
  })

  test.each(['nothing.js', 'chat.html', '..%2fpage.ts', '%2e%2e%2f%2e%2e%2fpackage.json', 'constructor', '%00'])(
    '%s is not there',
    async (name) => {
      expect(await errorOf(await fetch(`${base}/chat/assets/${name}`))).toMatchObject({ status: 404, code: 'no_such_page' })
    },
  )

  test('short addresses lead to the page and its picture', async () => {
    for (const [path, to] of Object.entries({ '/': '/chat', '/favicon.ico': '/chat/assets/favicon.svg' })) {
      const { status, headers } = await fetch(base + path, { redirect: 'manual' })
      expect([status, headers.get('location')]).toEqual([302, to])
    }
  })
})

describe('an address that is not there', () => {
  test.each([
    ['GET', '/nothing'],
    ['GET', '/chat/'],
    ['GET', '/api/chat'],
    ['POST', '/chat'],
    ['DELETE', '/api/chat/x/messages'],
    ['PUT', '/healthz'],
    ['GET', '/api/chat/x/messages'],
    ['GET', '/.env'],
    ['GET', `/${'x'.repeat(4000)}`],
  ])('%s %s: 404 in the one form of every error', async (method, path) => {
    const { code, status, message } = await errorOf(await fetch(base + path, { method }))
    expect({ code, status, message }).toEqual({ code: 'no_such_page', status: 404, message: ERRORS.no_such_page.message })
  })

  test('what is no HTTP is not answered with more than a refusal, and the server goes on', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.write('\u0000\u0001 hello\r\n\r\n'))
      let text = ''
      socket.on('data', (part) => (text += part.toString()))
      socket.on('close', () => resolve(text))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
  })
})

describe('for who runs it', () => {
  test('/healthz: the process is up; /readyz: the store answers', async () => {
    for (const [path, status] of [
      ['/healthz', 'up'],
      ['/readyz', 'ready'],
    ]) {
      const answer = await fetch(base + path!)
      expect([answer.status, await answer.json()]).toEqual([200, { status }])
    }
  })

  test('/metrics reads as Prometheus wants it, and counts', async () => {
    const conversation = await open(base)
    await send(base, conversation, { id: 'm1', text: 'geheime vraag over mijn brief' })
    await vi.waitUntil(async () => (await server.app.store.figures()).waitingTurns === 0)
    const answer = await fetch(`${base}/metrics`)
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4')
    const text = await answer.text()
    const types = new Map([...text.matchAll(/^# TYPE (\S+) (gauge|counter)$/gm)].map(([, name = '', type = '']) => [name, type]))
    for (const line of text
      .trim()
      .split('\n')
      .filter((one) => !one.startsWith('#'))) {
      const [, name = ''] = /^([a-z_]+)(?:\{kind="[A-Za-z0-9_-]+"\})? \d+$/.exec(line) ?? []
      expect(types.has(name), line).toBe(true)
    }
    for (const name of ['waiting_turns', 'queued', 'failed', 'uncertain', 'set_aside'])
      expect(types.get(`wegwijs_${name}`)).toBe('gauge')
    expect(text).toMatch(/^wegwijs_waiting_turns 0$/m)
    expect(text).not.toMatch(/geheim/)
    expect(text).not.toContain(conversation)
  })
})
