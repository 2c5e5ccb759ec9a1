/** Identifiers of languages side by side: ours and four libraries, each behind the same function. */
import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import type { IdentifierModel } from '../src/language/identify.ts'

/** The languages that are told apart; Farsi and Dari are one. */
export const TOLD_APART = ['nl', 'en', 'ar', 'fa', 'ps', 'ti', 'so', 'tr', 'uk', 'es', 'fr'] as const

/** Names the language of a text: one of `TOLD_APART`, or anything else for a language that is none of ours. */
export type Identify = (text: string) => string
export type Identifier = {
  name: string
  /** Those of our languages that it never answers. */
  lacks: readonly string[]
  /** Imports and loads all that it needs. @param modelFile our model, as `node:v8` serialises it */
  load: (modelFile: string) => Promise<Identify>
}

const FRANC_CODES: Record<string, string> = {
  nld: 'nl',
  eng: 'en',
  arb: 'ar',
  pes: 'fa',
  prs: 'fa',
  pbu: 'ps',
  tir: 'ti',
  som: 'so',
  tur: 'tr',
  ukr: 'uk',
  spa: 'es',
  fra: 'fr',
}
/** The neighbours that our identifier knows, as far as franc knows them. */
const FRANC_NEIGHBOURS =
  'deu ita por pol ron swe hun ces hrv als uzn ind swh vie azj kin hau wol amh urd uig rus bul srp mkd bel afr cat dan nob slk lit ekk fin tuk tgl hat lin'

/** All that are measured, in the order of the tables. Libraries in several sizes are measured in their largest. */
export const IDENTIFIERS: readonly Identifier[] = [
  {
    name: 'ours',
    lacks: [],
    load: async (modelFile) => {
      const { identify, languageOdds } = await import('../src/language/identify.ts')
      const model = deserialize(readFileSync(modelFile)) as IdentifierModel
      // At 0.5 no language is expected more than another.
      return (text) => identify(languageOdds(model, text), { language: 'nl', weight: 0.5 }).code ?? 'none'
    },
  },
  {
    name: 'franc',
    lacks: [],
    load: async () => {
      const { franc } = await import('franc')
      const only = [...Object.keys(FRANC_CODES), ...FRANC_NEIGHBOURS.split(' ')]
      return (text) => FRANC_CODES[franc(text, { only, minLength: 1 })] ?? 'other'
    },
  },
  {
    name: 'eld (large)',
    lacks: ['ps', 'ti', 'so'],
    load: async () => {
      const { eld } = await import('eld/large')
      return (text) => eld.detect(text).language
    },
  },
  {
    name: 'tinyld (heavy)',
    lacks: ['ps', 'ti', 'so'],
    load: async () => {
      const { detect } = await import('tinyld/heavy')
      return (text) => detect(text)
    },
  },
  {
    name: 'cld3-asm',
    lacks: ['ti'],
    load: async () => {
      const { loadModule } = await import('cld3-asm')
      const identifier = (await loadModule()).create(0, 1000)
      return (text) => identifier.findLanguage(text).language
    },
  },
]
