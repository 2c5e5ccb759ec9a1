/** Keys that the program names: each has a text, and texts of the interface that nothing names are told. */
import { AUDIENCES, DANGERS, LAWS, PERSONAL_DATA } from '../../domain/codes.ts'
import { OTHER_KINDS } from '../../domain/message.ts'
import { NATIONAL } from '../knowledge.ts'
import { fault, warning, type Finding } from './finding.ts'
import { answerKey, fileOf, sourceTexts, topicsOf, type CheckInput, type CodeFile } from './input.ts'
import { isPlural } from './keys.ts'

const LITERAL = /(['"`])([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)+)\1/g
const TEMPLATE = /`([a-z][A-Za-z0-9]*\.(?:[A-Za-z0-9.]*\$\{[^`{}]*\})+)`/g
const FILE_NAME = /\.(?:ts|js|json|yaml|html|css|md|svg|sql)$/

type Used = { key: string; file: string }

/** Keys made from a closed list of the project, wherever in the program that is done. */
function families(input: CheckInput): Used[] {
  const made: [string, readonly string[]][] = [
    ['kind.', OTHER_KINDS],
    ['pii.', PERSONAL_DATA],
    ['danger.', DANGERS],
    ['about.', ['audience', 'law']],
    ['about.audience.', AUDIENCES],
    ['about.law.', LAWS],
    ['subject.', Object.keys(input.content.catalogue)],
  ]
  return made.flatMap(([prefix, values]) => values.map((value) => ({ key: prefix + value, file: 'src' })))
}

const base = (key: string): string => (isPlural(key) ? key.replace(/_[a-z]+$/, '') : key)

/** Keys of the texts that are no answers. */
function interfaceKeys(input: CheckInput): Set<string> {
  const topics = topicsOf(input.content)
  return new Set(
    Object.keys(sourceTexts(input.content, NATIONAL))
      .filter((key) => !answerKey(key, topics))
      .map(base),
  )
}

const literalsIn = ({ file, text }: CodeFile): Used[] =>
  [...text.matchAll(LITERAL)].map((found) => ({ key: found[2] ?? '', file }))

/** Patterns of keys put together in the program: `kind.${what}` names every key `kind.` and one word. */
function templatesIn({ text }: CodeFile): RegExp[] {
  return [...text.matchAll(TEMPLATE)].map(
    ([, template = '']) =>
      new RegExp(
        `^${template
          .split(/\$\{[^{}]*\}/)
          .map((part) => part.replaceAll('.', '\\.'))
          .join('[A-Za-z0-9]+')}$`,
      ),
  )
}

/** Only the program proper promises that a key exists; the page in the browser has stand-ins of its own. */
const isProgram = ({ file }: CodeFile): boolean => file.endsWith('.ts')

function unknownKeys(input: CheckInput, keys: ReadonlySet<string>): Finding[] {
  const topics = topicsOf(input.content)
  const begins = new Set([...keys].map((key) => key.split('.')[0]))
  const looksLikeKey = ({ key }: Used): boolean =>
    begins.has(key.split('.')[0]) && !topics.has(key) && !FILE_NAME.test(key) && answerKey(key, topics) === null
  const used = [...input.code.filter(isProgram).flatMap(literalsIn).filter(looksLikeKey), ...families(input)]
  return used
    .filter(({ key }) => !keys.has(key))
    .map(({ key, file }) => fault(fileOf(input, 'nl', NATIONAL, key), key, `missing, though ${file} uses it`))
}

function unusedKeys(input: CheckInput, keys: ReadonlySet<string>): Finding[] {
  const named = new Set([...input.code.flatMap(literalsIn), ...families(input)].map(({ key }) => key))
  const patterns = input.code.flatMap(templatesIn)
  const unused = [...keys].filter((key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)))
  return unused.map((key) => warning(fileOf(input, 'nl', NATIONAL, key), key, 'is used nowhere in the program'))
}

/** Every key used exists; unused ones are warned of. */
export function checkCodeKeys(input: CheckInput): Finding[] {
  if (input.code.length === 0) return []
  const keys = interfaceKeys(input)
  return [...unknownKeys(input, keys), ...unusedKeys(input, keys)]
}
