/** Sends what waits in the outbox: claim, send, mark. In order per conversation; a failure is a value, never silence. */
import type { Channel, SendResult } from '../channels/channel.ts'
import type { OutboxItem, Store } from '../store/store.ts'
import { MAX_ATTEMPTS, retryDelay } from './backoff.ts'

export type OutboxParts = {
  store: Store
  channels: ReadonlyMap<string, Channel>
  now: () => Date
  dice: () => number
  /** How long a send may take, in milliseconds; shorter than the lease. */
  patienceMs?: number
  report: (what: 'send_failed' | 'send_later' | 'send_uncertain', code: string) => void
}

const LEASE_MS = 60_000
const PATIENCE_MS = 45_000
const BATCH = 16

async function trySend(item: OutboxItem, channel: Channel): Promise<SendResult> {
  try {
    return await channel.send(item.handle, item.body)
  } catch {
    return { ok: false, why: 'unreachable' }
  }
}

/** Null after a while without an answer: one network that hangs must not keep the others waiting for ever. */
function inTime(sending: Promise<SendResult>, ms: number): Promise<SendResult | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms)
    void sending.then((result) => {
      clearTimeout(timer)
      resolve(result)
    })
  })
}

async function deliver(item: OutboxItem, parts: OutboxParts): Promise<void> {
  const { store, channels, now, dice, report, patienceMs = PATIENCE_MS } = parts
  const channel = channels.get(item.channel)
  if (!channel) return store.markFailed(item.id, 'no_channel', now())
  if (item.uncertain) report('send_uncertain', item.channel)
  const sending = trySend(item, channel)
  const result = await inTime(sending, patienceMs)
  if (result === null) {
    // Its outcome is not known: the lease runs out, and then it is sent again as uncertain, unless it still turns out sent.
    report('send_later', 'no_answer')
    sending.then((late) => (late.ok ? store.markSent(item.id, late.externalId, now()) : undefined)).catch(() => undefined)
    return
  }
  if (result.ok) return store.markSent(item.id, result.externalId, now())
  const passing = result.why === 'rate_limited' || result.why === 'unreachable'
  if (!passing || item.attempts >= MAX_ATTEMPTS) {
    report('send_failed', result.why)
    return store.markFailed(item.id, result.why, now())
  }
  report('send_later', result.why)
  const wait = Math.max(result.retryAfter ?? 0, retryDelay(item.attempts, dice()))
  return store.markLater(item.id, new Date(now().getTime() + wait), result.why)
}

/** Sends a batch, different conversations at the same time. @returns how many were taken */
export async function deliverNext(parts: OutboxParts): Promise<number> {
  const push = [...parts.channels.values()].filter(({ delivery }) => delivery === 'push').map(({ name }) => name)
  if (push.length === 0) return 0
  const items = await parts.store.claimOutbox(parts.now(), { channels: push, limit: BATCH, leaseMs: LEASE_MS })
  await Promise.all(items.map((item) => deliver(item, parts)))
  return items.length
}
