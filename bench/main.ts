/** `npm run bench`: tables of speed, memory and understanding; ratios of one run, never a timed test. */
import { durableTable } from './durable.ts'
import { LANGUAGES } from '../src/domain/codes.ts'
import { loadMind } from '../src/turns/core.ts'
import { resolve } from 'node:path'
import { processTable } from './process.ts'
import { understandingTable } from './understanding.ts'

const ROOT = resolve(import.meta.dirname, '..')
const SETTINGS = { retentionDays: 180, softExpiryMs: 7_200_000, hardExpiryMs: 604_800_000 }

function table(title: string, rows: Record<string, string | number>[]): void {
  const shown = rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toFixed(3)) : value]),
    ),
  )
  console.log(`\n${title}`)
  console.table(shown)
}

const only = process.argv.slice(2)
const wanted = (name: string): boolean => only.length === 0 || only.includes(name)
const mind = loadMind(ROOT, SETTINGS, (line) => console.error(line))

if (wanted('understanding')) {
  const { latency, accuracy } = understandingTable(mind, ROOT)
  table('One message understood and decided, milliseconds (bar: p99 < 10)', latency)
  table('Topics on questions that were never trained on', accuracy)
}
if (wanted('durable')) table('Durable turns a second beside the bare database (bar: ratio ≥ 0.6)', await durableTable(mind))
if (wanted('process')) table('Process (bars: first answer < 3 s, memory < 250 MB)', await processTable(ROOT))
// Takes minutes: only when named. `npm run bench -- peers all` measures topics in every language.
if (only.includes('peers')) {
  // Imported here, so that the libraries take no memory from what is measured above.
  const { languagePeersTables } = await import('./peers-languages.ts')
  const { PEER_LANGUAGES, topicPeersTable } = await import('./peers-topics.ts')
  const { messages, pieces, loading } = await languagePeersTables(mind, ROOT)
  table('Peers (takes minutes, only when named): languages of short chat messages', messages)
  table('Peers: languages of articles 21 to 30 of the declaration (ours learned 1 to 20, franc this same text)', pieces)
  table('Peers: loading an identifier in a process of its own', loading)
  const languages = only.includes('all') ? LANGUAGES : PEER_LANGUAGES
  const report = (line: string): void => console.error(line)
  const topics = await topicPeersTable(mind, ROOT, languages, report)
  table(
    'Peers: topics on questions that were never trained on (logistic regression is too slow for more than ten topics of 20 examples)',
    topics,
  )
}
// Trains five times per language, so only when named: `npm run bench -- curve nl so`.
if (only.includes('curve')) {
  const { curveTable } = await import('./curve.ts')
  table(
    'Share of questions understood, by examples per topic',
    curveTable(
      ROOT,
      only.filter((name) => name !== 'curve'),
    ),
  )
}
