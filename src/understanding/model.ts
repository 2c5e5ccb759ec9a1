/** The trained model as a whole. Each part is learned once and kept; only what changed is learned again. */
import { trainIdentifier } from '../language/train-identifier.ts'
import { byScript, type IdentifierModel } from '../language/identify.ts'
import { language as languageInfo } from '../language/table.ts'
import type { Cache } from './cache.ts'
import { declarationTexts, messagesIn, type MessageFile } from './corpus.ts'
import { trainDanger, type DangerFile } from './danger-model.ts'
import type { ExampleFile } from './examples.ts'
import { buildTable, type LinearModel } from './linear.ts'
import type { TopicModels } from './topics.ts'
import { train } from './train.ts'
import { plainWords, type Lexicon, type WordsSource } from './words.ts'

export type Model = { identifier: IdentifierModel; topics: TopicModels; danger: LinearModel }

/** All that is learned from. */
export type Sources = {
  files: readonly ExampleFile[]
  messages: readonly MessageFile[]
  danger: readonly DangerFile[]
  words: readonly WordsSource[]
  lexicon: Lexicon
}

const LATIN_ONLY = /^[^\p{L}]*(?:\p{Script=Latin}[^\p{L}]*)+$/u

/** An everyday message counts as so many questions: the words that everybody uses tell languages apart, and questions lack them. */
const EVERYDAY = 3

function identifierTexts(files: readonly ExampleFile[], messages: readonly MessageFile[]): Map<string, string[]> {
  const texts = declarationTexts()
  const add = (name: string, ...more: string[]): void => {
    const own = texts.get(name) ?? []
    own.push(...more)
    texts.set(name, own)
  }
  for (const [name, everyday] of messagesIn(messages)) for (let time = 0; time < EVERYDAY; time += 1) add(name, ...everyday)
  for (const { language, examples } of files) {
    const latinScript = languageInfo(language).script === 'latin'
    // Farsi and Dari cannot be told apart by a short text: one class.
    const name = language === 'prs' ? 'fa' : language
    for (const { text } of examples()) add(latinScript || !LATIN_ONLY.test(text) ? name : `${name}-Latn`, text)
  }
  return texts
}

type Stored = Omit<LinearModel, 'table'>
const withoutTable = ({ table: _table, ...rest }: LinearModel): Stored => rest
const withTable = (found: Stored): LinearModel => ({ ...found, table: buildTable(found.hashes) })

/** Says what is learned, and how long it took. */
function reporter(progress: (line: string) => void) {
  let first = true
  return <T>(what: string, learn: () => T): T => {
    if (first) progress('building the language model (once; kept until the examples change) ...')
    first = false
    const started = performance.now()
    const value = learn()
    progress(`${what} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
    return value
  }
}

/** @param progress gets a line per part that is learned. @throws AppError content when an example file is wrong */
export function loadModel(sources: Sources, cache: Cache, progress: (line: string) => void): Model {
  const { files, messages, danger, words, lexicon } = sources
  const timed = reporter(progress)
  const raws = files.map(({ raw }) => raw)
  const trained = cache.get('languages', [...raws, ...messages.map(({ raw }) => raw)], () =>
    timed('languages learned', () => trainIdentifier(identifierTexts(files, messages))),
  )
  const topics: TopicModels = new Map()
  for (const { language, raw, examples } of files) {
    const learn = (): Stored => timed(`topics in ${language} learned`, () => withoutTable(train(examples())))
    topics.set(language, withTable(cache.get(`topics-${language}`, [raw], learn)))
  }
  const learnDanger = (): Stored =>
    timed('danger learned', () =>
      withoutTable(
        trainDanger({
          files: danger,
          index: lexicon.danger,
          questions: files.flatMap(({ examples }) => examples()),
          smallTalk: [...messagesIn(messages).flatMap(([, texts]) => texts), ...plainWords(lexicon)],
        }),
      ),
    )
  const dangerRaws = [...danger, ...words, ...messages].map(({ raw }) => raw)
  return { identifier: byScript(trained), topics, danger: withTable(cache.get('danger', [...raws, ...dangerRaws], learnDanger)) }
}
