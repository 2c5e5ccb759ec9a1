/** Laws, levels and dates that are typed are the same in every language: a slip ("2013" for "2021") would be another rule. */
import { toWesternDigits } from '../../language/digits.ts'
import { PLACEHOLDER } from './fill.ts'
import { warning, type Finding } from './finding.ts'
import { entriesOf, sourceTexts, type CheckInput, type TextEntry } from './input.ts'
import { isPlural } from './keys.ts'

/** A number, a level with its letter; "NT2" is a name that another language may leave out. */
const NUMBER = /(?<!NT)[A-C]?\d+/giu

const numbersIn = (text: string): Set<string> => new Set(toWesternDigits(text.replace(PLACEHOLDER, ' ')).match(NUMBER) ?? [])

const listed = (numbers: ReadonlySet<string>, others: ReadonlySet<string>): string =>
  [...numbers].filter((one) => !others.has(one)).join(', ')

function check({ language, ns, key, text, file }: TextEntry, input: CheckInput): Finding[] {
  const dutch = sourceTexts(input.content, ns)[key]
  if (dutch === undefined || language === 'nl' || isPlural(key)) return []
  const [own, source] = [numbersIn(text), numbersIn(dutch)]
  const [more, fewer] = [listed(own, source), listed(source, own)]
  return [
    ...(more === '' ? [] : [warning(file, key, `${more} is not in the Dutch text`)]),
    ...(fewer === '' ? [] : [warning(file, key, `${fewer} of the Dutch text is missing`)]),
  ]
}

/** Typed numbers as sets, compared with Dutch. */
export const checkSameNumbers = (input: CheckInput): Finding[] => entriesOf(input).flatMap((entry) => check(entry, input))
