/** The servers' clock runs faster than real time, so that the leases of a killed process run out in seconds. */

export type Clock = { zero: number; speed: number }

/** A Monday morning: no run of the test comes near a day's end, at which answers may change. */
const START = Date.parse('2026-11-23T10:00:00Z')

export const timeOf = ({ zero, speed }: Clock): Date => new Date(START + (Date.now() - zero) * speed)
