/**
 * The classifier of danger: one over all languages, learned from whole messages, from the phrases, from ordinary questions and small
 * talk. What is made of its scores is in danger-judge.ts.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { DANGERS, LANGUAGES } from '../domain/codes.ts'
import { parseContent } from './content-file.ts'
import type { DangerIndex } from './danger.ts'
import type { Example, LinearModel } from './linear.ts'
import { train } from './train.ts'

type Kind = (typeof DANGERS)[number]

const EPOCHS = 8

const Messages = z.record(z.enum([...DANGERS, 'harmless']), z.array(z.string().min(1)))

export type DangerFile = { name: string; raw: string }

/** The files of whole messages, one per language. */
export function dangerFiles(folder: string): DangerFile[] {
  return LANGUAGES.flatMap((language) => {
    const path = join(folder, `${language}.yaml`)
    return existsSync(path) ? [{ name: `content/danger/${language}.yaml`, raw: readFileSync(path, 'utf8') }] : []
  })
}

const labelOf = (kind: Kind | 'harmless'): string => (kind === 'harmless' ? 'none' : kind)
const isKind = (label: string): label is Kind => (DANGERS as readonly string[]).includes(label)

/** @throws AppError content with file and place */
function examplesIn({ name, raw }: DangerFile): Example[] {
  const found = parseContent(raw, name, Messages)
  return [...DANGERS, 'harmless' as const].flatMap((kind) => found[kind].map((text) => ({ text, label: labelOf(kind) })))
}

const phrasesIn = ({ phrases }: DangerIndex): Example[] =>
  [...phrases.values()].flat().map(({ words, kind }) => ({ text: words.join(' '), label: labelOf(kind) }))

export type DangerSources = {
  files: readonly DangerFile[]
  index: DangerIndex
  /** Ordinary questions by topic; those on danger itself count as danger. */
  questions: readonly Example[]
  /** What people say besides: small talk in any language, yes and no, the words of dates. */
  smallTalk: readonly string[]
}

export function trainDanger({ files, index, questions, smallTalk }: DangerSources): LinearModel {
  const ordinary = questions.map(({ text, label }) => ({ text, label: isKind(label) ? label : 'none' }))
  const talk = smallTalk.map((text) => ({ text, label: 'none' }))
  return train([...files.flatMap(examplesIn), ...phrasesIn(index), ...ordinary, ...talk], { epochs: EPOCHS })
}
