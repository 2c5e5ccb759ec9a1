/** `content/` and `locales/` → one frozen Knowledge, or all faults at once. */
import { join } from 'node:path'
import { LANGUAGES, type Language } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import { crossCheck } from './cross-check.ts'
import { NATIONAL, type Knowledge, type Pack } from './knowledge.ts'
import { ContentReader, fileName, shown } from './read.ts'
import { CatalogueFile, ContactsFile, FiguresFile, GlossaryFile, PackFile, SourcesFile, TextsFile, TopicsFile } from './schema.ts'
import { createKnowledge } from './create.ts'
import type { Resources } from './texts.ts'
import type { Content } from './content.ts'

/** Folders of `content` that are to learn from, and no municipality. */
const NO_PACKS = ['examples', 'words', 'languages', 'danger']

/** Faults shown when the start is refused. */
const SHOWN = 30
const NO_PACK: PackFile = { id: '', name: '', languages: {}, contact: '', staffed: false, hours: [], flows: [] }

function readPack(reader: ContentReader, id: string): Pack {
  const file = (name: string): string => join('content', id, name)
  const topics = Object.assign(
    {},
    reader.readIfThere(file('topics.yaml'), TopicsFile, {}),
    ...reader.files(file('topics'), '.yaml').map((name) => reader.read(name, TopicsFile, {})),
  ) as ReturnType<typeof TopicsFile.parse>
  const pack = reader.read(file('pack.yaml'), PackFile, NO_PACK)
  if (pack.id !== id) reader.fault(file('pack.yaml'), 'id', `must be the name of the folder, ${id}`)
  return {
    ...pack,
    topics: new Map(Object.entries(topics)),
    figures: new Map(Object.entries(reader.readIfThere(file('figures.yaml'), FiguresFile, {}))),
    contacts: new Map(Object.entries(reader.readIfThere(file('contacts.yaml'), ContactsFile, {}))),
    sources: new Map(Object.entries(reader.readIfThere(file('sources.yaml'), SourcesFile, {}))),
  }
}

/**
 * A file named after a municipality (`amersfoort.json`, or in parts `amersfoort.work.json`) holds its overrides;
 * all others together are the national texts.
 */
function readTexts(reader: ContentReader, code: Language, packs: ReadonlySet<string>): Map<string, Record<string, string>> {
  const spaces = new Map<string, Record<string, string>>([[NATIONAL, {}]])
  for (const file of reader.files(join('locales', code), '.json')) {
    const name = fileName(file).split('.')[0] ?? ''
    const space = name !== NATIONAL && packs.has(name) ? name : NATIONAL
    const into = spaces.get(space) ?? {}
    for (const [key, text] of Object.entries(reader.read(file, TextsFile, {}))) {
      if (key in into) reader.fault(file, key, 'stands in another file of this language too')
      into[key] = text
    }
    spaces.set(space, into)
  }
  return spaces
}

/** Reads everything and checks what belongs together. Faults are in `reader.faults`. */
export function readContent(root: string): Content {
  const reader = new ContentReader(root)
  const packIds = reader.folders('content').filter((name) => !NO_PACKS.includes(name))
  const packs = new Map(packIds.map((id) => [id, readPack(reader, id)]))
  const resources: Resources = new Map()
  for (const code of LANGUAGES) {
    const spaces = readTexts(reader, code, new Set(packIds))
    if (Object.keys(spaces.get(NATIONAL) ?? {}).length > 0) resources.set(code, spaces)
  }
  const content: Content = {
    reader,
    catalogue: reader.read(join('content', 'topics.yaml'), CatalogueFile, {}),
    packs,
    glossary: reader.readIfThere(join('content', 'glossary.yaml'), GlossaryFile, {}),
    resources,
  }
  crossCheck(content)
  return content
}

/**
 * The knowledge of a project folder.
 * @throws AppError content with one line per fault: file, place, what is wrong
 */
export function loadKnowledge(root: string): Knowledge {
  const content = readContent(root)
  if (content.reader.faults.length > 0) {
    const { faults } = content.reader
    const more = faults.length > SHOWN ? [`and ${faults.length - SHOWN} more: npm run check:content shows all`] : []
    throw new AppError('content', `\n${[...faults.slice(0, SHOWN).map(shown), ...more].join('\n')}`)
  }
  return createKnowledge(content)
}
