/** `npm run bench`: tables of speed, memory and understanding; ratios of one run, never a timed test. */
import { durableTable } from './durable.ts'
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
