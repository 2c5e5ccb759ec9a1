/** The trained model as a whole: each part is built once and kept in a file named by a hash of all that went into it. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { trainIdentifier } from '../language/train-identifier.ts'
import type { IdentifierModel } from '../language/identify.ts'
import { declarationTexts } from './corpus.ts'
import type { ExampleSet } from './examples.ts'
import { buildTable, type LinearModel } from './linear.ts'
import type { TopicModels } from './topics.ts'
import { train } from './train.ts'

export type Model = { identifier: IdentifierModel; topics: TopicModels }

/** Raised when the way of training changes, so that an older file is not read. */
const FORMAT = 1
/** Code that shapes a model: its text is part of the hash. */
const CODE = [
  '../language/identify.ts',
  '../language/normalise.ts',
  '../language/digits.ts',
  'features.ts',
  'linear.ts',
  'train.ts',
  'corpus.ts',
]

const LATIN_ONLY = /^[^\p{L}]*(?:\p{Script=Latin}[^\p{L}]*)+$/u

function identifierTexts(sets: ExampleSet[]): Map<string, string[]> {
  const texts = declarationTexts()
  const add = (name: string, more: string[]): void => void texts.set(name, [...(texts.get(name) ?? []), ...more])
  for (const { language, examples } of sets) {
    const latinScript = ['nl', 'en', 'so', 'tr', 'es', 'fr'].includes(language)
    for (const { text } of examples) {
      if (latinScript || !LATIN_ONLY.test(text)) add(language, [text])
      else add(`${language}-Latn`, [text])
    }
  }
  return texts
}

type Stored = Omit<LinearModel, 'table'>
const withoutTable = ({ table: _table, ...rest }: LinearModel): Stored => rest
const withTable = (found: Stored): LinearModel => ({ ...found, table: buildTable(found.hashes) })

/** Parts of a model in a folder. A folder that can't be written costs the time of building at each start, nothing else. */
class Cache {
  private readonly folder: string
  private readonly code: string
  private readonly used = new Set<string>()

  constructor(folder: string) {
    this.folder = folder
    const hash = createHash('sha256').update(`format ${FORMAT}`)
    for (const file of CODE) hash.update(readFileSync(new URL(file, import.meta.url)))
    this.code = hash.digest('hex')
  }

  /** The part for this input: from its file, or built and put there. A half-written or foreign file counts as none. */
  get<T>(name: string, input: unknown, build: () => T): T {
    const hash = createHash('sha256').update(this.code).update(JSON.stringify(input)).digest('hex').slice(0, 20)
    const file = `${name}-${hash}.bin`
    this.used.add(file)
    try {
      return deserialize(readFileSync(join(this.folder, file))) as T
    } catch {
      const built = build()
      this.keep(file, built)
      return built
    }
  }

  /** Writes beside and renames, so that a second process never reads half a file. */
  private keep(file: string, value: unknown): void {
    try {
      mkdirSync(this.folder, { recursive: true })
      const beside = join(this.folder, `${file}.${process.pid}`)
      writeFileSync(beside, serialize(value))
      renameSync(beside, join(this.folder, file))
    } catch {
      // Said above: building again is all it costs.
    }
  }

  /** Removes parts of older examples. */
  clean(): void {
    try {
      for (const name of readdirSync(this.folder)) {
        if (name.endsWith('.bin') && !this.used.has(name)) rmSync(join(this.folder, name), { force: true })
      }
    } catch {
      // No folder, nothing to clean.
    }
  }
}

/**
 * The model for these examples. Only what changed is built again.
 * @param progress gets a line per part that is built
 */
export function loadModel(sets: ExampleSet[], cacheFolder: string, progress: (line: string) => void): Model {
  const cache = new Cache(cacheFolder)
  let built = 0
  const timed = <T>(what: string, build: () => T): T => {
    if (built === 0) progress('building the language model (once; kept until the examples change) ...')
    built += 1
    const started = performance.now()
    const value = build()
    progress(`${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    return value
  }
  const texts = identifierTexts(sets)
  const identifier = cache.get('languages', [...texts], () =>
    timed(`${texts.size} languages learned`, () => trainIdentifier(texts)),
  )
  const topics: TopicModels = new Map()
  for (const { language, examples } of sets) {
    const build = (): Stored =>
      timed(`topics in ${language} learned from ${examples.length} examples`, () => withoutTable(train(examples)))
    topics.set(language, withTable(cache.get(`topics-${language}`, examples, build)))
  }
  if (built > 0) cache.clean()
  return { identifier, topics }
}
