/** The event stream of a conversation: what is there, then what comes. Resumes after the last event the reader has. */
import type { Context } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import { AppError } from '../../domain/errors.ts'
import type { WebEvent, WebPort } from './port.ts'

/** Looks by itself this often: another process may have answered. */
const POLL_MS = 1_000
/** Lines without meaning keep proxies from closing a quiet stream. */
const HEARTBEAT_MS = 20_000

/** No event has a higher number: what databases keep in four bytes. */
const LAST = 2 ** 31 - 1

/** @returns the number after which to go on; a mark that is no number starts from the beginning */
function resumeAfter(context: Context): number {
  const mark = context.req.header('last-event-id') ?? context.req.query('after') ?? ''
  return /^\d{1,12}$/.test(mark) ? Math.min(Number(mark), LAST) : 0
}

class Bell {
  private rung = false
  private ring: (() => void) | null = null

  readonly strike = (): void => {
    this.rung = true
    this.ring?.()
  }

  /** Resolves when struck, or after a while. */
  async wait(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.rung = false
    this.ring = null
  }
}

async function send(stream: SSEStreamingApi, events: WebEvent[]): Promise<void> {
  for (const event of events) await stream.writeSSE({ id: event.id, data: JSON.stringify(event) })
}

/** @throws AppError not_found */
export async function eventStream(context: Context, port: WebPort, conversation: string): Promise<Response> {
  const own = context.req.query('own') === '1'
  let after = resumeAfter(context)
  const first = await port.events(conversation, after, own)
  if (first === null) throw new AppError('not_found')
  context.header('X-Accel-Buffering', 'no')
  return streamSSE(context, async (stream) => {
    const bell = new Bell()
    const stopListening = port.onNews(conversation, bell.strike)
    const connection: { open: boolean } = { open: true }
    const isOpen = (): boolean => connection.open && !stream.closed
    stream.onAbort(() => {
      connection.open = false
      bell.strike()
    })
    try {
      let spoken = Date.now()
      await stream.write('retry: 2000\n\n')
      // Looked at before every question to the store: when the server stops, the store is closed after the connections.
      for (let events: WebEvent[] | null = first; isOpen() && events !== null;) {
        if (events.length > 0) {
          await send(stream, events)
          after = Number(events.at(-1)?.id ?? after)
          spoken = Date.now()
        } else {
          if (Date.now() - spoken > HEARTBEAT_MS) {
            await stream.write(': still here\n\n')
            spoken = Date.now()
          }
          await bell.wait(POLL_MS)
        }
        events = isOpen() ? await port.events(conversation, after, own) : null
      }
    } catch {
      // The database did not answer: the stream ends, the reader comes back, and the fault shows in that request.
    } finally {
      stopListening()
    }
  })
}
