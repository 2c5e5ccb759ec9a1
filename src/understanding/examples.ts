/** Reads `content/examples/<language>.yaml`: questions per topic to learn from. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import type { Example } from './linear.ts'

export type ExampleSet = { language: Language; examples: Example[] }

const File = z.record(z.string(), z.array(z.string().min(1)))

/** @throws AppError content with file and place when a file is not of the right form or names an unknown topic */
export function readExamples(folder: string, topics: ReadonlySet<string>): ExampleSet[] {
  return LANGUAGES.flatMap((language) => {
    const path = join(folder, `${language}.yaml`)
    if (!existsSync(path)) return []
    const found = File.safeParse(parse(readFileSync(path, 'utf8')))
    if (!found.success) {
      const issue = found.error.issues[0]
      throw new AppError('content', `content/examples/${language}.yaml: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
    }
    const unknown = Object.keys(found.data).find((id) => !topics.has(id))
    if (unknown !== undefined) throw new AppError('content', `content/examples/${language}.yaml: unknown topic ${unknown}`)
    const examples = Object.entries(found.data).flatMap(([label, texts]) => texts.map((text) => ({ text, label })))
    return [{ language, examples }]
  })
}
