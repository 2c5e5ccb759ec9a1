/** Texts with their figures and contacts filled in, as long as a reader can get them. */
import type { Language } from '../../domain/codes.ts'
import { withoutIsolates } from '../../language/bidi.ts'
import { contactValues, formatFigure } from '../formats.ts'
import { NATIONAL } from '../knowledge.ts'
import type { Content } from '../content.ts'

export const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/gu

/** Names between the braces, without spaces. */
export const placeholders = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '')

/** Characters as a platform counts them for a person: without the invisible marks around values. */
export const lengthOf = (text: string): number => Array.from(withoutIsolates(text)).length

type Where = { language: Language; municipality: string }

/** A figure or a field of a contact as a language writes it, or null when there is none. */
function format(content: Content, name: string, { language, municipality }: Where): string | null {
  const [kind, id = '', field = ''] = name.split('.')
  const packs = [content.packs.get(municipality), content.packs.get(NATIONAL)]
  if (kind === 'f') {
    const figure = packs.map((pack) => pack?.figures.get(id)).find((one) => one !== undefined)
    return figure ? formatFigure(figure, language) : null
  }
  if (kind !== 'c') return null
  const contact = packs.map((pack) => pack?.contacts.get(id)).find((one) => one !== undefined)
  return contact ? (contactValues(contact, language)[field] ?? null) : null
}

/** Formatting is slow and the same value stands in many texts. */
const formatted = new WeakMap<Content, Map<string, string | null>>()

function valueOf(content: Content, name: string, where: Where): string | null {
  const known = formatted.get(content) ?? new Map<string, string | null>()
  formatted.set(content, known)
  const id = `${where.language} ${where.municipality} ${name}`
  const value = known.get(id)
  if (value !== undefined) return value
  const fresh = format(content, name, where)
  known.set(id, fresh)
  return fresh
}

/** Fills in for a reader of one municipality; a value that only the program knows stays as its name. */
const filled = (content: Content, text: string, where: Where): string =>
  text.replace(PLACEHOLDER, (_all, name: string) => valueOf(content, name, where) ?? name)

/** The longest that a text becomes: a national text is read in every municipality, each with its own figures and contacts. */
export function longest(content: Content, text: string, where: { language: Language; ns: string }): string {
  const readers = where.ns === NATIONAL ? [...content.packs.keys()] : [where.ns]
  const all = readers.map((municipality) => filled(content, text, { language: where.language, municipality }))
  return all.reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a), all[0] ?? text)
}
