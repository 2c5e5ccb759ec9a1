// Turns the text of a message into elements: paragraphs, "- " lists, line breaks, terms and links.
// Nothing in it is ever read as markup.

import { make } from './elements.js'
import { findPieces } from './links.js'

const shapes = {
  text: ({ text }) => text,
  term: ({ text }) => make('em', { lang: 'nl', dir: 'ltr' }, text),
  phone: ({ text, href }) => make('bdi', {}, make('a', { href, dir: 'ltr', class: 'phone' }, text)),
  address: ({ text, href }) =>
    make('bdi', {}, make('a', { href, dir: 'ltr', target: '_blank', rel: 'noopener noreferrer' }, text)),
}

const inline = (line) => findPieces(line).map((piece) => shapes[piece.kind](piece))

const isItem = (line) => /^\s*- /.test(line)

/** Lines that belong together: a run of list items, or a run of other lines. */
function runs(block) {
  const groups = []
  for (const line of block.split('\n')) {
    const list = isItem(line)
    const last = groups[groups.length - 1]
    if (last && last.list === list) last.lines.push(line)
    else groups.push({ list, lines: [line] })
  }
  return groups
}

function paragraph(lines, dir) {
  const element = make('p', { dir })
  lines.forEach((line, index) => {
    if (index > 0) element.append(make('br'))
    element.append(...inline(line))
  })
  return element
}

function list(lines, dir) {
  const items = lines.map((line) => make('li', { dir }, ...inline(line.replace(/^\s*- /, ''))))
  return make('ul', { dir }, ...items)
}

/** A checked or written answer. */
export function richText(text, dir) {
  const blocks = text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n\s*\n/)
  return blocks.flatMap((block) => runs(block).map((run) => (run.list ? list : paragraph)(run.lines, dir)))
}

/** What somebody typed: their lines, each in its own direction. */
export function plainText(text) {
  return text.split('\n').map((line) => make('p', { dir: 'auto' }, line))
}
