/** The choice of the most exact answer: by audience and law first, then by municipality. */
import type { Profile } from '../domain/codes.ts'
import { namesIn } from './cross-check.ts'
import { NATIONAL, type Answer, type Pack, type SourceLine } from './knowledge.ts'
import type { TopicTruth } from './schema.ts'

/** Namespace → key → text, in the language that is always complete. */
export type SourceTexts = ReadonlyMap<string, Readonly<Record<string, string>>>

/**
 * From the most exact variant to the general one; what is unknown is left out. Under an older law the law comes before the
 * audience: what changed in 2021 (who pays, who leads, the term) changed for everybody.
 */
export function variantsFor({ audience, law }: Profile): string[] {
  const known = [audience, law].filter((value) => value !== 'unknown')
  const both = known.length === 2 ? [known.join('_')] : []
  const olderLaw = law === 'wi2013' || law === 'before2013'
  return [...both, ...(olderLaw ? known.reverse() : known), '']
}

const withVariant = (key: string, variant: string): string => (variant === '' ? key : `${key}_${variant}`)

/** Without the day: that part changes while a process runs. `reviewBy` in milliseconds. */
type Found = { answer: Answer; reviewBy: number }

const DAY_MS = 86_400_000
/** The end of a day in milliseconds. @param iso yyyy-mm-dd */
const dayAfter = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) + DAY_MS

export class Answers {
  private readonly packs: ReadonlyMap<string, Pack>
  private readonly texts: SourceTexts
  private readonly found = new Map<string, Found | null>()

  constructor(packs: ReadonlyMap<string, Pack>, texts: SourceTexts) {
    this.packs = packs
    this.texts = texts
  }

  /** The text of a key for a reader in a municipality, in the source language. */
  text(key: string, municipality: string): string | undefined {
    return this.texts.get(municipality)?.[key] ?? this.texts.get(NATIONAL)?.[key]
  }

  answer(topic: string, profile: Profile, now: Date): Answer | null {
    const id = `${topic} ${profile.municipality} ${profile.audience} ${profile.law}`
    const known = this.found.get(id)
    const found = known === undefined ? this.find(topic, profile) : known
    if (known === undefined) this.found.set(id, found)
    if (!found) return null
    // Outdated from the day after, in universal time.
    return now.getTime() < found.reviewBy ? found.answer : { ...found.answer, outdated: true }
  }

  private find(topic: string, profile: Profile): Found | null {
    const { municipality } = profile
    const variant = variantsFor(profile).find((one) => this.text(withVariant(`${topic}.short`, one), municipality) !== undefined)
    if (variant === undefined) return null
    const short = withVariant(`${topic}.short`, variant)
    const truth = this.truthOf(topic, short, municipality)
    if (!truth) return null
    const moreKey = withVariant(`${topic}.more`, variant)
    const more = this.text(moreKey, municipality) ? moreKey : null
    const answer = { topic, short, more, truth, variant, sources: this.sources(truth, municipality), outdated: false }
    return { answer, reviewBy: dayAfter(this.reviewBy(more ? [short, more] : [short], municipality)) }
  }

  /** The truth of the pack whose text is shown. */
  private truthOf(topic: string, short: string, municipality: string): TopicTruth | undefined {
    const local =
      this.texts.get(municipality)?.[short] === undefined ? undefined : this.packs.get(municipality)?.topics.get(topic)
    return local ?? this.packs.get(NATIONAL)?.topics.get(topic)
  }

  private sources(truth: TopicTruth, municipality: string): SourceLine[] {
    return truth.sources.flatMap((id) => {
      const source = this.packs.get(municipality)?.sources.get(id) ?? this.packs.get(NATIONAL)?.sources.get(id)
      return source ? [{ title: source.title, url: source.url, checked: truth.checked }] : []
    })
  }

  /** The first day on which a figure of these texts needs another look. */
  private reviewBy(keys: string[], municipality: string): string {
    const days = keys
      .flatMap((key) => namesIn(this.text(key, municipality) ?? ''))
      .filter(({ kind }) => kind === 'f')
      .map(({ id }) => (this.packs.get(municipality)?.figures.get(id) ?? this.packs.get(NATIONAL)?.figures.get(id))?.reviewBy)
    return days.reduce<string>((first, day) => (day !== undefined && day < first ? day : first), '9999-12-31')
  }
}
