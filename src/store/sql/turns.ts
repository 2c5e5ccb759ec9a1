/** The turn: taken under a lease, finished in one transaction, or given back. */
import { randomBytes } from 'node:crypto'
import { type Case, CaseNews } from '../../domain/handoff.ts'
import { MessageBody } from '../../domain/message.ts'
import type { Utterance } from '../../domain/outbound.ts'
import type { State } from '../../domain/state.ts'
import { isHeld } from '../../handoff/case.ts'
import type { InboundItem, Store, Turn, TurnCommit } from '../store.ts'
import { applyEvents, readCase } from './cases.ts'
import { type Context, sealBodies, writeOutbox } from './context.ts'
import type { Queries } from './queries.ts'

/** How a turn ends. */
type End = {
  turn: Turn
  now: Date
  say: Utterance[]
  /** Null leaves it as it is. */
  state: State | null
  outcome: 'handled' | 'set_aside'
  code: string | null
  /** What else belongs to the same transaction. */
  also?: (q: Queries, openCase: Case | null) => Promise<void>
}

export function turns(context: Context): Pick<Store, 'nextTurn' | 'commitTurn' | 'failTurn'> {
  const { connections, vault, changed } = context

  const itemOf = (
    conversation: string,
    row: { id: string; seq: number; at: number; kind: string; bodyEnc: string },
  ): InboundItem => {
    const stored = vault.openJson('inbound.body', conversation, row.bodyEnc)
    const body =
      row.kind === 'case'
        ? { kind: 'case' as const, news: CaseNews.parse(stored) }
        : { kind: 'message' as const, body: MessageBody.parse(stored) }
    return { id: row.id, seq: row.seq, at: new Date(row.at), body }
  }

  const nextTurn: Store['nextTurn'] = async (now, leaseMs) => {
    const lease = randomBytes(9).toString('base64url')
    const leaseUntil = now.getTime() + leaseMs
    const found = await connections.write(async (q) => {
      const [claimed] = await q.claimTurn({ now: now.getTime(), lease, leaseUntil })
      return claimed && { claimed, rows: await q.waiting({ conversation: claimed.id }) }
    })
    if (!found) return null
    const { claimed, rows } = found
    const { id: conversation, channel, version, attempts } = claimed
    const turn: Turn = {
      conversation,
      channel,
      state: vault.openJson('conversation.state', conversation, claimed.stateEnc),
      version,
      lease,
      attempts,
      items: rows.map((row) => itemOf(conversation, row)),
      openCase: readCase(rows[0]?.openCase ?? null),
    }
    if (turn.items.length) return turn
    // What came after an earlier claim was still part of that turn: nothing is left, and the next one waits.
    await end(context, { turn, now, say: [], state: null, outcome: 'handled', code: null })
    return nextTurn(now, leaseMs)
  }

  return {
    nextTurn,

    commitTurn: ({ turn, state, masked, say, caseEvents, marks, now }) =>
      end(context, {
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
        const { setAside, say, now } = then
        const said = say.map((body) => ({ body, news: false }))
        await end(context, { turn, now, say: said, state: null, outcome: 'set_aside', code: setAside })
        return
      }
      const values = { id: turn.conversation, lease: turn.lease, dueAt: then.retryAt.getTime() }
      await connections.write((q) => q.releaseTurn(values))
      changed(turn.conversation, 'inbound')
    },
  }
}

/** Ends a turn in one transaction, unless its lease or version was lost. The gate is here. */
async function end(context: Context, { turn, now, say, state, outcome, code, also }: End): Promise<'done' | 'stale'> {
  const { connections, vault, changed } = context
  const { conversation, channel } = turn
  const bodies = sealBodies(
    context,
    conversation,
    say.map(({ body }) => body),
  )
  const at = now.getTime()
  const finish = {
    id: conversation,
    version: turn.version,
    lease: turn.lease,
    says: bodies.length,
    state: state && vault.sealJson('conversation.state', conversation, state),
    municipality: state && state.profile.municipality,
    language: state && state.language,
  }
  const row = await connections.transaction(async (q) => {
    const [finished] = await q.finishTurn(finish)
    if (!finished) return null
    const openCase = readCase(finished.openCase)
    const held = isHeld(openCase?.status ?? null)
    const passed = bodies.filter((_, i) => !held || say[i]!.news)
    await q.handled({ conversation, upTo: turn.items.at(-1)?.seq ?? 0, now: at, outcome, code })
    // What does not pass leaves a gap in the count, which is harmless: only the order counts.
    const seq = finished.lastSeq - bodies.length + 1
    await writeOutbox(context, q, { conversation, channel, author: 'bot', seq, bodies: passed, now: at })
    await also?.(q, openCase)
    return { more: finished.dueAt !== null, said: passed.length > 0 }
  })
  if (!row) return 'stale'
  if (row.said) changed(conversation, 'outbound')
  if (row.more) changed(conversation, 'inbound')
  return 'done'
}

async function overwrite({ vault }: Context, q: Queries, conversation: string, masked: TurnCommit['masked']): Promise<void> {
  for (const { id, body } of masked) {
    await q.mask({ id, conversation, body: vault.sealJson('inbound.body', conversation, body) })
  }
}

/** Counted in one order, so that two turns never wait for each other's rows. */
async function countMarks(q: Queries, marks: TurnCommit['marks'], now: Date): Promise<void> {
  const day = now.toISOString().slice(0, 10)
  const sorted = marks.toSorted((a, b) => (`${a.topic} ${a.mark}` < `${b.topic} ${b.mark}` ? -1 : 1))
  for (const { topic, mark } of sorted) await q.countMark({ topic, mark, day })
}
