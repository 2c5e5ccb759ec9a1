/** Marks every text of a language as it stands now: `node --import tsx scripts/review-state.ts <language> <state>`. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Language } from '../src/domain/codes.ts'
import { sourceTexts, type ReviewEntry } from '../src/knowledge/check/input.ts'
import { readCheckInput } from '../src/knowledge/check/read.ts'
import { hashOf } from '../src/knowledge/check/summary.ts'

const ROOT = resolve(import.meta.dirname, '..')
const HEAD = [
  '# How far each text is: draft | back-translated | reviewed (read by somebody who speaks the language).',
  '# source and target are hashes of the Dutch text and of the text itself: when one of them changes, the text is a draft again.',
]
const Arguments = z.tuple([Language, z.enum(['draft', 'back-translated', 'reviewed'])])

const given = Arguments.safeParse(process.argv.slice(2))
if (given.success) write(...given.data)
else {
  console.error('review-state.ts <language> <draft | back-translated | reviewed>')
  process.exitCode = 1
}

function write(language: Language, state: ReviewEntry['state']): void {
  const { content, reviews } = readCheckInput(ROOT, { flows: [], today: '', due: null })
  const earlier = reviews.get(language)
  const lines = [...(content.resources.get(language) ?? [])].flatMap(([ns, texts]) => {
    const dutch = sourceTexts(content, ns)
    const entries = Object.entries(texts).map(([key, text]) => {
      const now: ReviewEntry = { state, source: hashOf(dutch[key] ?? ''), target: hashOf(text) }
      return lineOf(key, { ...now, state: holds(earlier?.get(ns)?.[key], now) ? 'reviewed' : state })
    })
    return [`${ns}:`, ...entries]
  })
  const file = join('locales', language, 'review.yaml')
  writeFileSync(join(ROOT, file), `${[...HEAD, ...lines].join('\n')}\n`)
  console.log(`${file}: ${lines.filter((line) => line.includes(`state: ${state},`)).length} texts ${state}`)
}

/** What somebody has read stays read, as long as neither text has changed. */
function holds(before: ReviewEntry | undefined, now: ReviewEntry): boolean {
  return before?.state === 'reviewed' && before.source === now.source && before.target === now.target
}

/** Hashes in quotes: some of them look like a number. */
function lineOf(key: string, { state, source, target }: ReviewEntry): string {
  return `  ${key}: { state: ${state}, source: "${source}", target: "${target}" }`
}
