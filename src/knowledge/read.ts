/** Reads one file of content and says precisely what is wrong with it: file, place, what. Collects faults, throws none. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'

/** A fault in a file. `path` is the place inside it, dotted. */
export type Fault = { file: string; path: string; message: string }

export class ContentReader {
  readonly faults: Fault[] = []
  readonly root: string
  constructor(root: string) {
    this.root = root
  }

  fault(file: string, path: string, message: string): void {
    this.faults.push({ file, path, message })
  }

  private parsed(file: string): unknown {
    const text = readFileSync(join(this.root, file), 'utf8')
    return file.endsWith('.json') ? JSON.parse(text) : parse(text)
  }

  /** The file's content, or the fallback with a fault noted. */
  read<T>(file: string, schema: z.ZodType<T>, fallback: T): T {
    try {
      const found = schema.safeParse(this.parsed(file) ?? {})
      if (found.success) return found.data
      for (const issue of found.error.issues) this.fault(file, issue.path.join('.'), issue.message)
    } catch (error) {
      // The parser's message names the line; it never repeats more of the file than that line.
      this.fault(file, '', error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'cannot be read')
    }
    return fallback
  }

  /** A file that a pack may leave out. */
  readIfThere<T>(file: string, schema: z.ZodType<T>, fallback: T): T {
    return existsSync(join(this.root, file)) ? this.read(file, schema, fallback) : fallback
  }

  /** Names of the files with an ending in a folder, sorted; none when there is no such folder. */
  files(folder: string, ending: string): string[] {
    const path = join(this.root, folder)
    if (!existsSync(path)) return []
    return readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(folder, name))
  }

  folders(folder: string): string[] {
    const found = readdirSync(join(this.root, folder), { withFileTypes: true })
    return found
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
  }
}

export const fileName = (path: string): string => basename(path).replace(/\.[^.]+$/, '')
export const shown = (fault: Fault): string => `${fault.file}${fault.path ? ` · ${fault.path}` : ''}: ${fault.message}`
