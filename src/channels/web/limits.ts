/** Limits per address and per conversation: a bucket that fills evenly. In memory: a limit is a guard, not a truth. */

type Bucket = { tokens: number; at: number }

/** Buckets that were full for this long are forgotten. */
const FORGET_AFTER = 10_000

export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>()
  private readonly perMinute: number
  private readonly burst: number
  private readonly now: () => number

  /** @param perMinute 0 means no limit */
  constructor(perMinute: number, burst: number, now: () => number) {
    this.perMinute = perMinute
    this.burst = burst
    this.now = now
  }

  /** @returns 0 when allowed, else the milliseconds to wait */
  take(key: string): number {
    if (this.perMinute === 0) return 0
    const now = this.now()
    const perMs = this.perMinute / 60_000
    const old = this.buckets.get(key) ?? { tokens: this.burst, at: now }
    const tokens = Math.min(this.burst, old.tokens + (now - old.at) * perMs)
    if (this.buckets.size > FORGET_AFTER) this.forgetFull(now, perMs)
    if (tokens < 1) {
      this.buckets.set(key, { tokens, at: now })
      return Math.ceil((1 - tokens) / perMs)
    }
    this.buckets.set(key, { tokens: tokens - 1, at: now })
    return 0
  }

  private forgetFull(now: number, perMs: number): void {
    for (const [key, { tokens, at }] of this.buckets) {
      if (tokens + (now - at) * perMs >= this.burst) this.buckets.delete(key)
    }
  }
}
