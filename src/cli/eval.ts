/** `npm run eval`: how well messages are understood, on the project's own questions or on other people's data. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import { predict, type LinearModel } from '../understanding/linear.ts'
import { train } from '../understanding/train.ts'
import type { Mind } from '../turns/core.ts'

const Line = z.looseObject({ text: z.string(), lang: z.string().default(''), topics: z.array(z.string()).min(1) })
type Item = z.infer<typeof Line>
type Judged = { lang: string; wanted: string[]; best: string; three: string[] }

export type Score = { messages: number; best: number; three: number }
export type Report = {
  all: Score
  languages: Record<string, Score>
  topics: Record<string, Score>
  confusions: { wanted: string; got: string; times: number }[]
}

/** @throws AppError bad_json with the number of the line */
function readLines(path: string): Item[] {
  if (!existsSync(path)) throw new AppError('config', `\n${path}: no such file`)
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return []
      try {
        return [Line.parse(JSON.parse(line))]
      } catch {
        throw new AppError('bad_json', `${path}:${i + 1}: expected {"text", "lang", "topics": [...]}`)
      }
    })
}

/** The questions that were written apart from the examples. */
function ownQuestions(root: string): Item[] {
  const folder = join(root, 'test', 'understanding')
  return LANGUAGES.filter((lang) => existsSync(join(folder, `${lang}.yaml`))).flatMap((lang) => {
    const topics = parse(readFileSync(join(folder, `${lang}.yaml`), 'utf8')) as Record<string, string[]>
    return Object.entries(topics).flatMap(([topic, texts]) => texts.map((text) => ({ text, lang, topics: [topic] })))
  })
}

function judgeByMind(mind: Mind, { text, lang, topics }: Item): Judged {
  const language = (LANGUAGES as readonly string[]).includes(lang) ? (lang as Language) : 'nl'
  const found = mind.understand(text, { language, openChoices: [], now: new Date(), settled: false }).topics.map(({ id }) => id)
  return { lang, wanted: topics, best: found[0] ?? 'none', three: found }
}

function judgeByModel(model: LinearModel, { text, lang, topics }: Item): Judged {
  const ranked = [...predict(model, text)]
    .map((chance, i) => ({ chance, label: model.labels[i] ?? '' }))
    .sort((a, b) => b.chance - a.chance)
  const three = ranked.slice(0, 3).map(({ label }) => label)
  return { lang, wanted: topics, best: three[0] ?? '', three }
}

function score(judged: readonly Judged[]): Score {
  const share = (holds: (one: Judged) => boolean): number =>
    judged.length === 0 ? 0 : judged.filter(holds).length / judged.length
  return {
    messages: judged.length,
    best: share(({ wanted, best }) => wanted.includes(best)),
    three: share(({ wanted, three }) => wanted.some((topic) => three.includes(topic))),
  }
}

function by(judged: readonly Judged[], key: (one: Judged) => string): Record<string, Score> {
  const groups = new Map<string, Judged[]>()
  for (const one of judged) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return Object.fromEntries([...groups].map(([name, group]) => [name, score(group)]))
}

function confusions(judged: readonly Judged[]): Report['confusions'] {
  const counts = new Map<string, number>()
  for (const { wanted, best } of judged) {
    if (!wanted.includes(best)) counts.set(`${wanted[0]} ${best}`, (counts.get(`${wanted[0]} ${best}`) ?? 0) + 1)
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([pair, times]) => ({ wanted: pair.split(' ')[0] ?? '', got: pair.split(' ')[1] ?? '', times }))
}

const report = (judged: readonly Judged[]): Report => ({
  all: score(judged),
  languages: by(judged, ({ lang }) => lang),
  topics: by(judged, ({ wanted }) => wanted[0] ?? ''),
  confusions: confusions(judged),
})

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const line = (name: string, { messages, best, three }: Score): string =>
  `${name.padEnd(24)} ${String(messages).padStart(6)} messages   best ${percent(best).padStart(7)}   among three ${percent(three).padStart(7)}`

function print({ all, languages, topics, confusions: pairs }: Report): void {
  const weakest = (scores: Record<string, Score>): [string, Score][] =>
    Object.entries(scores).sort(([, a], [, b]) => a.best - b.best)
  console.log(line('all', all))
  for (const [name, one] of weakest(languages)) console.log(line(name || '(no language)', one))
  console.log('\nweakest topics')
  for (const [name, one] of weakest(topics).slice(0, 15)) console.log(line(name, one))
  console.log('\nmost confused (wanted → got)')
  for (const { wanted, got, times } of pairs.slice(0, 15)) console.log(`${wanted} → ${got}  ${times}`)
}

/** Trains the same classifier on other data, with any labels, and tests it. */
function onOtherData(trainFile: string, testFile: string): Judged[] {
  const started = performance.now()
  const examples = readLines(trainFile).map(({ text, topics }) => ({ text, label: topics[0] ?? '' }))
  const model = train(examples)
  console.error(
    `trained on ${examples.length} examples, ${model.labels.length} labels, in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  )
  return readLines(testFile).map((item) => judgeByModel(model, item))
}

/** The command. @param load gives the mind, only where it is needed. @returns the exit code */
export async function evaluate(args: string[], root: string, load: () => Mind): Promise<number> {
  const options = { train: { type: 'string' }, test: { type: 'string' }, json: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  if ((values.train === undefined) !== (values.test === undefined))
    throw new AppError('config', '\n--train and --test go together')
  const [file] = positionals
  const items = (): Item[] => (file === undefined ? ownQuestions(root) : readLines(file))
  const judged =
    values.train !== undefined && values.test !== undefined
      ? onOtherData(values.train, values.test)
      : ((mind) => items().map((item) => judgeByMind(mind, item)))(load())
  const found = report(judged)
  if (values.json) console.log(JSON.stringify(found))
  else print(found)
  return 0
}
