/** Takes turns: one conversation at a time and in order, thinks, and commits in one transaction. */
import { loadState } from '../conversation/load-state.ts'
import { AppError } from '../domain/errors.ts'
import { say, choice } from '../domain/text.ts'
import type { Language } from '../domain/codes.ts'
import type { OutboundBody } from '../domain/outbound.ts'
import type { State } from '../domain/state.ts'
import { render } from '../conversation/render.ts'
import type { InboundItem, Store, Turn } from '../store/store.ts'
import { maskPersonalData } from '../understanding/personal-data.ts'
import type { Mind } from './core.ts'
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

/** What the detector of today finds in messages that an older one let through. */
function newlyMasked(items: readonly InboundItem[]) {
  return items.flatMap(({ id, body }) => {
    if (body.kind !== 'message' || body.body.kind !== 'text') return []
    const { text, masked } = maskPersonalData(body.body.text)
    if (masked.length === 0) return []
    return [{ id, body: { ...body.body, text, masked: [...new Set([...body.body.masked, ...masked])] } }]
  })
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
  let thought
  try {
    thought = think(state, turn.items, turn.openCase?.status ?? null, mind)
  } catch (error) {
    await failed(turn, state, error, parts)
    return true
  }
  const { say: messages, caseEvents, marks } = thought
  const commit = { turn, state: thought.state, masked: newlyMasked(turn.items), say: messages, caseEvents, marks, now: now() }
  const outcome = await store.commitTurn(commit).catch((error: unknown) => notCommitted(turn, state, error, parts))
  if (outcome === 'stale') {
    // Something else changed the conversation (a caseworker claimed it): what was thought is thrown away and thought anew.
    report('turn_stale', '')
    await store.failTurn(turn, { retryAt: now() })
  }
  return true
}
