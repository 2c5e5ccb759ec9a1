/** When it is tried again: soon at first, then less and less often, and never all at once. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_ATTEMPTS, retryDelay } from '../../src/outbox/backoff.ts'

describe('the pause before the next attempt', () => {
  test('doubles from one second to a quarter of an hour', () => {
    const pauses = Array.from({ length: 14 }, (_, i) => retryDelay(i + 1, 0.5) / 1000)
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900])
  })

  test('is spread by half around that, whatever the dice say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, dice) => {
        const middle = retryDelay(attempts, 0.5)
        const pause = retryDelay(attempts, dice)
        expect(Number.isInteger(pause)).toBe(true)
        expect(pause).toBeGreaterThanOrEqual(middle * 0.75 - 1)
        expect(pause).toBeLessThanOrEqual(middle * 1.25 + 1)
      }),
    )
    expect([retryDelay(1, 0), retryDelay(1, 1)]).toEqual([750, 1250])
  })

  test('grows with the dice and never falls with the attempts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 0.9, noNaN: true }), (attempts, dice) => {
        expect(retryDelay(attempts, dice + 0.1)).toBeGreaterThan(retryDelay(attempts, dice))
        expect(retryDelay(attempts + 1, dice)).toBeGreaterThanOrEqual(retryDelay(attempts, dice))
      }),
    )
  })

  test('all attempts together take about two days', () => {
    const total = Array.from({ length: MAX_ATTEMPTS }, (_, i) => retryDelay(i + 1, 0.5)).reduce((sum, one) => sum + one, 0)
    expect(total / 86_400_000).toBeGreaterThan(1.5)
    expect(total / 86_400_000).toBeLessThan(2.5)
  })
})
