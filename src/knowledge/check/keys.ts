/** The same keys in every language as in Dutch, with the plural forms that each language needs. */
import type { Language } from '../../domain/codes.ts'
import { LANGUAGES } from '../../domain/codes.ts'
import { language as languageInfo } from '../../language/table.ts'
import type { Content } from '../content.ts'
import { fault, type Finding } from './finding.ts'
import { fileOf, sourceTexts, type CheckInput } from './input.ts'

const PLURAL = /^(.+)_(zero|one|two|few|many|other)$/

/** Whether a key is one of the plural forms of a text. Answers have variants there (`short_other`), no plurals. */
export const isPlural = (key: string): boolean => PLURAL.test(key) && !/\.(?:title|short|more)_/.test(key)
const baseOf = (key: string): string => PLURAL.exec(key)?.[1] ?? key

/** The plural forms of a language; "zero" may always be added. */
export const pluralForms = (code: Language): string[] =>
  new Intl.PluralRules(languageInfo(code).locale).resolvedOptions().pluralCategories

/** Keys that a language needs in a namespace, from the Dutch ones. */
function neededKeys(dutch: Readonly<Record<string, string>>, code: Language): string[] {
  const keys = Object.keys(dutch)
  const bases = new Set(keys.filter(isPlural).map(baseOf))
  return [
    ...keys.filter((key) => !isPlural(key)),
    ...[...bases].flatMap((base) => pluralForms(code).map((form) => `${base}_${form}`)),
  ]
}

/** Namespace → how its pack sees a language; nothing where the pack does not name it. */
export const statusOf = (content: Content, ns: string, code: Language): 'complete' | 'partial' | undefined =>
  content.packs.get(ns)?.languages[code]

/** Keys missing in a language and namespace. */
export function missingKeys(content: Content, ns: string, code: Language): string[] {
  const own = content.resources.get(code)?.get(ns) ?? {}
  return neededKeys(sourceTexts(content, ns), code).filter((key) => !(key in own))
}

function extraKeys(content: Content, ns: string, code: Language): string[] {
  const needed = new Set(neededKeys(sourceTexts(content, ns), code))
  const bases = new Set([...needed].filter(isPlural).map(baseOf))
  const isZero = (key: string): boolean => key.endsWith('_zero') && isPlural(key) && bases.has(baseOf(key))
  return Object.keys(content.resources.get(code)?.get(ns) ?? {}).filter((key) => !needed.has(key) && !isZero(key))
}

/** Empty in one of the two languages: only the second part of an answer may be empty, and then in all. */
function unequallyEmpty(content: Content, ns: string, code: Language): string[] {
  const dutch = sourceTexts(content, ns)
  const isEmpty = (key: string, text: string | undefined): boolean =>
    text !== undefined && text.trim() === '' && !/\.more(?:_|$)/.test(key)
  const own = Object.entries(content.resources.get(code)?.get(ns) ?? {})
  const differs = (key: string, text: string): boolean => key in dutch && (text.trim() === '') !== (dutch[key]?.trim() === '')
  return own.filter(([key, text]) => isEmpty(key, text) || differs(key, text)).map(([key]) => key)
}

function missing(input: CheckInput, ns: string, code: Language): Finding[] {
  const { content } = input
  if (statusOf(content, ns, code) !== 'complete') return []
  const keys = missingKeys(content, ns, code)
  const promised = `${code} is complete in content/${ns}/pack.yaml`
  if (keys.length > 0 && Object.keys(content.resources.get(code)?.get(ns) ?? {}).length === 0) {
    return [fault(fileOf(input, code, ns, ''), '', `no texts at all (${keys.length} missing); ${promised}`)]
  }
  return keys.map((key) => fault(fileOf(input, code, ns, key), key, `missing; ${promised}`))
}

function checkSpace(input: CheckInput, ns: string, code: Language): Finding[] {
  const { content } = input
  const file = (key: string): string => fileOf(input, code, ns, key)
  return [
    ...missing(input, ns, code),
    ...extraKeys(content, ns, code).map((key) => fault(file(key), key, 'is no key of the Dutch texts, nobody will see it')),
    ...unequallyEmpty(content, ns, code).map((key) => fault(file(key), key, 'is empty, here or in Dutch')),
  ]
}

/** Missing keys of complete languages; extra and empty keys of all. */
export function checkKeys(input: CheckInput): Finding[] {
  const spaces = [...input.content.packs.keys()]
  return spaces.flatMap((ns) => LANGUAGES.flatMap((code) => checkSpace(input, ns, code)))
}
