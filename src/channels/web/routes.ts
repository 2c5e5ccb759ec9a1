/** The routes of the web chat. */
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '../../domain/errors.ts'
import { RateLimiter } from './limits.ts'
import { pageHandlers } from './page.ts'
import type { WebPort } from './port.ts'
import { readMessage, readStart } from './requests.ts'
import { eventStream } from './stream.ts'
import { MAX_FILE } from './upload.ts'

export type WebOptions = {
  embedOrigins: readonly string[]
  /** Messages a minute; 0 means no limit. */
  perAddress: number
  perConversation: number
  /** The address of a request, the proxy's word for it where that is trusted. */
  addressOf: (context: Context) => string
}

const FORM_OVERHEAD = 64 * 1024

/** Thrown as an error with a code; the wait goes into Retry-After. */
class TooMany extends AppError {
  readonly waitMs: number
  constructor(waitMs: number) {
    super('too_many')
    this.waitMs = waitMs
  }
}

export function webRoutes(port: WebPort, options: WebOptions): Hono {
  const app = new Hono()
  const addresses = new RateLimiter(options.perAddress, Math.max(30, options.perAddress / 4), Date.now)
  const conversations = new RateLimiter(options.perConversation, Math.max(20, options.perConversation / 2), Date.now)
  const guard = (limiter: RateLimiter, key: string): void => {
    const wait = limiter.take(key)
    if (wait > 0) throw new TooMany(wait)
  }
  const { page, asset } = pageHandlers(port, options.embedOrigins)
  const tooLarge = (): never => {
    throw new AppError('too_large')
  }

  app.get('/chat', page)
  app.get('/chat/assets/:name', asset)
  app.get('/favicon.ico', (context) => context.redirect('/chat/assets/favicon.svg'))

  app.post('/api/chat', bodyLimit({ maxSize: 4096, onError: tooLarge }), async (context) => {
    guard(addresses, options.addressOf(context))
    const conversation = await port.open(await readStart(context))
    return context.json({ conversation }, 201)
  })

  app.post(
    '/api/chat/:conversation/messages',
    bodyLimit({ maxSize: MAX_FILE + FORM_OVERHEAD, onError: tooLarge }),
    async (context) => {
      const conversation = context.req.param('conversation')
      guard(addresses, options.addressOf(context))
      guard(conversations, conversation)
      await port.receive({ conversation, ...(await readMessage(context)) })
      return context.body(null, 202)
    },
  )

  app.get('/api/chat/:conversation/events', (context) => eventStream(context, port, context.req.param('conversation')))
  return app
}
