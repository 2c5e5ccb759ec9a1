/** The hand-off as a table of allowed moves. Pure: the clock comes with the event. */
import type { Case, CaseEvent, CaseNews, CaseStatus } from '../domain/handoff.ts'
import { never } from '../domain/never.ts'

/** What a move gives: the case as it then stands and what the newcomer's conversation is told; or why not. */
export type CaseMove = { ok: true; case: Case; news: CaseNews | null } | { ok: false; refused: CaseRefusal }
export type CaseRefusal = 'no_case' | 'already_open' | 'already_claimed' | 'not_claimed' | 'not_owner' | 'ended'

/** A person has it: the bot is silent. */
const HELD: readonly CaseStatus[] = ['claimed', 'waiting', 'snoozed']
/** Ended for good; a new message goes to the bot and a new request opens a new case. */
const ENDED: readonly CaseStatus[] = ['returned', 'closed', 'expired', 'withdrawn']

/** Whether the bot must be silent. The outgoing gate asks this, and only this. */
export const isHeld = (status: CaseStatus | null): boolean => status !== null && HELD.includes(status)
export const isEnded = (status: CaseStatus): boolean => ENDED.includes(status)

const refuse = (refused: CaseRefusal): CaseMove => ({ ok: false, refused })
const moved = (next: Case, news: CaseNews | null = null): CaseMove => ({ ok: true, case: next, news })

/**
 * Applies one event to a case.
 * @param current the case that has not ended, or null when there is none
 * @param name the caseworker's first name or team as the newcomer may see it; used in the news of a claim
 */
export function moveCase(current: Case | null, event: CaseEvent, now: Date, name = ''): CaseMove {
  if (event.kind === 'request') return request(current, event, now)
  if (!current) return refuse('no_case')
  if (isEnded(current.status)) return refuse('ended')
  return isOwnerEvent(event) ? owned(current, event) : open(current, event, now, name)
}

type OpenEvent = Exclude<CaseEvent, OwnerEvent | { kind: 'request' }>

/** What anybody or a timer may do with a case that has not ended. */
function open(current: Case, event: OpenEvent, now: Date, name: string): CaseMove {
  switch (event.kind) {
    case 'claim':
      return claim(current, event.who, name)
    case 'message':
      return moved(heard(current, now))
    case 'wake':
      return current.status === 'snoozed' ? moved(awake(current)) : refuse('not_claimed')
    case 'escalate':
      return moved({ ...current, urgent: true })
    case 'withdraw':
      return unheld(current, 'withdrawn', null)
    case 'expire':
      // Only an unclaimed request can run out: a person who is answering is never cut off by a timer.
      return unheld(current, 'expired', { news: 'expired' })
    default:
      return never(event)
  }
}

function request(current: Case | null, event: CaseEvent & { kind: 'request' }, now: Date): CaseMove {
  if (current && !isEnded(current.status)) {
    // Danger in a case that is already open is not a second case: it makes this one urgent.
    return event.urgent && !current.urgent ? moved({ ...current, urgent: true }) : refuse('already_open')
  }
  return moved({
    status: 'requested',
    requestedBy: event.by,
    reason: event.reason,
    urgent: event.urgent,
    requestedAt: now.toISOString(),
    owner: null,
    snoozedUntil: null,
    waitingSince: now.toISOString(),
  })
}

function claim(current: Case, who: string, name: string): CaseMove {
  if (current.status !== 'requested') return refuse('already_claimed')
  return moved({ ...current, status: 'claimed', owner: who }, { news: 'claimed', name })
}

/** The newcomer wrote: a waiting or snoozed case comes back to its owner. */
function heard(current: Case, now: Date): Case {
  const waitingSince = current.waitingSince ?? now.toISOString()
  const back = current.status === 'waiting' || current.status === 'snoozed'
  return { ...current, status: back ? 'claimed' : current.status, snoozedUntil: null, waitingSince }
}

const awake = (current: Case): Case => ({ ...current, status: 'claimed', snoozedUntil: null })

function unheld(current: Case, status: 'withdrawn' | 'expired', news: CaseNews | null): CaseMove {
  if (isHeld(current.status)) return refuse('already_claimed')
  return moved({ ...current, status, waitingSince: null }, news)
}

type OwnerEvent = Extract<CaseEvent, { kind: 'reply' | 'snooze' | 'giveBack' | 'close' }>
const isOwnerEvent = (event: Exclude<CaseEvent, { kind: 'request' }>): event is OwnerEvent =>
  ['reply', 'snooze', 'giveBack', 'close'].includes(event.kind)

function owned(current: Case, event: OwnerEvent): CaseMove {
  if (!isHeld(current.status)) return refuse('not_claimed')
  if (current.owner !== event.who) return refuse('not_owner')
  switch (event.kind) {
    case 'reply':
      return moved({ ...current, status: 'waiting', snoozedUntil: null, waitingSince: null })
    case 'snooze':
      return moved({ ...current, status: 'snoozed', snoozedUntil: event.until })
    case 'giveBack':
      return moved({ ...current, status: 'returned', waitingSince: null }, { news: 'returned', goOn: event.goOn })
    case 'close':
      return moved({ ...current, status: 'closed', waitingSince: null }, { news: 'closed' })
    default:
      return never(event)
  }
}
