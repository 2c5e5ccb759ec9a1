/** The real mind, loaded once for a test file: real content, real words, the real model. */
import { resolve } from 'node:path'
import { loadMind, type Mind } from '../../src/turns/core.ts'
import type { TopicScore } from '../../src/domain/understanding.ts'

export const ROOT = resolve(import.meta.dirname, '..', '..')
export const SETTINGS = { retentionDays: 180, softExpiryMs: 2 * 3_600_000, hardExpiryMs: 7 * 86_400_000 }

let loaded: Mind | null = null

export function realMind(): Mind {
  loaded ??= loadMind(ROOT, SETTINGS, () => undefined)
  return loaded
}

/**
 * A mind for which the topic of a message is given: a conversation file tests what is said, not the classifier.
 * @param about one topic: sure; several: unsure between them; `none`: not understood; null: really classified
 */
export function mindAbout(mind: Mind, about: string | string[] | null): Mind {
  if (about === null) return mind
  const ids = Array.isArray(about) ? about : [about]
  const share = ids.length === 1 ? 0.95 : 0.9 / ids.length
  const given: TopicScore[] = ids.map((id, i) => ({ id, confidence: share - i * 0.01 }))
  const topics = [
    ...given,
    ...['none', 'menu', 'human'].filter((id) => !ids.includes(id)).map((id) => ({ id, confidence: 0 })),
  ].slice(0, 3)
  return { ...mind, understand: (text, context) => ({ ...mind.understand(text, context), topics, asked: [] }) }
}

/** The same knowledge, with a team that reads along in the municipality. */
export function staffed(mind: Mind, municipality: string): Mind {
  const { knowledge } = mind.core
  const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }]
  const pack = (id: string) => (id === municipality ? { ...knowledge.pack(id), staffed: true, hours } : knowledge.pack(id))
  return { ...mind, core: { ...mind.core, knowledge: { ...knowledge, pack } } }
}
