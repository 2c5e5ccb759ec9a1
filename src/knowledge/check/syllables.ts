/** Counts syllables of Dutch and English words: good enough for a reading measure, which needs averages only. */

const DUTCH_GROUPS = /aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouy]/g
const VOWEL_MARKS: Record<string, string> = { ë: '-e', ï: '-i', ö: '-o', ü: '-u', ä: '-a' }

/** One sound for letters with a mark; a diaeresis begins a new syllable. */
const plainVowels = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[ëïöüä]/g, (letter) => VOWEL_MARKS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')

function dutch(word: string): number {
  return (plainVowels(word).match(DUTCH_GROUPS) ?? []).length
}

/** A last "e", "es" or "ed" that is written and not said: make, lives, asked; said in table, pages, needed. */
const SILENT_END =
  /(?<=[aeiouy][^aeiouy]*[^aeiouy])e$|(?<=[aeiouy][^aeiouy]*(?<![sxzcg]|sh|ch))es$|(?<=[aeiouy][^aeiouy]*(?<![td]))ed$/
const SPOKEN_END = /[^aeiouylr]l(?:e|es|ed)$/
/** Vowels side by side that are two sounds. */
const TWO_SOUNDS = /ia(?![ln]$)|ial$(?<!cial|tial)|iu|eo(?!p)|eas?$|(?<!t|s|c)io|ua(?!g)|[aeou]ing$/g

function english(word: string): number {
  const letters = plainVowels(word).replace(/[^a-z]/g, '')
  const said = SPOKEN_END.test(letters) ? letters : letters.replace(SILENT_END, '')
  return (said.match(/[aeiouy]+/g) ?? []).length + (said.match(TWO_SOUNDS) ?? []).length
}

/** At least one: an abbreviation is said too. */
export const syllablesOf = (word: string, language: 'nl' | 'en'): number =>
  Math.max(1, language === 'nl' ? dutch(word) : english(word))
