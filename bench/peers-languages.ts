/** Our identifier of languages beside other libraries: short chat messages, and pieces of a text that ours did not learn from. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { parse } from 'yaml'
import type { IdentifierModel } from '../src/language/identify.ts'
import type { Mind } from '../src/turns/core.ts'
import { Cache } from '../src/understanding/cache.ts'
import { messageFiles } from '../src/understanding/corpus.ts'
import { dangerFiles } from '../src/understanding/danger-model.ts'
import { exampleFiles } from '../src/understanding/examples.ts'
import { loadModel } from '../src/understanding/model.ts'
import { wordsSources } from '../src/understanding/words.ts'
import { declarationPieces } from './declaration.ts'
import type { LoadCost } from './identifier-load.ts'
import { IDENTIFIERS, TOLD_APART, type Identifier, type Identify } from './identifiers.ts'
import { percentiles } from './understanding.ts'

type Row = Record<string, string | number>
type Texts = Record<string, readonly string[]>

const LENGTHS = [10, 20, 40]
const LOADS = 3

const OURS: ReadonlySet<string> = new Set(TOLD_APART)

/** The kept model, from the cache that the mind has just filled. */
function ourModel(mind: Mind, root: string): IdentifierModel {
  const content = join(root, 'content')
  const sources = {
    files: exampleFiles(join(content, 'examples'), new Set(mind.core.knowledge.subjectOf.keys())),
    messages: messageFiles(join(content, 'languages')),
    danger: dangerFiles(join(content, 'danger')),
    words: wordsSources(join(content, 'words')),
    lexicon: mind.lexicon,
  }
  return loadModel(sources, new Cache(join(root, '.cache')), (line) => console.error(line)).identifier
}

/** For `other` every answer is right that is none of our languages. An identifier that fails on a text is wrong. */
function isRight(identify: Identify, text: string, code: string): boolean {
  const wanted = code === 'prs' ? 'fa' : code
  try {
    const found = identify(text)
    return wanted === 'other' ? !OURS.has(found) : found === wanted
  } catch {
    return false
  }
}

/** Shares per language, over all texts, and over the texts in languages that the identifier knows. */
function row(first: Row, identifier: Identifier, identify: Identify, texts: Texts): Row {
  const shares: Row = {}
  const times: number[] = []
  const [all, known] = [
    { right: 0, texts: 0 },
    { right: 0, texts: 0 },
  ]
  for (const [code, ones] of Object.entries(texts)) {
    let right = 0
    for (const text of ones) {
      const started = performance.now()
      if (isRight(identify, text, code)) right += 1
      times.push(performance.now() - started)
    }
    shares[code] = right / ones.length
    for (const total of identifier.lacks.includes(code) ? [all] : [all, known]) {
      total.right += right
      total.texts += ones.length
    }
  }
  const overall = { all: all.right / all.texts, 'that it knows': known.right / known.texts }
  return { ...first, texts: all.texts, ...shares, ...overall, 'ms per text': percentiles(times).p50 }
}

/** What loading costs in a fresh process: the middle one of a few. */
function loadRow({ name, lacks }: Identifier, modelFile: string): Row {
  const script = join(import.meta.dirname, 'identifier-load.ts')
  const costs = Array.from({ length: LOADS }, () => {
    const printed = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', script, name, modelFile], {
      encoding: 'utf8',
    })
    return JSON.parse(printed) as LoadCost
  })
  return {
    system: name,
    'does not know': lacks.join(', '),
    'load ms': Math.round(percentiles(costs.map(({ milliseconds }) => milliseconds)).p50),
    'memory MB': Number(percentiles(costs.map(({ megabytes }) => megabytes)).p50.toFixed(1)),
  }
}

/** Three tables: short chat messages (key `other`: languages that are none of ours), pieces of the declaration, and loading. */
export async function languagePeersTables(mind: Mind, root: string): Promise<{ messages: Row[]; pieces: Row[]; loading: Row[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'wegwijs-peers-'))
  try {
    const modelFile = join(folder, 'identifier.bin')
    writeFileSync(modelFile, serialize(ourModel(mind, root)))
    const chat = parse(readFileSync(join(root, 'test', 'understanding', 'languages.yaml'), 'utf8')) as Texts
    const loaded = await Promise.all(IDENTIFIERS.map(async (one) => ({ one, identify: await one.load(modelFile) })))
    const cut = LENGTHS.map((length) => ({ length, texts: declarationPieces(length) }))
    return {
      messages: loaded.map(({ one, identify }) => row({ system: one.name }, one, identify, chat)),
      pieces: cut.flatMap(({ length, texts }) =>
        loaded.map(({ one, identify }) => row({ characters: length, system: one.name }, one, identify, texts)),
      ),
      loading: IDENTIFIERS.map((one) => loadRow(one, modelFile)),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
