/** What goes out: claimed under a lease, then sent, tried later or given up. */
import type { OutboundBody } from '../../domain/outbound.ts'
import type { Store } from '../store.ts'
import type { Context } from './context.ts'

export function outbox({ connections, vault }: Context): Pick<Store, 'claimOutbox' | 'markSent' | 'markLater' | 'markFailed'> {
  return {
    async claimOutbox(now, { channels, limit, leaseMs }) {
      if (!channels.length) return []
      const named = Object.fromEntries(channels.map((channel, i) => [`channel${i}`, channel]))
      const values = { ...named, now: now.getTime(), limit, leaseUntil: now.getTime() + leaseMs }
      const rows = await connections.write((q) => q.claimOutbox(channels.length)(values))
      return rows
        .filter((row) => row.status === 'sending')
        .toSorted((a, b) => a.at - b.at)
        .map((row) => ({
          id: row.id,
          conversation: row.conversation,
          channel: row.channel,
          handle: vault.open('conversation.handle', row.conversation, row.handleEnc).toString('utf8'),
          seq: row.seq,
          at: new Date(row.at),
          body: vault.openJson('outbox.body', row.conversation, row.bodyEnc) as OutboundBody,
          attempts: row.attempts,
          uncertain: row.uncertain === 1,
        }))
    },
    async markSent(id, externalId, now) {
      await connections.write((q) => q.sent({ id, externalId, now: now.getTime() }))
    },
    async markLater(id, retryAt, code) {
      await connections.write((q) => q.later({ id, dueAt: retryAt.getTime(), code }))
    },
    async markFailed(id, code) {
      await connections.write((q) => q.failed({ id, code }))
    },
  }
}
