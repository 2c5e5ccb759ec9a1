/**
 * Danger by phrases, before everything else and without a model: explained by what matched.
 * Harmless look-alikes are taken out of the text first ("my phone died"); the rest of the message is still looked at.
 */
import type { DangerKind } from '../domain/codes.ts'
import { foldWords } from '../language/normalise.ts'

type Kind = Exclude<DangerKind, 'none'>

/** A phrase as words; the bit of a word in `gaps`: up to MAX_GAP other words may stand before it ("a ... b"). */
type Phrase = { kind: Kind | 'harmless'; words: readonly string[]; gaps: number }

/**
 * Phrases by their first two words, or by the first alone where others may stand between; and words that are danger only when they
 * are the whole message.
 */
export type DangerIndex = { phrases: Map<string, Phrase[]>; alone: Map<string, Kind> }

const MAX_GAP = 4
/** When several kinds match, the one that cannot wait comes first. */
const ORDER: readonly Kind[] = ['emergency', 'crisis', 'scam', 'abuse']
/** Arabic writes "and", "in", "for", "like", "the" together with the word. */
const ARABIC_PREFIX = /^(?:[وفبلک]?ال|[وفبلک])(?=\p{L}{2})/u

export const emptyDangerIndex = (): DangerIndex => ({ phrases: new Map(), alone: new Map() })

function parse(raw: string, kind: Phrase['kind']): Phrase {
  const parts = raw.split(/\.\.\.|…/u).map((part) =>
    foldWords(part)
      .split(' ')
      .filter((word) => word !== ''),
  )
  const words: string[] = []
  let gaps = 0
  parts.forEach((part, at) => {
    if (at > 0 && part.length > 0) gaps |= 1 << words.length
    words.push(...part)
  })
  return { kind, words, gaps }
}

const hasGap = ({ gaps }: Phrase, at: number): boolean => (gaps & (1 << at)) !== 0

const keyOf = (phrase: Phrase): string => {
  const [first = '', second] = phrase.words
  return second === undefined || hasGap(phrase, 1) ? first : `${first} ${second}`
}

function put(index: DangerIndex, phrase: Phrase): void {
  if (phrase.words.length === 0) return
  const key = keyOf(phrase)
  const known = index.phrases.get(key)
  if (known) known.push(phrase)
  else index.phrases.set(key, [phrase])
}

/** Adds a phrase as it stands in `content/words`. */
export const addPhrase = (index: DangerIndex, raw: string, kind: Phrase['kind']): void => put(index, parse(raw, kind))

/** A phrase as one reads it. */
const phraseText = (phrase: Phrase): string =>
  phrase.words.map((word, at) => (hasGap(phrase, at) ? `... ${word}` : word)).join(' ')

/** Phrases as they are kept: a line each. There are tens of thousands, and as objects in a file they would take long to read. */
export type PackedIndex = { lines: string; alone: [string, Kind][] }

export const packIndex = ({ phrases, alone }: DangerIndex): PackedIndex => ({
  lines: [...phrases.values()]
    .flat()
    .map((phrase) => `${phrase.kind}\t${phrase.gaps}\t${phrase.words.join(' ')}`)
    .join('\n'),
  alone: [...alone],
})

export function unpackIndex({ lines, alone }: PackedIndex): DangerIndex {
  const index: DangerIndex = { phrases: new Map(), alone: new Map(alone) }
  // One string for each word, however many phrases it stands in.
  const known = new Map<string, string>()
  const shared = (word: string): string => {
    const own = known.get(word)
    if (own !== undefined) return own
    known.set(word, word)
    return word
  }
  for (const line of lines.split('\n')) {
    const [kind = '', gaps = '', words = ''] = line.split('\t')
    put(index, { kind: kind as Phrase['kind'], gaps: Number(gaps), words: words.split(' ').map(shared) })
  }
  return index
}

/** The forms under which a word of a message may be looked up: as typed, and without what Arabic writes before it. */
function formsOf(word: string): string[] {
  const bare = word.replace(ARABIC_PREFIX, '')
  return bare === word ? [word] : [word, bare]
}

/** Where a phrase that begins at `start` ends, or -1. */
function endOf(phrase: Phrase, forms: readonly string[][], start: number): number {
  let at = start
  for (let i = 1; i < phrase.words.length; i += 1) {
    const word = phrase.words[i] ?? ''
    const last = at + 1 + (hasGap(phrase, i) ? MAX_GAP : 0)
    let next = at + 1
    while (next <= last && !forms[next]?.includes(word)) next += 1
    if (next > last) return -1
    at = next
  }
  return at
}

type Match = { phrase: Phrase; start: number; end: number }

function matches(forms: readonly string[][], index: DangerIndex): Match[] {
  const found: Match[] = []
  forms.forEach((own, start) => {
    const seconds = forms[start + 1] ?? []
    for (const first of own) {
      for (const key of [first, ...seconds.map((second) => `${first} ${second}`)]) {
        for (const phrase of index.phrases.get(key) ?? []) {
          const end = endOf(phrase, forms, start)
          if (end >= 0) found.push({ phrase, start, end })
        }
      }
    }
  })
  return found
}

/** @param folded the words of a message, folded. @returns the kind and the phrase that matched; `none` and '' when nothing did */
export function findDanger(folded: string, index: DangerIndex): { kind: DangerKind; matched: string } {
  const alone = index.alone.get(folded)
  if (alone !== undefined) return { kind: alone, matched: folded }
  const forms = folded.split(' ').map(formsOf)
  const found = matches(forms, index)
  const harmless = found.filter(({ phrase }) => phrase.kind === 'harmless')
  const covered = ({ start, end }: Match): boolean => harmless.some((other) => other.start <= start && end <= other.end)
  for (const kind of ORDER) {
    const first = found.find((match) => match.phrase.kind === kind && !covered(match))
    if (first) return { kind, matched: phraseText(first.phrase) }
  }
  return { kind: 'none', matched: '' }
}
