/** How a text is written: no words that press or blame, no markup but `*term*` and lists, no emoji. */
import { PLACEHOLDER } from './fill.ts'
import { fault, type Finding } from './finding.ts'
import { FORBIDDEN } from './forbidden.ts'
import { entriesOf, GLOSSARY, glossaryEntries, type CheckInput, type TextEntry } from './input.ts'

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u
const MARKUP = /\*\*|__|`|<\/?[a-z][^>]*>|\[[^\]]*\]\(|^#+ |^[•*+] /imu
const SPACES = /[^\S\n]{2,}|[^\S\n]\n|\n{3,}|^\s|\s$/u

/** Terms between stars: the stars come in pairs, and close on the same line. */
const starsPair = (text: string): boolean => text.split('\n').every((line) => (line.match(/\*/g) ?? []).length % 2 === 0)

/** The glossary explains hard words that are on paper ("verwijtbaar: your own fault"): it may name them. */
function forbidden({ language, file, key, text }: TextEntry): Finding[] {
  if (file === GLOSSARY) return []
  return FORBIDDEN[language].flatMap(({ words, why }) => {
    const found = words.exec(text.replace(PLACEHOLDER, 'x'))
    return found ? [fault(file, key, `"${found[0]}" ${why}`)] : []
  })
}

function check(entry: TextEntry): Finding[] {
  const { file, key } = entry
  const bare = entry.text.replace(PLACEHOLDER, 'x')
  const rules: [boolean, string][] = [
    [EMOJI.test(bare), 'an emoji: some phones and readers show or say something else'],
    [MARKUP.test(bare), 'markup other than *term* and "- " lists: channels show it as it is'],
    [!starsPair(bare), 'a * without its partner on the same line'],
    [SPACES.test(bare), 'spaces too many: double, at an end, or more than one blank line'],
  ]
  return [...forbidden(entry), ...rules.filter(([broken]) => broken).map(([, message]) => fault(file, key, message))]
}

/** Words, markup, emoji and spaces. */
export const checkWording = (input: CheckInput): Finding[] => [...entriesOf(input), ...glossaryEntries(input)].flatMap(check)
