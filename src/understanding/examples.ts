/** `content/examples/<language>.yaml`: questions per topic to learn from. Parsed only when something must be learned anew. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import { parseContent } from './content-file.ts'
import type { Example } from './linear.ts'

/** @throws (examples) AppError content with file and place when it is not of the right form or names an unknown topic */
export type ExampleFile = { language: Language; raw: string; examples: () => Example[] }

const File = z.record(z.string(), z.array(z.string().min(1)))

function parsed(raw: string, name: string, topics: ReadonlySet<string>): Example[] {
  const found = parseContent(raw, name, File)
  const unknown = Object.keys(found).find((id) => !topics.has(id))
  if (unknown !== undefined) throw new AppError('content', `${name}: unknown topic ${unknown}`)
  return Object.entries(found).flatMap(([label, texts]) => texts.map((text) => ({ text, label })))
}

/** The example files of a folder, one per language. */
export function exampleFiles(folder: string, topics: ReadonlySet<string>): ExampleFile[] {
  return LANGUAGES.flatMap((language) => {
    const path = join(folder, `${language}.yaml`)
    if (!existsSync(path)) return []
    const raw = readFileSync(path, 'utf8')
    let known: Example[] | null = null
    return [{ language, raw, examples: () => (known ??= parsed(raw, `content/examples/${language}.yaml`, topics)) }]
  })
}
