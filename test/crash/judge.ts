/** Compares what happened in a conversation with what should have. Pure. */
import { withoutNumbers } from './answers.ts'

export type Delivery = {
  key: string
  /** Its sender was killed while the outcome was not written down yet. */
  inFlight: boolean
}

export type Evidence = {
  /** Ids of the messages, in the order in which they were accepted. */
  sent: readonly string[]
  /** Ids as the database has them. */
  received: readonly string[]
  /** Answers as the pure core gives them. */
  expected: readonly string[]
  /** Answers as the database has them, and whether their sending is marked uncertain. */
  written: readonly { key: string; uncertain: boolean }[]
  /** Answers as they came to the person. */
  shown: readonly Delivery[]
  /** Web: every event counts once; a network: a send in flight at a kill may come again. */
  mayRepeat: boolean
}

export type Verdict = {
  lost: number
  handledTwice: number
  shownTwice: number
  outOfOrder: number
  /** In its place, but with other content. */
  different: number
  /** Allowed repeats: the copy before was in flight at a kill, and the store says that it was uncertain. */
  repeats: number
}

type Difference = { missing: number; extra: number; moved: number }

/** Length of the longest common subsequence, and with it which items of both are outside of it. */
function outside(left: readonly string[], right: readonly string[]): { left: string[]; right: string[] } {
  const width = right.length + 1
  const best = new Uint32Array((left.length + 1) * width)
  const at = (i: number, j: number): number => best[i * width + j]!
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      best[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const only = { left: [] as string[], right: [] as string[] }
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) [i, j] = [i + 1, j + 1]
    else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) only.left.push(left[i++]!)
    else only.right.push(right[j++]!)
  }
  return only
}

/** What is missing, what is too much, and what is there but not in its place. */
function compare(wanted: readonly string[], found: readonly string[]): Difference {
  let start = 0
  while (start < wanted.length && wanted[start] === found[start]) start += 1
  const only = outside(wanted.slice(start), found.slice(start))
  const extra = [...only.right]
  const moved = only.left.filter((key) => {
    const at = extra.indexOf(key)
    if (at >= 0) extra.splice(at, 1)
    return at >= 0
  }).length
  return { missing: only.left.length - moved, extra: extra.length, moved }
}

/** Takes out the copies that come directly after their message, before the next one. */
export function withoutRepeats(written: readonly string[], deliveries: readonly Delivery[]) {
  const shown: string[] = []
  const repeats: { at: number; inFlight: boolean }[] = []
  let next = 0
  let before: Delivery | null = null
  for (const delivery of deliveries) {
    const { key } = delivery
    if (before && key !== written[next] && key === before.key && key === written[next - 1])
      repeats.push({ at: next - 1, inFlight: before.inFlight })
    else {
      // Goes on after what was left out, so that one loss is counted as one.
      const at = written.indexOf(key, next)
      if (at >= 0) next = at + 1
      shown.push(key)
    }
    before = delivery
  }
  return { shown, repeats }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

export function judge({ sent, received, expected, written, shown, mayRepeat }: Evidence): Verdict {
  const keys = written.map(({ key }) => key)
  const in_ = compare(sent, received)
  const answered = compare(expected.map(withoutNumbers), keys.map(withoutNumbers))
  const { shown: once, repeats } = mayRepeat ? withoutRepeats(keys, shown) : { shown: shown.map(({ key }) => key), repeats: [] }
  const out = compare(keys, once)
  const allowed = repeats.filter(({ at, inFlight }) => inFlight && written[at]?.uncertain === true).length
  const same = sum([answered.missing, answered.extra, answered.moved]) === 0
  return {
    lost: in_.missing + answered.missing + out.missing,
    handledTwice: in_.extra + answered.extra,
    shownTwice: out.extra + repeats.length - allowed,
    outOfOrder: in_.moved + answered.moved + out.moved,
    different: same ? expected.filter((key, at) => key !== keys[at]).length : 0,
    repeats: allowed,
  }
}
