/** Two buttons with the same words can't be told apart, and a typed label must mean one thing. */
import type { Language } from '../../domain/codes.ts'
import { foldWords } from '../../language/normalise.ts'
import { fault, type Finding } from './finding.ts'
import { grouped } from './group.ts'
import { entriesOf, type CheckInput, type TextEntry } from './input.ts'

/** Labels that can stand beside each other. */
function groupOf({ key, answer }: TextEntry): string | null {
  if (answer) return answer.part === 'title' ? 'title' : null
  const found = /^(button|subject|about\.[a-z]+)\.[A-Za-z0-9]+$/.exec(key)
  return found && key !== 'subject.pick' ? (found[1] ?? null) : null
}

function twins(entries: readonly TextEntry[], language: Language): Finding[] {
  const labels = grouped(
    entries.filter((entry) => entry.language === language && groupOf(entry) !== null),
    (entry) => `${entry.ns} ${groupOf(entry)} ${foldWords(entry.text)}`,
  )
  return [...labels.values()].flatMap(([first, ...others]) =>
    others.map(({ file, key, text }) => fault(file, key, `"${text}" is the label of ${first?.key} too`)),
  )
}

/** The same label twice within one group of a language. */
export function checkLabels(input: CheckInput): Finding[] {
  const entries = entriesOf(input)
  return [...input.content.resources.keys()].flatMap((language) => twins(entries, language))
}
