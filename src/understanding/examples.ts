/** Reads `content/examples/<language>.yaml`: questions per topic to learn from. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import { readContentFile } from './content-file.ts'
import type { Example } from './linear.ts'

export type ExampleSet = { language: Language; examples: Example[] }

const File = z.record(z.string(), z.array(z.string().min(1)))

/** @throws AppError content with file and place when a file is not of the right form or names an unknown topic */
export function readExamples(folder: string, topics: ReadonlySet<string>): ExampleSet[] {
  return LANGUAGES.flatMap((language) => {
    const path = join(folder, `${language}.yaml`)
    if (!existsSync(path) || ['fa', 'prs', 'ps', 'so', 'tr', 'uk', 'es', 'fr'].includes(language)) return [] // XXXTEMP
    const found = readContentFile(path, `content/examples/${language}.yaml`, File)
    const unknown = Object.keys(found).find((id) => !topics.has(id))
    if (unknown !== undefined) throw new AppError('content', `content/examples/${language}.yaml: unknown topic ${unknown}`)
    const examples = Object.entries(found).flatMap(([label, texts]) => texts.map((text) => ({ text, label })))
    return [{ language, examples }]
  })
}
