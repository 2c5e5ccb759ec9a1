/** Every language is written in its own script; Dutch terms stand between `*`, names are in a list. */
import type { Language } from '../../domain/codes.ts'
import { language as languageInfo, type Script } from '../../language/table.ts'
import type { Content } from '../content.ts'
import { PLACEHOLDER } from './fill.ts'
import { fault, type Finding } from './finding.ts'
import { entriesOf, glossaryEntries, type CheckInput, type TextEntry } from './input.ts'
import { FOREIGN_LETTERS, NAMES } from './names.ts'

/** A letter of another script than the language's. */
const OUTSIDE: Readonly<Record<Script, RegExp>> = {
  latin: /[^\P{L}\p{Script=Latin}\p{Script=Common}]/u,
  arabic: /[^\P{L}\p{Script=Arabic}\p{Script=Common}]/u,
  ethiopic: /[^\P{L}\p{Script=Ethiopic}\p{Script=Common}]/u,
  cyrillic: /[^\P{L}\p{Script=Cyrillic}\p{Script=Common}]/u,
}
const WORD = /[\p{L}\p{M}\p{N}'’-]+/gu
/** Dutch words to be said or written, between quotation marks. */
const QUOTED = /["«“„][\p{Script=Latin}\p{Script=Common}]*?["»”“]/gu
const LINK = /https?:\/\/\S+|\b[\w.-]+@[\w.-]+|\bwww\.\S+/giu

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Names that may stand in Latin letters: the list, and the municipalities, organisations and proper names of the content. */
function namePattern({ packs, glossary }: Content): RegExp {
  const all = [...packs.values()]
  const organisations = all.flatMap(({ contacts }) => [...contacts.values()].map(({ name }) => name))
  const terms = Object.keys(glossary).filter((term) => /^\p{Lu}/u.test(term))
  const own = [...all.map(({ name }) => name), ...organisations, ...terms]
  const longestFirst = [...NAMES, ...own].sort((a, b) => b.length - a.length)
  return new RegExp(`(?<![\\p{Script=Latin}\\p{N}])(?:${longestFirst.map(escaped).join('|')})(?![\\p{Script=Latin}\\p{N}])`, 'gu')
}

/** Words of a text that are not in the language's script. */
function foreignWords(text: string, code: Language, names: RegExp): string[] {
  const { script } = languageInfo(code)
  const own = text.replace(PLACEHOLDER, ' ').replace(LINK, ' ')
  const plain =
    script === 'latin'
      ? own
      : own
          .replace(/\*[^*\n]+\*/gu, ' ')
          .replace(QUOTED, ' ')
          .replace(names, ' ')
  return (plain.match(WORD) ?? []).filter((word) => OUTSIDE[script].test(word))
}

function check(entry: TextEntry, names: RegExp): Finding[] {
  const { language, text, file, key } = entry
  const words = foreignWords(text, language, names)
  const letter = FOREIGN_LETTERS[language]?.exec(text.replace(PLACEHOLDER, ' '))
  return [
    ...(words.length > 0
      ? [
          fault(
            file,
            key,
            `not in the script of ${language}: ${words.join(' ')} (a Dutch term stands between *, a name in check/names.ts)`,
          ),
        ]
      : []),
    ...(letter ? [fault(file, key, `the letter "${letter[0]}" belongs to another language than ${language}`)] : []),
  ]
}

/** Letters of another script, or of a neighbouring language in the same script. */
export function checkScripts(input: CheckInput): Finding[] {
  const names = namePattern(input.content)
  return [...entriesOf(input), ...glossaryEntries(input)].flatMap((entry) => check(entry, names))
}
