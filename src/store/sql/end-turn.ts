/** The end of a turn, in one transaction. The outgoing gate is here. */
import type { Case } from '../../domain/handoff.ts'
import type { Utterance } from '../../domain/outbound.ts'
import type { State } from '../../domain/state.ts'
import { isHeld } from '../../handoff/case.ts'
import type { Turn, TurnCommit } from '../store.ts'
import { readCase } from './cases.ts'
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

/** Ends a turn. @returns stale when its lease or version was lost: then nothing was written */
export async function endTurn(context: Context, end: End): Promise<'done' | 'stale'> {
  const { turn, say, state, outcome, code, also } = end
  const { connections, vault, changed } = context
  const { conversation, channel } = turn
  const now = end.now.getTime()
  const sealed = sealBodies(
    context,
    conversation,
    say.map(({ body }) => body),
  )
  const finish = {
    id: conversation,
    version: turn.version,
    lease: turn.lease,
    says: say.length,
    state: state && vault.sealJson('conversation.state', conversation, state),
    municipality: state && state.profile.municipality,
    language: state && state.language,
  }
  const ended = await connections.transaction(async (q) => {
    const [finished] = await q.finishTurn(finish)
    if (!finished) return null
    const openCase = readCase(finished.openCase)
    const held = isHeld(openCase?.status ?? null)
    const bodies = sealed.filter((_, i) => !held || say[i]?.news)
    await q.handled({ conversation, upTo: turn.items.at(-1)?.seq ?? 0, now, outcome, code })
    // What does not pass leaves a gap in the count, which is harmless: only the order counts.
    const seq = finished.lastSeq - say.length + 1
    await writeOutbox(context, q, { conversation, channel, author: 'bot', seq, bodies, now })
    await also?.(q, openCase)
    return { more: finished.dueAt !== null, said: bodies.length > 0 }
  })
  if (!ended) return 'stale'
  if (ended.said) changed(conversation, 'outbound')
  if (ended.more) changed(conversation, 'inbound')
  return 'done'
}

/** Puts masked texts in the place of what was stored. */
export async function overwrite(
  { vault }: Context,
  q: Queries,
  conversation: string,
  masked: TurnCommit['masked'],
): Promise<void> {
  for (const { id, body } of masked) {
    await q.mask({ id, conversation, body: vault.sealJson('inbound.body', conversation, body) })
  }
}

/** Counts marks of answers per day; in one order, so that two turns never wait for each other's rows. */
export async function countMarks(q: Queries, marks: TurnCommit['marks'], now: Date): Promise<void> {
  const day = now.toISOString().slice(0, 10)
  const sorted = marks.toSorted((a, b) => (`${a.topic} ${a.mark}` < `${b.topic} ${b.mark}` ? -1 : 1))
  for (const { topic, mark } of sorted) await q.countMark({ topic, mark, day })
}
