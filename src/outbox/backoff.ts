/** When to try again. Pure: the dice are given. */

const FIRST_MS = 1_000
const LONGEST_MS = 15 * 60_000

/**
 * Doubles from one second to a quarter of an hour, then spread by half, so that a network that comes back is not hit at once.
 * @param attempts attempts so far, from 1
 * @param dice a number from 0 to 1
 * @returns milliseconds
 */
export function retryDelay(attempts: number, dice: number): number {
  const base = Math.min(FIRST_MS * 2 ** Math.max(0, attempts - 1), LONGEST_MS)
  return Math.round(base * (0.75 + dice * 0.5))
}

/** A message that could not be sent for about two days is failed for good and shown as such. */
export const MAX_ATTEMPTS = 200
