/** The HTTP server: routes of the channels, health, metrics, and one form for every error. */
import { serve, type ServerType } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context } from 'hono'
import { AppError, ERRORS } from './domain/errors.ts'

export type HttpParts = {
  routes: Hono[]
  /** Throws when the store does not answer. */
  ready: () => Promise<void>
  metrics: () => Promise<string>
  onFault: (error: unknown) => void
}

/** The address of the one who asks; the proxy is believed only where TRUST_PROXY says so. */
export function addressOf(trustProxy: boolean): (context: Context) => string {
  return (context) => {
    const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    return forwarded ?? getConnInfo(context).remote.address ?? 'unknown'
  }
}

function answerError(error: unknown, context: Context, onFault: HttpParts['onFault']): Response {
  const code = error instanceof AppError ? error.code : 'internal'
  const { status, message } = ERRORS[code]
  if (status >= 500) onFault(error)
  const wait = error instanceof AppError && 'waitMs' in error ? Number(error.waitMs) : status === 503 ? 2_000 : 0
  if (wait > 0) context.header('Retry-After', String(Math.ceil(wait / 1000)))
  return context.json({ error: { code, message } }, status)
}

export function httpApp({ routes, ready, metrics, onFault }: HttpParts): Hono {
  const app = new Hono()
  for (const one of routes) app.route('/', one)
  app.get('/', (context) => context.redirect('/chat'))
  app.get('/healthz', (context) => context.json({ status: 'up' }))
  app.get('/readyz', async (context) => {
    try {
      await ready()
      return context.json({ status: 'ready' })
    } catch {
      return answerError(new AppError('unavailable'), context, () => undefined)
    }
  })
  app.get('/metrics', async (context) => context.text(await metrics(), 200, { 'Content-Type': 'text/plain; version=0.0.4' }))
  app.notFound((context) => answerError(new AppError('no_such_page'), context, onFault))
  app.onError((error, context) => answerError(error, context, onFault))
  return app
}

export type Listening = { port: number; close: () => Promise<void> }

/** Listens; @throws AppError config when the port is taken or the address is not of this machine. */
export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: host, port }, (info) =>
      resolve({ port: info.port, close: () => closeServer(server) }),
    )
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new AppError(
          'config',
          `\nPORT/HOST: cannot listen on ${host}:${port} (${error.code ?? 'error'}); choose another PORT or stop what uses it`,
        ),
      )
    })
  })
}

/** Event streams never end by themselves: they are cut, and their readers come back. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
}
