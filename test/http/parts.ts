/** The server's own routes on a store that the test gives: one that breaks when told, or one with a full disk. */
import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { webRoutes } from '../../src/channels/web/routes.ts'
import { AppError, type ErrorCode } from '../../src/domain/errors.ts'
import { httpApp, listen } from '../../src/http.ts'
import { Metrics } from '../../src/metrics.ts'
import type { Store } from '../../src/store/store.ts'
import { createWebPort } from '../../src/web-port.ts'
import { realMind } from '../support/mind.ts'

export type Parts = {
  base: string
  routes: Hono
  /** Codes of what was told to the operator. */
  faults: string[]
  stop: () => Promise<void>
}

/** Every request comes from an address of its own, except where it names one. */
const addressOf = (context: Context): string => context.req.header('x-forwarded-for') ?? randomUUID()

/**
 * The same as src/app.ts does for `npm start`, without the workers.
 * @param perMinute the limits; 0 for none
 */
export async function serveStore(store: Store, now: () => Date, perMinute: number): Promise<Parts> {
  const start = { municipality: 'national', language: 'nl' } as const
  const port = createWebPort({ store, mind: realMind(), now, burstMs: 0, start })
  const options = { embedOrigins: [], perAddress: perMinute, perConversation: perMinute, addressOf }
  const metrics = new Metrics()
  const faults: string[] = []
  const routes = httpApp({
    routes: [webRoutes(port, options)],
    ready: async () => {
      await store.figures()
    },
    metrics: async () => metrics.render({ ...(await store.figures()) }),
    onFault: (error) => {
      faults.push(error instanceof AppError ? error.code : 'internal')
    },
  })
  const listening = await listen(routes, '127.0.0.1', 0)
  return { base: `http://127.0.0.1:${listening.port}`, routes, faults, stop: listening.close }
}

/** A store whose every call fails while `breaks.with` is set. */
export function breakable(store: Store): { store: Store; breaks: { with: ErrorCode | 'bug' | null } } {
  const breaks: { with: ErrorCode | 'bug' | null } = { with: null }
  const broken = new Proxy(store, {
    get(target, name) {
      const own = Reflect.get(target, name) as (...args: unknown[]) => unknown
      if (name === 'onChange' || name === 'close') return own
      return async (...args: unknown[]) => {
        if (breaks.with === 'bug') throw new TypeError('x is not a function: 111222333')
        if (breaks.with !== null) throw new AppError(breaks.with, 'detail for the operator: 111222333')
        return own(...args)
      }
    },
  })
  return { store: broken, breaks }
}
