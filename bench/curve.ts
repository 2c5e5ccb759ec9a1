/** The learning curve: how accuracy grows with the number of examples per topic. Flat at the end means that more of the same helps little. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { LANGUAGES, type Language } from '../src/domain/codes.ts'
import { predict, type Example, type LinearModel } from '../src/understanding/linear.ts'
import { train } from '../src/understanding/train.ts'

const COUNTS = [5, 10, 20, 40, Infinity]

type Texts = Record<string, string[]>
const read = (path: string): Texts => parse(readFileSync(path, 'utf8')) as Texts

/** Every so many-th example of a topic, so that a writer's later ones count as well as the first. */
function spread(texts: string[], count: number): string[] {
  if (texts.length <= count) return texts
  return Array.from({ length: count }, (_, i) => texts[Math.floor((i * texts.length) / count)] ?? '')
}

const flat = (texts: Texts): Example[] => Object.entries(texts).flatMap(([label, all]) => all.map((text) => ({ text, label })))

function best(model: LinearModel, text: string): string {
  const chances = predict(model, text)
  return model.labels[chances.indexOf(Math.max(...chances))] ?? ''
}

/** @returns per language the share of questions whose best topic is right, for so many examples a topic */
export function curveTable(root: string, wanted: readonly string[]): Record<string, string | number>[] {
  const codes = LANGUAGES.filter((code) => wanted.length === 0 || wanted.includes(code))
  const pathOf = (folder: string, code: Language): string => join(root, ...folder.split('/'), `${code}.yaml`)
  return codes
    .filter((code) => existsSync(pathOf('content/examples', code)) && existsSync(pathOf('test/understanding', code)))
    .map((code) => {
      const examples = read(pathOf('content/examples', code))
      const questions = flat(read(pathOf('test/understanding', code)))
      const row: Record<string, string | number> = { language: code }
      for (const count of COUNTS) {
        const some = Object.fromEntries(Object.entries(examples).map(([topic, texts]) => [topic, spread(texts, count)]))
        const model = train(flat(some))
        const right = questions.filter(({ text, label }) => best(model, text) === label).length
        row[count === Infinity ? 'all' : String(count)] = right / questions.length
      }
      return row
    })
}
