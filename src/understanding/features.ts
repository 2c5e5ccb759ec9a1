/** Text → hashed features: words, pairs of words, and runs of 2 to 5 characters inside a word with its edges. */

const WORD = /[\p{L}\p{N}']+/gu
const OFFSET = 0x811c9dc5
const PRIME = 0x01000193
const MIN_RUN = 2
const MAX_RUN = 5
/** Beyond this many words a message says nothing new about its topic; keeps the time bounded. */
const MAX_WORDS = 80

/** Words of a folded text. */
export const wordsOf = (folded: string): string[] => (folded.match(WORD) ?? []).slice(0, MAX_WORDS)

/** FNV-1a over UTF-16 code units: stable over machines, so a stored model stays valid. */
function hash(text: string, seed: number): number {
  let value = (OFFSET ^ seed) >>> 0
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), PRIME) >>> 0
  return value
}

/** The feature of a word as such. */
export const wordHash = (word: string): number => hash(word, 1)

/** Counts per hashed feature, words and characters apart since they are weighted apart. */
export type Features = { words: Map<number, number>; runs: Map<number, number> }

const count = (into: Map<number, number>, key: number): void => {
  into.set(key, (into.get(key) ?? 0) + 1)
}

function addRuns(word: string, into: Map<number, number>): void {
  const padded = ` ${word} `
  for (let start = 0; start < padded.length; start += 1) {
    let value = (OFFSET ^ 3) >>> 0
    const end = Math.min(start + MAX_RUN, padded.length)
    for (let i = start; i < end; i += 1) {
      value = Math.imul(value ^ padded.charCodeAt(i), PRIME) >>> 0
      if (i - start + 1 >= MIN_RUN) count(into, value)
    }
  }
}

/** Features of a folded text. Linear in its length, at most MAX_WORDS words. */
export function features(folded: string): Features {
  const words = wordsOf(folded)
  const result: Features = { words: new Map(), runs: new Map() }
  words.forEach((word, index) => {
    count(result.words, wordHash(word))
    const next = words[index + 1]
    if (next !== undefined) count(result.words, hash(`${word} ${next}`, 2))
    addRuns(word, result.runs)
  })
  return result
}
