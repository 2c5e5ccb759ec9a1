/** Reads what the content check needs beside the content itself. The only file of the check that touches the disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LANGUAGES } from '../../domain/codes.ts'
import { NATIONAL } from '../knowledge.ts'
import { readContent } from '../load.ts'
import { fileName, type ContentReader } from '../read.ts'
import { TextsFile } from '../schema.ts'
import type { CheckInput, CodeFile, Places, Reviews } from './input.ts'

const SITES = join('content', 'sites.yaml')
const CODE = /\.(?:ts|js|html)$/

/** Groups of hosts, for people: what counts is the host. */
const SitesFile = z.record(
  z.string(),
  z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'a host as duo.nl, without www')),
)
const State = z.enum(['draft', 'back-translated', 'reviewed'])
const Entry = z.looseObject({ state: State, source: z.string().default(''), target: z.string().default('') })
const ReviewFile = z.record(z.string(), z.record(z.string(), Entry))

function keysOf(root: string, file: string): string[] {
  try {
    return Object.keys(TextsFile.parse(JSON.parse(readFileSync(join(root, file), 'utf8'))))
  } catch {
    // The reader has noted what is wrong with the file.
    return []
  }
}

/** Which file each text stands in: content.resources has lost it. */
function readPlaces(reader: ContentReader, packs: ReadonlySet<string>): Places {
  return new Map(
    LANGUAGES.map((code) => {
      const spaces = new Map<string, Map<string, string>>()
      for (const file of reader.files(join('locales', code), '.json')) {
        const name = fileName(file).split('.')[0] ?? ''
        const space = packs.has(name) ? name : NATIONAL
        const places = spaces.get(space) ?? new Map<string, string>()
        for (const key of keysOf(reader.root, file)) places.set(key, file)
        spaces.set(space, places)
      }
      return [code, spaces]
    }),
  )
}

function readReviews(reader: ContentReader): Reviews {
  return new Map(
    LANGUAGES.map((code) => {
      const found = reader.readIfThere(join('locales', code, 'review.yaml'), ReviewFile, {})
      return [code, new Map(Object.entries(found))]
    }),
  )
}

function readCode(root: string): CodeFile[] {
  const folder = join(root, 'src')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => CODE.test(name))
    .sort()
  return files.map((name) => ({ file: join('src', name), text: readFileSync(join(folder, name), 'utf8') }))
}

/** Host names of content/sites.yaml. */
function readSites(reader: ContentReader): string[] {
  return Object.values(reader.readIfThere(SITES, SitesFile, {})).flat()
}

/** Everything of a project folder that the check looks at. */
export function readCheckInput(root: string, given: { flows: Iterable<string>; today: string; due: string | null }): CheckInput {
  const content = readContent(root)
  const { reader } = content
  return {
    content,
    places: readPlaces(reader, new Set(content.packs.keys())),
    reviews: readReviews(reader),
    sites: readSites(reader),
    code: readCode(root),
    flows: new Set(given.flows),
    today: given.today,
    due: given.due,
  }
}
