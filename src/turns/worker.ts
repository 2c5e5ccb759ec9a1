/** Takes turns: one conversation at a time and in order, thinks, and commits in one transaction. */
import { loadState } from '../conversation/load-state.ts'
import { AppError } from '../domain/errors.ts'
import { say, choice } from '../domain/text.ts'
import type { Language } from '../domain/codes.ts'
import type { MessageBody } from '../domain/message.ts'
import type { OutboundBody } from '../domain/outbound.ts'
import type { State } from '../domain/state.ts'
import { render } from '../conversation/render.ts'
import type { InboundItem, Store, Turn } from '../store/store.ts'
import type { Mind } from './core.ts'
import { receivedBody } from './receive.ts'
import { think } from './think.ts'

export type TurnParts = {
  store: Store
  mind: Mind
  now: () => Date
  start: { language: Language; municipality: string }
  /** Gets a code and never a text, name or number. */
  report: (what: 'turn_failed' | 'turn_set_aside' | 'turn_stale', code: string) => void
}

/** A turn that takes longer was lost with its process. */
const LEASE_MS = 30_000
/** A message that fails this often is set aside, kept and counted, so that it can't hold up the conversation for ever. */
const MAX_ATTEMPTS = 3
const RETRY_MS = 2_000

/** A message as it may be kept; the same object when nothing is found in it. */
function crossedOut(body: MessageBody): MessageBody {
  const again = receivedBody(body)
  if (!('masked' in again) || !('masked' in body) || again.masked.length === 0) return body
  return { ...again, masked: [...new Set([...body.masked, ...again.masked])] }
}

/** What the detector of today finds in messages that an older one let through is crossed out before they are thought about. */
function newlyMasked(found: readonly InboundItem[]): { items: InboundItem[]; masked: { id: string; body: MessageBody }[] } {
  const masked: { id: string; body: MessageBody }[] = []
  const items = found.map((item): InboundItem => {
    if (item.body.kind !== 'message') return item
    const body = crossedOut(item.body.body)
    if (body === item.body.body) return item
    masked.push({ id: item.id, body })
    return { ...item, body: { kind: 'message', body } }
  })
  return { items, masked }
}

function apology(state: State, mind: Mind): OutboundBody[] {
  const effect = {
    kind: 'say',
    say: say(['error.again'], [choice('menu', 'button.menu')]),
    question: null,
    language: state.language,
    news: false,
  } as const
  return render([effect], state.profile.municipality, mind.core.knowledge).map(({ body }) => body)
}

async function failed(turn: Turn, state: State, error: unknown, { store, mind, now, report }: TurnParts): Promise<void> {
  const code = error instanceof AppError ? error.code : error instanceof Error ? error.name : 'unknown'
  if (turn.attempts < MAX_ATTEMPTS) {
    report('turn_failed', code)
    await store.failTurn(turn, { retryAt: new Date(now().getTime() + RETRY_MS * turn.attempts) })
    return
  }
  report('turn_set_aside', code)
  await store.failTurn(turn, { setAside: 'internal', say: apology(state, mind), now: now() })
}

/** A mistake of ours is one of this turn. Else the database was lost, or is full: given back, nobody waits for the lease to run out. */
async function notCommitted(turn: Turn, state: State, error: unknown, parts: TurnParts): Promise<'failed'> {
  if (error instanceof AppError && error.code === 'internal') {
    await failed(turn, state, error, parts)
    return 'failed'
  }
  await parts.store.failTurn(turn, { retryAt: new Date(parts.now().getTime() + RETRY_MS) }).catch(() => undefined)
  throw error
}

/** Handles the turn that waits longest. @returns false when none is due */
export async function handleNextTurn(parts: TurnParts): Promise<boolean> {
  const { store, mind, now, start, report } = parts
  const turn = await store.nextTurn(now(), LEASE_MS)
  if (!turn) return false
  const state = loadState(turn.state, start)
  const { items, masked } = newlyMasked(turn.items)
  let thought
  try {
    thought = think(state, items, turn.openCase?.status ?? null, mind)
  } catch (error) {
    await failed(turn, state, error, parts)
    return true
  }
  const { say: messages, caseEvents, marks } = thought
  const commit = { turn, state: thought.state, masked, say: messages, caseEvents, marks, now: now() }
  const outcome = await store.commitTurn(commit).catch((error: unknown) => notCommitted(turn, state, error, parts))
  if (outcome === 'stale') {
    // Something else changed the conversation (a caseworker claimed it): what was thought is thrown away and thought anew.
    report('turn_stale', '')
    await store.failTurn(turn, { retryAt: now() })
  }
  return true
}
