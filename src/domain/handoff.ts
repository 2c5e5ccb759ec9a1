/** The words of the hand-off to a person. The rules are in src/handoff. */
import { z } from 'zod'

const CASE_STATUSES = ['requested', 'claimed', 'waiting', 'snoozed', 'returned', 'closed', 'expired', 'withdrawn'] as const
export const CaseStatus = z.enum(CASE_STATUSES)
export type CaseStatus = z.infer<typeof CaseStatus>

/** Who asked for a person: the newcomer, a flow, or a rule (only in danger). */
export const RequestedBy = z.enum(['person', 'flow', 'danger'])
export type RequestedBy = z.infer<typeof RequestedBy>

export const Case = z.object({
  status: CaseStatus,
  requestedBy: RequestedBy,
  /** A topic id, a flow id or a kind of danger: never text of the person. */
  reason: z.string(),
  urgent: z.boolean(),
  requestedAt: z.iso.datetime(),
  /** Who has it now: an account id. */
  owner: z.string().nullable(),
  snoozedUntil: z.iso.datetime().nullable(),
  /** When the newcomer began to wait for an answer of the owner; null when it is not our turn. */
  waitingSince: z.iso.datetime().nullable(),
})
export type Case = z.infer<typeof Case>

export const CaseEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), by: RequestedBy, reason: z.string(), urgent: z.boolean() }),
  z.object({ kind: z.literal('claim'), who: z.string() }),
  z.object({ kind: z.literal('reply'), who: z.string() }),
  z.object({ kind: z.literal('message') }),
  z.object({ kind: z.literal('snooze'), who: z.string(), until: z.iso.datetime() }),
  z.object({ kind: z.literal('wake') }),
  z.object({ kind: z.literal('giveBack'), who: z.string(), goOn: z.boolean() }),
  z.object({ kind: z.literal('close'), who: z.string() }),
  z.object({ kind: z.literal('expire') }),
  z.object({ kind: z.literal('withdraw') }),
  z.object({ kind: z.literal('escalate') }),
])
export type CaseEvent = z.infer<typeof CaseEvent>

/** What the newcomer's conversation is told of a case. */
export const CaseNews = z.discriminatedUnion('news', [
  z.object({ news: z.literal('claimed'), name: z.string() }),
  z.object({ news: z.literal('returned'), goOn: z.boolean() }),
  z.object({ news: z.literal('closed') }),
  z.object({ news: z.literal('expired') }),
])
export type CaseNews = z.infer<typeof CaseNews>
