/**
 * Danger by phrases, before everything else and without a model: explained by what matched.
 * Harmless look-alikes are taken out of the text first ("my phone died"); the rest of the message is still looked at.
 */
import type { DangerKind } from '../domain/codes.ts'
import { foldWords } from '../language/normalise.ts'

type Kind = Exclude<DangerKind, 'none'>

/** A phrase as words; `gap` before a word: up to MAX_GAP other words may stand there ("a ... b"). */
type Phrase = { kind: Kind | 'harmless'; text: string; words: { word: string; gap: boolean }[] }

/** Phrases by their first word, and words that are danger only when they are the whole message. */
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
  return {
    kind,
    text: raw,
    words: parts.flatMap((words, part) => words.map((word, at) => ({ word, gap: part > 0 && at === 0 }))),
  }
}

/** Adds a phrase as it stands in `content/words`. */
export function addPhrase(index: DangerIndex, raw: string, kind: Phrase['kind']): void {
  const phrase = parse(raw, kind)
  const [first] = phrase.words
  if (!first) return
  index.phrases.set(first.word, [...(index.phrases.get(first.word) ?? []), phrase])
}

/** The forms under which a word of a message may be looked up: as typed, and without what Arabic writes before it. */
function formsOf(word: string): string[] {
  const bare = word.replace(ARABIC_PREFIX, '')
  return bare === word ? [word] : [word, bare]
}

/** Where a phrase that begins at `start` ends, or -1. */
function endOf(phrase: Phrase, forms: readonly string[][], start: number): number {
  let at = start
  for (const { word, gap } of phrase.words.slice(1)) {
    const last = at + 1 + (gap ? MAX_GAP : 0)
    let next = at + 1
    while (next <= last && !forms[next]?.includes(word)) next += 1
    if (next > last) return -1
    at = next
  }
  return at
}

type Match = { phrase: Phrase; start: number; end: number }

function matches(forms: readonly string[][], index: DangerIndex): Match[] {
  return forms.flatMap((own, start) =>
    own.flatMap((form) =>
      (index.phrases.get(form) ?? []).flatMap((phrase) => {
        const end = endOf(phrase, forms, start)
        return end < 0 ? [] : [{ phrase, start, end }]
      }),
    ),
  )
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
    if (first) return { kind, matched: first.phrase.text }
  }
  return { kind: 'none', matched: '' }
}
