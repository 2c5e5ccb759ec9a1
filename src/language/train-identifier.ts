/** Counts runs of characters per language into the identifier's model. */
import { BUCKETS, runsOf, type TrainedIdentifier } from './identify.ts'

/** Added to every count (in shares of a bucket): what was never seen is unlikely, not impossible. */
const SMOOTHING = 0.02

/** @param texts per class the texts to learn from; classes may differ much in size */
export function trainIdentifier(texts: Map<string, string[]>): TrainedIdentifier {
  const classes = [...texts.keys()].sort()
  const width = classes.length
  const logs = new Float32Array(BUCKETS * width)
  classes.forEach((name, at) => {
    const counts = new Float64Array(BUCKETS)
    let total = 0
    for (const text of texts.get(name) ?? []) {
      for (const run of runsOf(text)) {
        counts[run] = (counts[run] ?? 0) + 1
        total += 1
      }
    }
    // Relative to the class's own size, so that a language with more text is not favoured for rare runs.
    const unseen = SMOOTHING * Math.sqrt(total / BUCKETS + 1)
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      logs[bucket * width + at] = Math.log(((counts[bucket] ?? 0) + unseen) / (total + unseen * BUCKETS))
    }
  })
  return quantise(classes, logs)
}

function quantise(classes: string[], logs: Float32Array): TrainedIdentifier {
  const width = classes.length
  let low = 0
  let high = -Infinity
  for (const value of logs) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const middle = (low + high) / 2
  const scale = (high - low) / 254
  return {
    classes,
    logs: Int8Array.from(logs, (value) => Math.round((value - middle) / scale)),
    scale,
    // The same middle for every class: kept per class so that a prior could be added.
    offset: new Float32Array(width).fill(middle),
  }
}
