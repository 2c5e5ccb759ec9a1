/** Trains the linear classifier. Deterministic: the order of examples is shuffled by a fixed generator. */
import { fold } from '../language/normalise.ts'
import { features, type Features } from './features.ts'
import { buildTable, softmax, vectorise, type Example, type LinearModel, type SparseVector } from './linear.ts'

export type TrainOptions = { epochs?: number; rate?: number; minDocuments?: number }

/** Mulberry32: a small generator with a seed, so that two builds give the same model. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function shuffled(length: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i)
  for (let i = length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = held
  }
  return order
}

/** A copy with about one letter in fifteen dropped, doubled or swapped: people type on small, borrowed phones. */
function noisy(text: string, random: () => number): string {
  let result = ''
  for (const char of text) {
    const dice = random()
    if (!/\p{L}/u.test(char) || dice > 0.066) result += char
    else if (dice > 0.044) result += char + char
    else if (dice > 0.022) result = result.slice(0, -1) + char + result.slice(-1)
  }
  return result
}

function index(all: Features[], minDocuments: number): Pick<LinearModel, 'hashes' | 'idf' | 'table'> {
  const documents = new Map<number, number>()
  for (const { words, runs } of all) {
    for (const hash of words.keys()) documents.set(hash, (documents.get(hash) ?? 0) + 1)
    for (const hash of runs.keys()) documents.set(hash, (documents.get(hash) ?? 0) + 1)
  }
  const kept = [...documents].filter(([, times]) => times >= minDocuments).sort(([a], [b]) => a - b)
  const hashes = Uint32Array.from(kept, ([hash]) => hash)
  const idf = Float32Array.from(kept, ([, times]) => Math.log((1 + all.length) / (1 + times)) + 1)
  return { hashes, idf, table: buildTable(hashes) }
}

type Fit = { weights: Float32Array; bias: Float32Array; sums: Float32Array }

/** One stochastic step with AdaGrad: `gradient = probability - truth`, per label. */
function step(fit: Fit, vector: SparseVector, error: Float32Array, rate: number): void {
  const { sums } = fit
  const classes = error.length
  for (let i = 0; i < vector.rows.length; i += 1) {
    const base = (vector.rows[i] ?? 0) * classes
    const value = vector.values[i] ?? 0
    for (let c = 0; c < classes; c += 1) {
      const gradient = (error[c] ?? 0) * value
      if (gradient * gradient < 1e-10) continue
      const at = base + c
      const sum = (sums[at] ?? 0) + gradient * gradient
      sums[at] = sum
      fit.weights[at] = (fit.weights[at] ?? 0) - (rate * gradient) / Math.sqrt(sum)
    }
  }
  for (let c = 0; c < classes; c += 1) fit.bias[c] = (fit.bias[c] ?? 0) - rate * 0.05 * (error[c] ?? 0)
}

function scoresOf(fit: Fit, vector: SparseVector, classes: number): Float32Array {
  const scores = Float32Array.from(fit.bias)
  for (let i = 0; i < vector.rows.length; i += 1) {
    const base = (vector.rows[i] ?? 0) * classes
    const value = vector.values[i] ?? 0
    for (let c = 0; c < classes; c += 1) scores[c] = (scores[c] ?? 0) + value * (fit.weights[base + c] ?? 0)
  }
  return scores
}

type Task = { vectors: SparseVector[]; truth: Int32Array; classes: number; size: number }

function optimise({ vectors, truth, classes, size }: Task, options: TrainOptions): Fit {
  const fit: Fit = {
    weights: new Float32Array(size * classes),
    bias: new Float32Array(classes),
    sums: new Float32Array(size * classes).fill(1e-4),
  }
  const random = seededRandom(20260101)
  const epochs = options.epochs ?? 14
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const rate = (options.rate ?? 0.35) * (1 - epoch / epochs)
    for (const at of shuffled(vectors.length, random)) {
      const vector = vectors[at]
      if (!vector) continue
      const error = softmax(scoresOf(fit, vector, classes), 1)
      const label = truth[at] ?? 0
      error[label] = (error[label] ?? 0) - 1
      step(fit, vector, error, rate)
    }
  }
  return fit
}

function quantise(fit: Fit): { weights: Int8Array; scale: number } {
  let top = 0
  for (const weight of fit.weights) top = Math.max(top, Math.abs(weight))
  const scale = top / 127 || 1
  return { weights: Int8Array.from(fit.weights, (weight) => Math.round(weight / scale)), scale }
}

/**
 * Trains on examples; each is also learned once with typing errors.
 * @returns a model whose labels are in alphabetical order
 */
export function train(examples: Example[], options: TrainOptions = {}): LinearModel {
  const random = seededRandom(7)
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const number = new Map(labels.map((label, i) => [label, i]))
  const both = examples.flatMap((example) => [example, { text: noisy(example.text, random), label: example.label }])
  const all = both.map(({ text }) => features(fold(text)))
  const found = index(all, options.minDocuments ?? 3)
  const vectors = all.map((one) => vectorise(one, found))
  const truth = Int32Array.from(both, ({ label }) => number.get(label) ?? 0)
  const fit = optimise({ vectors, truth, classes: labels.length, size: found.hashes.length }, options)
  return { labels, ...found, ...quantise(fit), bias: fit.bias, temperature: 1 }
}
