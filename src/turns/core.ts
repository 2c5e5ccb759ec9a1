/** The thinking part, put together once: understanding, knowledge, flows. No database, no network. */
import { join } from 'node:path'
import type { Core, Settings } from '../conversation/talk.ts'
import { FLOWS } from '../flows/index.ts'
import { loadKnowledge } from '../knowledge/load.ts'
import { dangerFiles } from '../understanding/danger-model.ts'
import { Cache } from '../understanding/cache.ts'
import { messageFiles } from '../understanding/corpus.ts'
import { exampleFiles } from '../understanding/examples.ts'
import { loadModel } from '../understanding/model.ts'
import type { Understanding } from '../domain/understanding.ts'
import { read } from '../understanding/reading.ts'
import { remember } from '../understanding/remember.ts'
import { understand, type UnderstandContext } from '../understanding/understand.ts'
import { buildLexicon, packLexicon, unpackLexicon, wordsSources, type Lexicon } from '../understanding/words.ts'

export type Mind = {
  core: Core
  lexicon: Lexicon
  understand: (text: string, context: UnderstandContext) => Understanding
  /** Begins to read a text that is still being written down: the disk and the processor work at the same time. */
  readAhead: (text: string) => void
}

/** So many texts that were just read are known. */
const READ_LATELY = 64

/**
 * Reads content, words and examples of a project folder and loads the model.
 * @param progress gets a line per part while a model is built
 * @throws AppError content with all faults, file and place
 */
export function loadMind(root: string, settings: Settings, progress: (line: string) => void): Mind {
  const knowledge = loadKnowledge(root)
  const cache = new Cache(join(root, '.cache'))
  const examples = exampleFiles(join(root, 'content', 'examples'), new Set(knowledge.subjectOf.keys()))
  const words = wordsSources(join(root, 'content', 'words'))
  const raws = words.map(({ raw }) => raw)
  const lexicon = unpackLexicon(cache.get('words', raws, () => packLexicon(buildLexicon(words))))
  const model = loadModel(
    {
      files: examples,
      messages: messageFiles(join(root, 'content', 'languages')),
      danger: dangerFiles(join(root, 'content', 'danger')),
      words,
      lexicon,
    },
    cache,
    progress,
  )
  cache.clean()
  const reading = remember((text) => read(text, model, lexicon), READ_LATELY)
  return {
    core: { knowledge, flows: FLOWS, settings },
    lexicon,
    understand: (text, context) => understand(reading(text), context, { model, lexicon }),
    readAhead: (text) => void reading(text),
  }
}
