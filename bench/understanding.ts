/** How quickly and how well single messages are understood and decided. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { LANGUAGES } from '../src/domain/codes.ts'
import { newState } from '../src/domain/state.ts'
import { think } from '../src/turns/think.ts'
import type { Mind } from '../src/turns/core.ts'

const at = new Date('2026-11-23T10:00:00Z')

export function percentiles(values: number[]): { p50: number; p99: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const of = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: of(0.5), p99: of(0.99), max: of(1) }
}

export type Question = { text: string; topic: string }

export function questions(root: string, code: string): Question[] {
  const path = join(root, 'test', 'understanding', `${code}.yaml`)
  if (!existsSync(path)) return []
  return Object.entries(parse(readFileSync(path, 'utf8')) as Record<string, string[]>).flatMap(([topic, texts]) =>
    texts.map((text) => ({ text, topic })),
  )
}

function decideTimes(mind: Mind, texts: string[]): number[] {
  return texts.map((text) => {
    const state = { ...newState({ language: 'nl', municipality: 'amersfoort' }), greeted: true }
    const started = performance.now()
    think(state, [{ at, body: { kind: 'message', body: { kind: 'text', text, masked: [] } } }], null, mind)
    return performance.now() - started
  })
}

export function understandingTable(
  mind: Mind,
  root: string,
): { latency: Record<string, string | number>[]; accuracy: Record<string, string | number>[] } {
  const sets = LANGUAGES.map((code) => ({ code, all: questions(root, code) })).filter(({ all }) => all.length > 0)
  const texts = sets.flatMap(({ all }) => all.map(({ text }) => text))
  decideTimes(mind, texts)
  const long = 'Ik heb een vraag over mijn brief. '.repeat(3000)
  const latency = [
    { message: 'ordinary', messages: texts.length, ...percentiles(decideTimes(mind, texts)) },
    {
      message: '100,000 characters',
      messages: 20,
      ...percentiles(
        decideTimes(
          mind,
          Array.from({ length: 20 }, () => long),
        ),
      ),
    },
  ]
  const accuracy = sets.map(({ code, all }) => {
    const found = all.map(({ text, topic }) => ({
      topic,
      topics: mind.understand(text, { language: code, openChoices: [], now: at, settled: false }).topics,
    }))
    const share = (holds: (one: (typeof found)[number]) => boolean): number => found.filter(holds).length / found.length
    return {
      language: code,
      questions: all.length,
      best: share(({ topic, topics }) => topics[0]?.id === topic),
      'among three': share(({ topic, topics }) => topics.some(({ id }) => id === topic)),
    }
  })
  return { latency, accuracy }
}
