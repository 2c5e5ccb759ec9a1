/** The turn: taken under a lease, and given back or ended. */
import { randomBytes } from 'node:crypto'
import { CaseNews } from '../../domain/handoff.ts'
import { MessageBody } from '../../domain/message.ts'
import type { InboundItem, Store, Turn } from '../store.ts'
import { applyEvents, readCase } from './cases.ts'
import type { Context } from './context.ts'
import { countMarks, endTurn, overwrite } from './end-turn.ts'
import type { Queries } from './queries.ts'
import type { Vault } from './vault.ts'

type Claimed = Awaited<ReturnType<Queries['claimTurn']>>[number]
type Waiting = Awaited<ReturnType<Queries['waiting']>>[number]

function readItem(vault: Vault, conversation: string, row: Waiting): InboundItem {
  const stored = vault.openJson('inbound.body', conversation, row.bodyEnc)
  const body: InboundItem['body'] =
    row.kind === 'case' ? { kind: 'case', news: CaseNews.parse(stored) } : { kind: 'message', body: MessageBody.parse(stored) }
  return { id: row.id, seq: row.seq, at: new Date(row.at), body }
}

function readTurn(vault: Vault, lease: string, claimed: Claimed, rows: Waiting[]): Turn {
  const { id: conversation, channel, version, attempts } = claimed
  return {
    conversation,
    channel,
    state: vault.openJson('conversation.state', conversation, claimed.stateEnc),
    version,
    lease,
    attempts,
    items: rows.map((row) => readItem(vault, conversation, row)),
    openCase: readCase(rows[0]?.openCase ?? null),
  }
}

export function turns(context: Context): Pick<Store, 'nextTurn' | 'commitTurn' | 'failTurn'> {
  const { connections, vault } = context

  const nextTurn: Store['nextTurn'] = async (now, leaseMs) => {
    const lease = randomBytes(9).toString('base64url')
    const found = await connections.write(async (q) => {
      const [claimed] = await q.claimTurn({ now: now.getTime(), lease, leaseUntil: now.getTime() + leaseMs })
      // Read after the claim: what changes from here on makes the turn stale.
      return claimed && { claimed, rows: await q.waiting({ conversation: claimed.id }) }
    })
    if (!found) return null
    const turn = readTurn(vault, lease, found.claimed, found.rows)
    if (turn.items.length) return turn
    // What came right after an earlier claim was still read by that turn: nothing is left here, and the next one waits.
    await endTurn(context, { turn, now, say: [], state: null, outcome: 'handled', code: null })
    return nextTurn(now, leaseMs)
  }

  return {
    nextTurn,

    commitTurn: ({ turn, state, masked, say, caseEvents, marks, now }) =>
      endTurn(context, {
        turn,
        now,
        say,
        state,
        outcome: 'handled',
        code: null,
        also: async (q, openCase) => {
          await overwrite(context, q, turn.conversation, masked)
          await applyEvents(q, { conversation: turn.conversation, openCase, events: caseEvents, now })
          await countMarks(q, marks, now)
        },
      }),

    async failTurn(turn, then) {
      if ('setAside' in then) {
        const { setAside, now } = then
        const say = then.say.map((body) => ({ body, news: false }))
        await endTurn(context, { turn, now, say, state: null, outcome: 'set_aside', code: setAside })
        return
      }
      const values = { id: turn.conversation, lease: turn.lease, dueAt: then.retryAt.getTime() }
      await connections.write((q) => q.releaseTurn(values))
      context.changed(turn.conversation, 'inbound')
    },
  }
}
