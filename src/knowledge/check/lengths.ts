/** No text is too long for its place, with its figures and contacts filled in. */
import type { Language } from '../../domain/codes.ts'
import { withoutIsolates } from '../../language/bidi.ts'
import { formatDate } from '../formats.ts'
import { NATIONAL } from '../knowledge.ts'
import { lengthOf, longest } from './fill.ts'
import { fault, type Finding } from './finding.ts'
import { entriesOf, type CheckInput, type TextEntry } from './input.ts'
import { ANY_TEXT, LABEL_LIMITS, PART_LIMITS, PLATFORM } from './limits.ts'

const tooLong = ({ file, key }: TextEntry, length: number, max: number, about: string): Finding[] =>
  length > max ? [fault(file, key, `${length} characters, ${about} has at most ${max}`)] : []

/** A day in the month with the longest name: which day it is does not matter for the length. */
const longestDates = new Map<Language, string>()
function longestDate(language: Language): string {
  const known = longestDates.get(language)
  if (known !== undefined) return known
  const months = Array.from({ length: 12 }, (_one, at) => formatDate(`2026-${String(at + 1).padStart(2, '0')}-28`, language))
  const longest = months.reduce((a, b) => (b.length > a.length ? b : a))
  longestDates.set(language, longest)
  return longest
}

/** What stands under the short part of an answer: its source, and the warning that a figure may have changed. */
function sourceLine({ language, ns, answer }: TextEntry, { content }: CheckInput): string {
  const packs = [content.packs.get(ns), content.packs.get(NATIONAL)]
  const truth = packs.map((pack) => pack?.topics.get(answer?.topic ?? '')).find((one) => one !== undefined)
  const source = packs.map((pack) => pack?.sources.get(truth?.sources[0] ?? '')).find((one) => one !== undefined)
  const texts = content.resources.get(language)?.get(NATIONAL)
  if (!truth || !source) return ''
  const line = (texts?.['answer.source'] ?? '').replace('{{title}}', source.title).replace('{{date}}', longestDate(language))
  return `\n\n${line}\n\n${(texts?.['answer.outdated'] ?? '').replace('{{site}}', source.url)}`
}

function checkAnswer(entry: TextEntry, text: string, input: CheckInput): Finding[] {
  const { answer, language } = entry
  if (!answer) return []
  const own = tooLong(entry, lengthOf(text), PART_LIMITS[answer.part](language), `"${answer.part}"`)
  if (answer.part !== 'short') return own
  const whole = withoutIsolates(text + sourceLine(entry, input)).length
  return [...own, ...tooLong(entry, whole, PLATFORM.whatsapp.bodyWithButtons, 'a text with buttons (with its source line)')]
}

function checkLabel(entry: TextEntry, text: string): Finding[] {
  const limit = entry.answer ? undefined : LABEL_LIMITS.find(({ keys }) => keys.test(entry.key))
  return limit ? tooLong(entry, lengthOf(text), limit.max(entry.language), limit.about) : []
}

/** Lengths by the limits of limits.ts. */
export function checkLengths(input: CheckInput): Finding[] {
  return entriesOf(input).flatMap((entry) => {
    const text = longest(input.content, entry.text, entry)
    return [
      ...checkAnswer(entry, text, input),
      ...checkLabel(entry, text),
      ...tooLong(entry, lengthOf(text), ANY_TEXT, 'any text'),
    ]
  })
}
