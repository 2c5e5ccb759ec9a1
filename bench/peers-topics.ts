/** Our classifier of questions beside those of other libraries: the same examples, the same questions, one run. */
import { join } from 'node:path'
import type { Language } from '../src/domain/codes.ts'
import { exampleFiles } from '../src/understanding/examples.ts'
import type { Example } from '../src/understanding/linear.ts'
import type { Mind } from '../src/turns/core.ts'
import { TOPIC_CLASSIFIERS, type TopicClassifier, type Trained } from './topic-classifiers.ts'
import { percentiles, questions, type Question } from './understanding.ts'

/** Three scripts, and two languages that no library has a stemmer for. */
export const PEER_LANGUAGES: readonly Language[] = ['nl', 'ar', 'so', 'ti']
const FEW_TOPICS = 10
const FEW_EXAMPLES = 20

type Row = Record<string, string | number>
type Data = { language: Language; examples: readonly Example[]; asked: readonly Question[] }
type Measured = {
  language: Language
  topics: number
  best: number
  three: number
  seconds: number
  times: number[]
  bytes: number
}

/** The first topics of the Dutch examples: they are neighbours, so that telling them apart is some work. */
const firstTopics = (examples: readonly Example[]): string[] =>
  [...new Set(examples.map(({ label }) => label))].slice(0, FEW_TOPICS)

/** A few topics with a few examples each, and the questions about them. */
const reduced = ({ language, examples, asked }: Data, topics: readonly string[]): Data => ({
  language,
  examples: topics.flatMap((topic) => examples.filter(({ label }) => label === topic).slice(0, FEW_EXAMPLES)),
  asked: asked.filter(({ topic }) => topics.includes(topic)),
})

/** A classifier that does not manage to learn knows no answer to any question. */
async function trained({ name, train }: TopicClassifier, { examples, language }: Data): Promise<Trained> {
  try {
    return await train(examples, language)
  } catch (error) {
    console.error(`${name} did not learn ${language}: ${String(error)}`)
    return { rank: () => [], bytes: () => 0 }
  }
}

async function measure(classifier: TopicClassifier, data: Data): Promise<Measured> {
  const started = performance.now()
  const { rank, bytes } = await trained(classifier, data)
  const seconds = (performance.now() - started) / 1000
  let [best, three] = [0, 0]
  const times: number[] = []
  for (const { text, topic } of data.asked) {
    const before = performance.now()
    let ranked: string[] = []
    try {
      ranked = await rank(text)
    } catch {
      // Failing on a message is a wrong answer.
    }
    times.push(performance.now() - before)
    if (ranked[0] === topic) best += 1
    if (ranked.slice(0, 3).includes(topic)) three += 1
  }
  const topics = new Set(data.examples.map(({ label }) => label)).size
  return { language: data.language, topics, best, three, seconds, times, bytes: bytes() }
}

function row(system: string, language: string, measured: readonly Measured[]): Row {
  const sum = (value: (one: Measured) => number): number => measured.reduce((total, one) => total + value(one), 0)
  const times = measured.flatMap((one) => one.times)
  return {
    system,
    language,
    topics: Math.max(0, ...measured.map(({ topics }) => topics)),
    questions: times.length,
    best: sum(({ best }) => best) / times.length,
    'among three': sum(({ three }) => three) / times.length,
    'train s': Number(sum(({ seconds }) => seconds).toFixed(1)),
    'ms per message': percentiles(times).p50,
    'model KB': Math.round(sum(({ bytes }) => bytes) / 1024),
  }
}

/**
 * Rows per classifier and language, then one per classifier for all of them together (seconds and sizes are sums).
 * @param progress gets a line per classifier and language: all of it takes minutes
 */
export async function topicPeersTable(
  mind: Mind,
  root: string,
  languages: readonly Language[],
  progress: (line: string) => void,
): Promise<Row[]> {
  const files = exampleFiles(join(root, 'content', 'examples'), new Set(mind.core.knowledge.subjectOf.keys()))
  const few = firstTopics(files.find(({ language }) => language === 'nl')?.examples() ?? [])
  const sets = files
    .filter(({ language }) => languages.includes(language))
    .map(({ language, examples }): Data => ({ language, examples: examples(), asked: questions(root, language) }))
  const rows: Row[] = []
  const overall: Row[] = []
  for (const classifier of TOPIC_CLASSIFIERS) {
    const all: Measured[] = []
    for (const data of sets) {
      const measured = await measure(classifier, classifier.few ? reduced(data, few) : data)
      progress(`${classifier.name}, ${data.language}: learned in ${measured.seconds.toFixed(1)} s`)
      rows.push(row(classifier.name, data.language, [measured]))
      all.push(measured)
    }
    overall.push(row(classifier.name, 'all', all))
  }
  return [...rows, ...overall]
}
