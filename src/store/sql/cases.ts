/** The hand-off: its moves are made by src/handoff, written down here. */
import { randomUUID } from 'node:crypto'
import { Case, type CaseEvent, type CaseNews } from '../../domain/handoff.ts'
import { isEnded, moveCase } from '../../handoff/case.ts'
import type { Store } from '../store.ts'
import { Undo } from './connections.ts'
import { type Context, itemId, sealBodies, writeOutbox } from './context.ts'
import type { Queries } from './queries.ts'

/** A case as it is stored, or none. */
export const readCase = (body: string | null): Case | null => (body === null ? null : Case.parse(JSON.parse(body)))

type Move = { conversation: string; before: Case | null; after: Case; now: Date }

/** Writes a case as it stands after a move. Gives what is open then. */
async function writeCase(q: Queries, { conversation, before, after, now }: Move): Promise<Case | null> {
  const ended = isEnded(after.status)
  const values = { conversation, status: after.status, body: JSON.stringify(after), endedAt: ended ? now.getTime() : null }
  if (before) await q.updateCase(values)
  else await q.insertCase({ ...values, id: randomUUID(), now: now.getTime() })
  return ended ? null : after
}

type Events = { conversation: string; openCase: Case | null; events: CaseEvent[]; now: Date }

/**
 * Applies what a turn did to the hand-off. A refused event changes nothing: the turn did not know better. News is left out:
 * the turn itself has told the person.
 */
export async function applyEvents(q: Queries, { conversation, openCase, events, now }: Events): Promise<void> {
  let open = openCase
  for (const event of events) {
    const move = moveCase(open, event, now)
    if (move.ok) open = await writeCase(q, { conversation, before: open, after: move.case, now })
  }
}

type Outcome = { ok: true; case: Case; news: boolean } | { ok: false; refused: string }

export function cases(context: Context): Pick<Store, 'openCase' | 'changeCase'> {
  const { connections, changed } = context
  return {
    async openCase(conversation) {
      const [row] = await connections.read((q) => q.openCase({ conversation }))
      return readCase(row?.body ?? null)
    },

    async changeCase(conversation, event, { now, name, reply }) {
      const bodies = sealBodies(context, conversation, reply ? [reply] : [])
      const at = now.getTime()
      const result = await connections.transaction<Outcome>(async (q) => {
        const [row] = await q.lockConversation({ id: conversation })
        if (!row) return new Undo({ ok: false, refused: 'not_found' })
        const before = readCase((await q.openCase({ conversation }))[0]?.body ?? null)
        const move = moveCase(before, event, now, name)
        if (!move.ok) return new Undo(move)
        const lastSeq = row.lastSeq + bodies.length
        await writeOutbox(context, q, {
          conversation,
          channel: row.channel,
          author: 'person',
          seq: row.lastSeq + 1,
          bodies,
          now: at,
        })
        await writeCase(q, { conversation, before, after: move.case, now })
        if (move.news) await writeNews(context, q, { conversation, seq: lastSeq + 1, news: move.news, now })
        await q.interrupt({ id: conversation, lastSeq: lastSeq + (move.news ? 1 : 0), dueAt: move.news ? at : null, now: at })
        return { ok: true, case: move.case, news: move.news !== null }
      })
      if (!result.ok) return result
      if (bodies.length) changed(conversation, 'outbound')
      if (result.news) changed(conversation, 'inbound')
      return { ok: true, case: result.case }
    },
  }
}

type News = { conversation: string; seq: number; news: CaseNews; now: Date }

/** News is an event of the conversation like a message: the same order, the same turn. */
async function writeNews({ vault }: Context, q: Queries, { conversation, seq, news, now }: News): Promise<void> {
  await q.insertInbound({
    id: itemId(conversation, seq),
    conversation,
    seq,
    kind: 'case',
    externalId: `case:${randomUUID()}`,
    body: vault.sealJson('inbound.body', conversation, news),
    at: now.getTime(),
  })
}
