/** Texts by key: what the assistant says is data until it is rendered in the person's language. */
import { z } from 'zod'
import { Language } from './codes.ts'

/** A value put into a text. Dates, languages and other texts are formatted by the renderer, not by the flow. */
export const TextValue = z.union([
  z.string(),
  z.number(),
  z.object({ date: z.iso.date() }),
  z.object({ language: Language }),
  z.object({ hours: z.array(z.object({ days: z.array(z.number()), from: z.string(), to: z.string() })) }),
  z.object({ key: z.string(), count: z.number().optional() }),
])
export type TextValue = z.infer<typeof TextValue>

/** A text: its key (looked up in the municipality first, then nationally) and the values to put in. */
export const TextRef = z.object({ key: z.string(), values: z.record(z.string(), TextValue).optional() })
export type TextRef = z.infer<typeof TextRef>

/** A choice offered to the person. `id` is stable: labels may change, answers are matched by id. */
export const Choice = z.object({ id: z.string(), label: TextRef })
export type Choice = z.infer<typeof Choice>

/** One thing the assistant says: texts one under another, with choices below. */
export const Say = z.object({ parts: z.array(TextRef), choices: z.array(Choice) })
export type Say = z.infer<typeof Say>

/** Shorthand for a text reference. */
export const text = (key: string, values?: Record<string, TextValue>): TextRef => (values ? { key, values } : { key })

/** A key that is no entry of the locales: shows its value `text` as it is (a name). */
export const PLAIN = 'plain'
export const plain = (name: string): TextRef => ({ key: PLAIN, values: { text: name } })

/** Shorthand for something said. */
export const say = (parts: (TextRef | string)[], choices: Choice[] = []): Say => ({
  parts: parts.map((part) => (typeof part === 'string' ? text(part) : part)),
  choices,
})

/** Shorthand for a choice with a fixed label. */
export const choice = (id: string, label: TextRef | string): Choice => ({
  id,
  label: typeof label === 'string' ? text(label) : label,
})
