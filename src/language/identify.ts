/**
 * Which language a short message is in: naive Bayes over runs of 1 to 4 characters, gated by script.
 * Besides our languages it knows neighbours, so that German is not taken for Dutch, and Arabic in Latin letters.
 */
import type { Language } from '../domain/codes.ts'
import { LANGUAGES } from '../domain/codes.ts'

export const BUCKETS = 1 << 16
const MAX_RUN = 4
const MAX_LETTERS = 400
/** Divides the log odds: single letters are not independent, raw posteriors are always near 1. */
const TEMPERATURE = 3

/** Many neighbours share one code: together they must not outweigh a language of ours by their number alone. */
const OTHER = 0.5

/** What was learned: per bucket and class a log probability in steps of `scale`. */
export type TrainedIdentifier = { classes: string[]; logs: Int8Array; scale: number; offset: Float32Array }

/** The part of it for one script: its classes' log probabilities side by side, as they are summed. */
type Part = { classes: string[]; logs: Int8Array; scale: number; offset: number[] }
/** By script. */
export type IdentifierModel = ReadonlyMap<string, Part>

export type Identified = { code: Language | 'other' | null; confidence: number }

const SCRIPTS: [string, RegExp][] = [
  ['ethiopic', /\p{Script=Ethiopic}/gu],
  ['arabic', /\p{Script=Arabic}/gu],
  ['cyrillic', /\p{Script=Cyrillic}/gu],
  ['latin', /\p{Script=Latin}/gu],
]
const LETTER = /\p{L}/gu

/** Classes by script; a class in `other` is a neighbour that we recognise and do not speak. */
const CLASS_SCRIPTS: Record<string, string[]> = {
  ethiopic: ['ti', 'am'],
  arabic: ['ar', 'fa', 'ps', 'ur', 'ug', 'ckb', 'sd'],
  cyrillic: ['uk', 'ru', 'bg', 'sr', 'mk', 'be'],
  latin: [
    'nl',
    'en',
    'so',
    'tr',
    'es',
    'fr',
    'ar-Latn',
    'fa-Latn',
    'ti-Latn',
    'uk-Latn',
    'ps-Latn',
    'de',
    'it',
    'pt',
    'pl',
    'ro',
    'sv',
    'hu',
    'cs',
    'hr',
    'sq',
    'uz',
    'id',
    'sw',
    'om',
    'kmr',
    'vi',
    'az',
    'rw',
    'ha',
    'wo',
    'af',
    'fy',
    'da',
    'no',
    'ca',
    'sk',
    'lt',
    'et',
    'fi',
    'tk',
    'tl',
    'kab',
    'ht',
    'ln',
    'ru-Latn',
    'hi-Latn',
    'am-Latn',
  ],
}

/** Features of a text: hashed runs of characters of each word with its edges. Shared with training. */
export function runsOf(text: string): Uint32Array {
  const words = (text.toLowerCase().match(/[\p{L}\p{M}\p{Nd}']+/gu) ?? []).join(' ').slice(0, MAX_LETTERS)
  const padded = ` ${words} `
  const runs: number[] = []
  for (let start = 0; start < padded.length; start += 1) {
    let value = 0x811c9dc5
    const end = Math.min(start + MAX_RUN, padded.length)
    for (let i = start; i < end; i += 1) {
      value = Math.imul(value ^ padded.charCodeAt(i), 0x01000193) >>> 0
      runs.push((value ^ (value >>> 16)) & (BUCKETS - 1))
    }
  }
  return Uint32Array.from(runs)
}

/** The script with most letters, if it is one we have classes for; `none` without letters, `unknown` for another script. */
function scriptOf(text: string): string {
  const letters = (text.match(LETTER) ?? []).length
  if (letters === 0) return 'none'
  let best = ['unknown', 0] as [string, number]
  for (const [script, pattern] of SCRIPTS) {
    const found = (text.match(pattern) ?? []).length
    // A Dutch term inside another script's sentence does not make it Dutch: two letters of that script are enough.
    if (script !== 'latin' && found >= 2 && found * 4 >= letters) return script
    if (found > best[1]) best = [script, found]
  }
  // A few Latin letters inside another script (我没有收到DUO的信) do not make the text Latin.
  return best[1] * 2 > letters ? best[0] : 'unknown'
}

/** Our language for a class: variants in Latin letters count as their language, neighbours as `other`. */
function languageOfClass(name: string): Language | 'other' {
  const base = name.replace(/-Latn$/, '')
  return (LANGUAGES as readonly string[]).includes(base) ? (base as Language) : 'other'
}

/** A model as it is used: by script, since the script of a text is seen at once. */
export const byScript = (trained: TrainedIdentifier): IdentifierModel =>
  new Map(Object.entries(CLASS_SCRIPTS).map(([script, allowed]) => [script, cutOut(trained, allowed)]))

function cutOut(trained: TrainedIdentifier, allowed: readonly string[]): Part {
  const width = trained.classes.length
  const at = trained.classes.flatMap((name, place) => (allowed.includes(name) ? [place] : []))
  const logs = new Int8Array(BUCKETS * at.length)
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    for (let i = 0; i < at.length; i += 1) logs[bucket * at.length + i] = trained.logs[bucket * width + (at[i] ?? 0)] ?? 0
  }
  return {
    classes: at.map((place) => trained.classes[place] ?? ''),
    logs,
    scale: trained.scale,
    offset: at.map((place) => trained.offset[place] ?? 0),
  }
}

function posterior({ classes, logs, scale, offset }: Part, text: string): [string, number][] {
  const runs = runsOf(text)
  const width = classes.length
  const sums = new Int32Array(width)
  for (const run of runs) {
    const base = run * width
    for (let i = 0; i < width; i += 1) sums[i] = (sums[i] ?? 0) + (logs[base + i] ?? 0)
  }
  const scores = Array.from(sums, (sum, i) => (sum * scale + (offset[i] ?? 0) * runs.length) / TEMPERATURE)
  const top = Math.max(...scores)
  const weights = scores.map((score) => Math.exp(score - top))
  const total = weights.reduce((a, b) => a + b, 0)
  return classes.map((name, i) => [name, (weights[i] ?? 0) / total])
}

/** Words that people of every language use: they tell nothing. */
const INTERNATIONAL = new Set([
  'hi',
  'hello',
  'hallo',
  'ok',
  'oke',
  'okay',
  'bye',
  'hey',
  'hoi',
  'salam',
  'merci',
  'test',
  'stop',
  'menu',
  'start',
  'help',
  'info',
  'duo',
  'digid',
  'pip',
  'map',
  'knm',
  'ind',
  'bsn',
  'azc',
  'coa',
  'lbt',
  'pvt',
  'inburgering',
  'gemeente',
  'taalcafe',
  'b1',
  'a2',
  'ona',
])

/** The probabilities of our languages (Farsi and Dari are one: `fa`), with `other` for neighbours. */
export function languageOdds(model: IdentifierModel, text: string): Map<Language | 'other', number> {
  const telling = text.replace(/[\p{L}\d']+/gu, (word) => (INTERNATIONAL.has(word.toLowerCase()) ? ' ' : word))
  const used = /\p{L}/u.test(telling) ? telling : ''
  const script = scriptOf(used)
  if (script === 'none') return new Map()
  const part = model.get(script)
  if (!part) return new Map([['other', 1]])
  const odds = new Map<Language | 'other', number>()
  for (const [name, chance] of posterior(part, used)) {
    const code = languageOfClass(name)
    odds.set(code, (odds.get(code) ?? 0) + chance)
  }
  return odds
}

/**
 * The language of a text.
 * @param odds what `languageOdds` gave
 * @param prior the conversation's language: at `weight` it is believed before the text is read (0.5 = no prior)
 * @returns null when the text tells nothing (digits, emoji, a name of an organisation)
 */
export function identify(
  odds: ReadonlyMap<Language | 'other', number>,
  prior: { language: Language; weight: number },
): Identified {
  const at = prior.language === 'prs' ? 'fa' : prior.language
  let total = 0
  let best: Identified = { code: null, confidence: 0 }
  for (const [code, chance] of odds) {
    const believed = code === at ? prior.weight : code === 'other' ? (1 - prior.weight) * OTHER : 1 - prior.weight
    const weighted = chance * believed
    total += weighted
    if (weighted > best.confidence) best = { code, confidence: weighted }
  }
  return { code: best.code, confidence: total > 0 ? best.confidence / total : 0 }
}
