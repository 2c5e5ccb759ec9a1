/** A text names the same figures, contacts and values as the Dutch one, and only those that somebody fills in. */
import { placeholders } from './fill.ts'
import { fault, type Finding } from './finding.ts'
import { entriesOf, sourceTexts, type CheckInput, type TextEntry } from './input.ts'
import { isPlural } from './keys.ts'

const BASE = /_(?:zero|one|two|few|many|other)$/

/** The Dutch text to compare with; for a plural form that Dutch does not have, its general form. */
function dutchFor({ key, ns }: TextEntry, input: CheckInput): string | undefined {
  const dutch = sourceTexts(input.content, ns)
  return dutch[key] ?? (isPlural(key) ? dutch[key.replace(BASE, '_other')] : undefined)
}

const without = (names: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...names].filter((name) => !others.has(name))

function compare(entry: TextEntry, input: CheckInput): Finding[] {
  const { file, key, text } = entry
  const source = dutchFor(entry, input)
  if (source === undefined || entry.language === 'nl') return []
  // "One day left" and "{{count}} days left": a plural form may say its number in words.
  const needed = (of: string): Set<string> => new Set(placeholders(of).filter((name) => !(isPlural(key) && name === 'count')))
  const [own, dutch] = [needed(text), needed(source)]
  return [
    ...without(dutch, own).map((name) => fault(file, key, `{{${name}}} of the Dutch text is missing`)),
    ...without(own, dutch).map((name) => fault(file, key, `{{${name}}} is not in the Dutch text`)),
  ]
}

function wellFormed({ file, key, text, answer }: TextEntry): Finding[] {
  const rest = text.replace(/\{\{[^{}]*\}\}/g, '')
  const unknown = answer
    ? placeholders(text).filter((name) => !/^(?:f\.[A-Za-z0-9]+|c\.[A-Za-z0-9]+\.[A-Za-z]+)$/.test(name))
    : []
  return [
    ...(/[{}]/.test(rest) ? [fault(file, key, 'a brace without its partner: a name is written {{f.name}}')] : []),
    ...unknown.map((name) => fault(file, key, `{{${name}}} in an answer: only {{f.…}} and {{c.….…}} are filled in`)),
  ]
}

/** Sets of placeholders equal to Dutch; nothing half written. */
export const checkPlaceholders = (input: CheckInput): Finding[] =>
  entriesOf(input).flatMap((entry) => [...wellFormed(entry), ...compare(entry, input)])
