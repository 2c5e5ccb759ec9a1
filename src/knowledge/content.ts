/** The content as it was read from the files. */
import type { Pack } from './knowledge.ts'
import type { ContentReader } from './read.ts'
import type { GlossaryEntry } from './schema.ts'
import type { Resources } from './texts.ts'

/** All that was read, before it is put together: the content check works on this. */
export type Content = {
  reader: ContentReader
  catalogue: Record<string, Record<string, string>>
  packs: Map<string, Pack>
  glossary: Record<string, GlossaryEntry>
  resources: Resources
}
