/** One person: sends what the script says, each message until it was accepted, without waiting for answers. */
import type { MessageBody } from '../../src/domain/message.ts'
import { timeOf, type Clock } from './clock.ts'
import { type Dice, sleep } from './random.ts'
import type { Script } from './script.ts'
import { anyOf, type ServerProcess } from './server-process.ts'

/** The HTTP side of a channel. */
export type Line = {
  /** Makes the conversation where that is a request of its own. */
  open?(post: Post): Promise<void>
  send(post: Post, message: { id: string; body: MessageBody }): Promise<void>
  /** How many of the expected answers have come. */
  answered(): number
}
/** Posts to whichever server is up until one accepts. @returns the answer's text */
export type Post = (way: 'web' | 'loop', path: string, body: unknown) => Promise<string>

const GIVE_UP_MS = 120_000
/** An answer that takes longer is lost: leases run out in seconds on the servers' clock. */
const PATIENCE_MS = 45_000
const REQUEST_MS = 20_000

/** Refused, broken off or 5xx: the same again, at another server if there is one. Anything else is a fault of the server. */
export function postTo(servers: readonly ServerProcess[], dice: Dice): Post {
  return async (way, path, body) => {
    const until = Date.now() + GIVE_UP_MS
    for (;;) {
      try {
        const headers = { 'content-type': 'application/json' }
        const signal = AbortSignal.timeout(REQUEST_MS)
        const url = anyOf(servers, dice)[way] + path
        const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal })
        const text = await answer.text()
        if (answer.ok) return text
        if (answer.status < 500) throw new RangeError(`${way} answered ${answer.status}: ${text}`)
      } catch (error) {
        if (error instanceof RangeError || Date.now() > until) throw error
      }
      await sleep(dice.between(30, 150))
    }
  }
}

export type Talk = {
  script: Script
  line: Line
  /** Ids in the order in which they were accepted for the first time. */
  sent: string[]
}

/** Talks until told to stop; then everything that was begun has been accepted. */
export async function talk(
  { script, line, sent }: Talk,
  parts: { post: Post; dice: Dice; clock: Clock; stopped: () => boolean; pauseMs: number },
): Promise<void> {
  const { post, dice, clock, stopped, pauseMs } = parts
  await line.open?.(post)
  const bodies: MessageBody[] = []
  const again = (at: number) => line.send(post, { id: String(at), body: bodies[at]! })
  while (!stopped()) {
    const body = script.choose()
    // Texts that wait together are read as one: each comes alone.
    if (body.kind === 'text' && !(await until(() => line.answered() >= script.expected.length))) return
    script.play(body, timeOf(clock))
    const at = bodies.push(body) - 1
    await Promise.all(dice.chance(0.1) ? [again(at), again(at)] : [again(at)])
    sent.push(String(at))
    if (dice.chance(0.05)) await again(dice.between(0, at))
    await sleep(dice.between(0, pauseMs))
  }
}

/** @returns false when it did not come true in time */
export async function until(check: () => boolean | Promise<boolean>, ms = PATIENCE_MS): Promise<boolean> {
  for (const end = Date.now() + ms; !(await check()); await sleep(50)) if (Date.now() > end) return false
  return true
}
