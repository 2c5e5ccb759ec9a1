/** What takes long to make is made once and kept in a file named by a hash of all that went into it. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'

/** Raised when the form of what is kept changes. */
const FORMAT = 2
/** Code that shapes what is kept: its text is part of every hash. */
const CODE = [
  '../language/identify.ts',
  '../language/train-identifier.ts',
  '../language/normalise.ts',
  '../language/digits.ts',
  '../language/table.ts',
  'calendars.ts',
  'corpus.ts',
  'danger.ts',
  'danger-model.ts',
  'features.ts',
  'linear.ts',
  'model.ts',
  'train.ts',
  'words.ts',
]

/** Parts in a folder. A folder that can't be written costs the time of making at each start, nothing else. */
export class Cache {
  private readonly folder: string
  private readonly code: string
  private readonly used = new Set<string>()

  constructor(folder: string) {
    this.folder = folder
    const hash = createHash('sha256').update(`format ${FORMAT}`)
    for (const file of CODE) hash.update(readFileSync(new URL(file, import.meta.url)))
    this.code = hash.digest('hex')
  }

  /**
   * The part for this input: from its file, or made and put there. A half-written or foreign file counts as none.
   * @param input all that the part is made from, besides the code
   */
  get<T>(name: string, input: readonly string[], make: () => T): T {
    const hash = createHash('sha256').update(this.code)
    for (const one of input) hash.update(`${one.length}:`).update(one)
    const file = `${name}-${hash.digest('hex').slice(0, 20)}.bin`
    this.used.add(file)
    try {
      return deserialize(readFileSync(join(this.folder, file))) as T
    } catch {
      const made = make()
      this.keep(file, made)
      return made
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
      // Said above: making it again is all it costs.
    }
  }

  /** Removes what an older input left. */
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
