/** The hand-off: any order of any events from any number of people keeps the invariants. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Case, CaseEvent } from '../../src/domain/handoff.ts'
import { isEnded, isHeld, moveCase } from '../../src/handoff/case.ts'

const NOW = new Date('2026-11-23T10:00:00Z')
const who = fc.constantFrom('sara', 'tom', 'mila')
const event: fc.Arbitrary<CaseEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('request' as const),
    by: fc.constantFrom('person', 'flow', 'danger' as const),
    reason: fc.constant('loan.amount'),
    urgent: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('claim' as const), who }),
  fc.record({ kind: fc.constant('reply' as const), who }),
  fc.record({ kind: fc.constant('message' as const) }),
  fc.record({ kind: fc.constant('snooze' as const), who, until: fc.constant('2026-12-01T09:00:00Z') }),
  fc.record({ kind: fc.constant('wake' as const) }),
  fc.record({ kind: fc.constant('giveBack' as const), who, goOn: fc.boolean() }),
  fc.record({ kind: fc.constant('close' as const), who }),
  fc.record({ kind: fc.constant('expire' as const) }),
  fc.record({ kind: fc.constant('withdraw' as const) }),
  fc.record({ kind: fc.constant('escalate' as const) }),
)

function requested(): Case {
  const move = moveCase(null, { kind: 'request', by: 'person', reason: 'human', urgent: false }, NOW)
  if (!move.ok) throw new Error(move.refused)
  return move.case
}

describe('any events in any order', () => {
  test('one owner while held, none before; nobody takes over by claiming; an ended case stays ended', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let current: Case | null = null
        for (const one of events) {
          const move = moveCase(current, one, NOW, 'Sara')
          if (!move.ok) continue
          const before: Case | null = current
          current = move.case
          expect(isHeld(current.status)).toBe(current.owner !== null && !isEnded(current.status))
          if (before && isHeld(before.status) && isHeld(current.status)) expect(current.owner).toBe(before.owner)
          if (before && isEnded(before.status)) expect(one.kind).toBe('request')
          if (current.status === 'expired') expect(before?.status).toBe('requested')
          if (before?.urgent && !isEnded(before.status)) expect(current.urgent).toBe(true)
        }
      }),
    )
  })

  test('a person who waits for an answer is never forgotten: while it is our turn, waitingSince says since when', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let current: Case | null = null
        for (const one of events) {
          const move = moveCase(current, one, NOW)
          if (move.ok) current = move.case
          if (current && !isEnded(current.status) && one.kind === 'message' && move.ok)
            expect(current.waitingSince).not.toBeNull()
          if (current?.status === 'waiting') expect(current.waitingSince).toBeNull()
        }
      }),
    )
  })

  test('only the owner speaks for the case', () => {
    const claimed = moveCase(requested(), { kind: 'claim', who: 'sara' }, NOW)
    const held = claimed.ok ? claimed.case : requested()
    for (const kind of ['reply', 'close'] as const)
      expect(moveCase(held, { kind, who: 'tom' }, NOW)).toEqual({ ok: false, refused: 'not_owner' })
    expect(moveCase(held, { kind: 'claim', who: 'tom' }, NOW)).toEqual({ ok: false, refused: 'already_claimed' })
  })

  test('a timer never cuts off a person who is answering', () => {
    const claimed = moveCase(requested(), { kind: 'claim', who: 'sara' }, NOW)
    if (!claimed.ok) throw new Error(claimed.refused)
    expect(moveCase(claimed.case, { kind: 'expire' }, NOW)).toEqual({ ok: false, refused: 'already_claimed' })
    expect(moveCase(requested(), { kind: 'expire' }, NOW)).toMatchObject({
      ok: true,
      case: { status: 'expired' },
      news: { news: 'expired' },
    })
  })

  test('danger in an open case makes it urgent and does not open a second one', () => {
    const move = moveCase(requested(), { kind: 'request', by: 'danger', reason: 'crisis', urgent: true }, NOW)
    expect(move).toMatchObject({ ok: true, case: { status: 'requested', urgent: true, requestedBy: 'person' } })
  })
})
