/** The chat page: a template filled on the server, its files, and how it may be embedded. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Context } from 'hono'
import { AppError } from '../../domain/errors.ts'
import type { PageContext, WebPort } from './port.ts'

const FOLDER = new URL('page/', import.meta.url)
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const ASSETS = '/chat/assets'

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ?? char)

/** JSON that may stand inside a script element: nothing in it can end the element. */
const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c')

/** Read once: the files belong to the program. */
function loadFiles(): { template: string; assets: Map<string, { type: string; body: string }> } {
  const assets = new Map<string, { type: string; body: string }>()
  for (const name of readdirSync(FOLDER)) {
    const type = TYPES[extname(name)]
    if (type !== undefined) assets.set(name, { type, body: readFileSync(new URL(name, FOLDER), 'utf8') })
  }
  return { template: readFileSync(new URL('chat.html', FOLDER), 'utf8'), assets }
}

/** What the page may do: only what comes from this server; shown inside another site only where that site is named. */
const policy = (embedOrigins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${["'self'", ...embedOrigins].join(' ')}`,
  ].join('; ')

function fill(template: string, page: PageContext, languages: ReturnType<WebPort['languages']>): string {
  const { texts, lang, dir, municipality } = page
  const values: Record<string, string> = {
    lang,
    dir,
    title: escaped(texts['web.title'] ?? ''),
    noscript: escaped(texts['web.noscript'] ?? ''),
    nonce: '',
    assets: ASSETS,
    strings: scriptJson({ texts, languages, lang, municipality }),
  }
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')
}

export type PageHandlers = { page: (context: Context) => Response; asset: (context: Context) => Response }

export function pageHandlers(port: WebPort, embedOrigins: readonly string[]): PageHandlers {
  const { template, assets } = loadFiles()
  return {
    page(context) {
      const wanted = {
        municipality: context.req.query('municipality'),
        lang: context.req.query('lang'),
        accepted: context.req.header('accept-language'),
      }
      context.header('Content-Security-Policy', policy(embedOrigins))
      context.header('X-Content-Type-Options', 'nosniff')
      context.header('Referrer-Policy', 'same-origin')
      context.header('Cache-Control', 'no-store')
      return context.html(fill(template, port.page(wanted), port.languages()))
    },
    asset(context) {
      const found = assets.get(context.req.param('name') ?? '')
      if (!found) throw new AppError('no_such_page')
      context.header('X-Content-Type-Options', 'nosniff')
      context.header('Cache-Control', 'public, max-age=300')
      // The script that puts the chat on a municipality's site is loaded from there.
      context.header('Cross-Origin-Resource-Policy', 'cross-origin')
      return context.body(found.body, 200, { 'Content-Type': found.type })
    },
  }
}
