/** All that the content check looks at, and the texts one by one. Nothing here reads a file: see read.ts. */
import { join } from 'node:path'
import type { Language } from '../../domain/codes.ts'
import { NATIONAL } from '../knowledge.ts'
import type { Content } from '../content.ts'
import type { Finding } from './finding.ts'

/** Language → namespace → key → the file in which the text stands. */
export type Places = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>

/** How far a text is: written, translated back and compared, or read by somebody who speaks the language. */
type ReviewState = 'draft' | 'back-translated' | 'reviewed'
/** What a review was of: short hashes of the Dutch text and of the text itself, so that a change makes it a draft again. */
export type ReviewEntry = { state: ReviewState; source: string; target: string }
/** Language → namespace → key → review. */
export type Reviews = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, ReviewEntry>>>>

export type CodeFile = { file: string; text: string }

export type CheckInput = {
  content: Content
  places: Places
  reviews: Reviews
  /** Hosts that sources and contacts may point to. */
  sites: readonly string[]
  /** The program's own files: for the keys they use. */
  code: readonly CodeFile[]
  /** Ids of the scripted flows. */
  flows: ReadonlySet<string>
  /** yyyy-mm-dd */
  today: string
  /** A day on which everything must be within its review date; null: only warn. */
  due: string | null
}

/** A rule of the check. */
export type Rule = (input: CheckInput) => Finding[]

type Part = 'title' | 'short' | 'more'
/** A key of an answer taken apart: `letter.when.short_family` is part `short` of `letter.when`, variant `family`. */
export type AnswerKey = { topic: string; part: Part; variant: string }
export type TextEntry = { language: Language; ns: string; key: string; text: string; file: string; answer: AnswerKey | null }

const ANSWER = /^(.+)\.(title|short|more)(?:_(.+))?$/

/** @returns null for a key that is no part of a topic of the catalogue */
export function answerKey(key: string, topics: ReadonlySet<string>): AnswerKey | null {
  const found = ANSWER.exec(key)
  const topic = found?.[1] ?? ''
  return found && topics.has(topic) ? { topic, part: found[2] as Part, variant: found[3] ?? '' } : null
}

/** Every topic id of the catalogue. */
export const topicsOf = (content: Content): Set<string> =>
  new Set(Object.values(content.catalogue).flatMap((subject) => Object.keys(subject)))

/** Where a text stands; where it should stand when there is none. */
export function fileOf(input: CheckInput, language: string, ns: string, key: string): string {
  const place = input.places.get(language)?.get(ns)?.get(key)
  return place ?? join('locales', language, ns === NATIONAL ? '' : `${ns}.json`)
}

/** Every text of every language and namespace. */
export function entriesOf(input: CheckInput): TextEntry[] {
  const topics = topicsOf(input.content)
  return [...input.content.resources].flatMap(([language, spaces]) =>
    [...spaces].flatMap(([ns, texts]) =>
      Object.entries(texts).map(([key, text]) => ({
        language,
        ns,
        key,
        text,
        file: fileOf(input, language, ns, key),
        answer: answerKey(key, topics),
      })),
    ),
  )
}

/** The Dutch texts, from which the others are made. */
export const sourceTexts = (content: Content, ns: string): Readonly<Record<string, string>> =>
  content.resources.get('nl')?.get(ns) ?? {}

export const GLOSSARY = join('content', 'glossary.yaml')

/** The plain explanations of Dutch terms, as texts: a newcomer reads them too. */
export function glossaryEntries({ content }: CheckInput): TextEntry[] {
  return Object.entries(content.glossary).flatMap(([term, { explain }]) =>
    Object.entries(explain).map(([code, text]) => ({
      language: code as Language,
      ns: NATIONAL,
      key: `${term}.explain.${code}`,
      text,
      file: 'content/glossary.yaml',
      answer: null,
    })),
  )
}
