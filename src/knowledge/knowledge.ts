/** All that is true and all that can be said, checked and frozen: what the pure core may look things up in. */
import type { Language, Profile } from '../domain/codes.ts'
import type { TextRef } from '../domain/text.ts'
import type { Contact, Figure, GlossaryEntry, PackFile, Source, TopicTruth } from './schema.ts'

export type Pack = PackFile & {
  topics: ReadonlyMap<string, TopicTruth>
  figures: ReadonlyMap<string, Figure>
  contacts: ReadonlyMap<string, Contact>
  sources: ReadonlyMap<string, Source>
}

export type SourceLine = { title: string; url: string; checked: string }

/** The answer to a topic for one person: which texts, and what they stand on. */
export type Answer = {
  topic: string
  short: string
  /** Null when there is nothing more to say. */
  more: string | null
  truth: TopicTruth
  sources: SourceLine[]
  /** A figure in it is past its review date: says where to check it. */
  outdated: boolean
  /** For whom this variant was written: '' is everybody. */
  variant: string
}

export type Rendered = { text: string; language: Language }

export interface Knowledge {
  /** Languages that have the texts of the interface. */
  readonly languages: readonly Language[]
  readonly subjects: readonly string[]
  /** Every topic id of the catalogue with its subject. */
  readonly subjectOf: ReadonlyMap<string, string>
  readonly packs: ReadonlyMap<string, Pack>
  readonly glossary: ReadonlyMap<string, GlossaryEntry>
  /** Null when nothing is written on the topic. */
  answer(topic: string, profile: Profile, now: Date): Answer | null
  /** Whether a flow is switched on in a municipality. */
  flowIsOn(flow: string, municipality: string): boolean
  /** A figure's value, the municipality's first. @throws when there is none: checked at start. */
  figure(id: string, municipality: string): number
  pack(municipality: string): Pack
  /** Who helps in person: the municipality's contact. */
  contact(municipality: string): Contact
  has(key: string, municipality: string): boolean
  /** National keys that start with a prefix. */
  keys(prefix: string): string[]
  /** A text in a language, or in what stands in for it; local texts first. */
  text(ref: TextRef, where: { language: Language; municipality: string }): Rendered
}

export const NATIONAL = 'national'
