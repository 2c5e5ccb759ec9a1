/** The Dutch word that people meet on paper: where the Dutch answer names a term, the other languages show one too. */
import { LANGUAGES } from '../../domain/codes.ts'
import { NATIONAL } from '../knowledge.ts'
import { fault, warning, type Finding } from './finding.ts'
import { entriesOf, GLOSSARY, sourceTexts, type CheckInput, type TextEntry } from './input.ts'
import { statusOf } from './keys.ts'

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

type Terms = { names: string[]; pattern: RegExp }

/** A pattern for all terms, with their usual plurals; the longest first, so that "inburgering" is not found in another term. */
function termsOf(names: string[]): Terms {
  const longestFirst = [...names].sort((a, b) => b.length - a.length)
  return {
    names,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${longestFirst.map(escaped).join('|')})(?:en|n|s|'s)?(?![\\p{L}\\p{N}-])`, 'giu'),
  }
}

const termsIn = (text: string, { pattern }: Terms): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([found]) => found.toLowerCase())),
]

function check(entry: TextEntry, input: CheckInput, terms: Terms): Finding[] {
  const { language, answer } = entry
  // Answers about this chat itself ("write to me") lead to no paper.
  if (language === 'nl' || answer?.part !== 'short' || answer.topic in (input.content.catalogue.meta ?? {})) return []
  const named = termsIn(sourceTexts(input.content, entry.ns)[entry.key] ?? '', terms)
  if (named.length === 0 || /\*[^*\n]+\*/.test(entry.text) || termsIn(entry.text, terms).length > 0) return []
  return [warning(entry.file, entry.key, `no Dutch term, though the Dutch text names: ${named.join(', ')}`)]
}

/** Terms of the glossary that a complete language does not explain. */
function unexplained({ content }: CheckInput): Finding[] {
  const languages = LANGUAGES.filter((code) => statusOf(content, NATIONAL, code) === 'complete')
  return Object.entries(content.glossary).flatMap(([term, { explain, term: own }]) =>
    languages.flatMap((code) => [
      ...(explain[code] === undefined ? [fault(GLOSSARY, `${term}.explain`, `not explained in ${code}`)] : []),
      ...(code !== 'nl' && own[code] === undefined ? [fault(GLOSSARY, `${term}.term`, `not translated into ${code}`)] : []),
    ]),
  )
}

/** A missing Dutch term is a warning; a term without explanation a fault. */
export function checkTerms(input: CheckInput): Finding[] {
  const terms = termsOf(Object.keys(input.content.glossary))
  const texts = terms.names.length === 0 ? [] : entriesOf(input).flatMap((entry) => check(entry, input, terms))
  return [...texts, ...unexplained(input)]
}
