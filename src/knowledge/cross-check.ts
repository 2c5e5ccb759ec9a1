/** What must fit together over the files: every name used exists, every answer has its texts. Without it nothing starts. */
import { join } from 'node:path'
import { NATIONAL, type Pack } from './knowledge.ts'
import type { Content } from './content.ts'

const NAMED = /\{\{\s*([fc])\.([A-Za-z0-9]+)(?:\.([a-zA-Z]+))?/g

/** Names of figures and contacts used in a text. */
export function namesIn(text: string): { kind: 'f' | 'c'; id: string; field: string | null }[] {
  return [...text.matchAll(NAMED)].map(([, kind, id, field]) => ({ kind: kind as 'f' | 'c', id: id ?? '', field: field ?? null }))
}

type SourceCheck = (file: string, path: string, id: string) => void

/** A source named in a pack stands in its own list or in the national one. */
function sourceCheck({ reader, packs }: Content, pack: Pack): SourceCheck {
  const known = (id: string): boolean => pack.sources.has(id) || (packs.get(NATIONAL)?.sources.has(id) ?? false)
  return (file, path, id) => {
    if (!known(id)) reader.fault(join('content', pack.id, file), path, `no source ${id} in sources.yaml`)
  }
}

function checkTopics({ reader, catalogue }: Content, pack: Pack, topics: ReadonlySet<string>, source: SourceCheck): void {
  const aboutChat = new Set(Object.keys(catalogue.meta ?? {}))
  const place = join('content', pack.id, 'topics')
  for (const [id, truth] of pack.topics) {
    if (!topics.has(id)) reader.fault(place, id, 'is no topic of content/topics.yaml')
    truth.sources.forEach((name) => source('topics', `${id}.sources`, name))
    if (truth.sources.length === 0 && !aboutChat.has(id)) reader.fault(place, `${id}.sources`, 'needs at least one source')
    for (const other of truth.related) if (!topics.has(other)) reader.fault(place, `${id}.related`, `${other} is no topic`)
  }
}

function checkPack(content: Content, pack: Pack, topics: ReadonlySet<string>): void {
  const source = sourceCheck(content, pack)
  for (const [id, figure] of pack.figures) source('figures.yaml', `${id}.source`, figure.source)
  for (const [id, contact] of pack.contacts) source('contacts.yaml', `${id}.source`, contact.source)
  checkTopics(content, pack, topics, source)
  if (!pack.contacts.has(pack.contact) && !content.packs.get(NATIONAL)?.contacts.has(pack.contact)) {
    content.reader.fault(join('content', pack.id, 'pack.yaml'), 'contact', `no contact ${pack.contact} in contacts.yaml`)
  }
}

/** Every figure and contact a text names exists, for every reader who can get the text. */
function checkNames(content: Content, ns: string, file: string, texts: Record<string, string>): void {
  const packs = [content.packs.get(NATIONAL), content.packs.get(ns)]
  for (const [key, text] of Object.entries(texts)) {
    for (const { kind, id, field } of namesIn(text)) {
      const found = packs
        .map((pack) => (kind === 'f' ? pack?.figures.get(id) : pack?.contacts.get(id)))
        .find((one) => one !== undefined)
      if (!found) content.reader.fault(file, key, `no ${kind === 'f' ? 'figure' : 'contact'} ${id}`)
      else if (kind === 'c' && (field === null || !(field in found)))
        content.reader.fault(file, key, `contact ${id} has no ${field ?? 'field'}`)
    }
  }
}

/** A topic with a truth has a title and a short text in the source language, in its own pack or nationally; variants too. */
function checkAnswers(content: Content, pack: Pack): void {
  const texts = content.resources.get('nl')?.get(pack.id) ?? {}
  for (const [id, truth] of pack.topics) {
    const needed = [
      `${id}.short`,
      `${id}.more`,
      ...truth.differs.flatMap((variant) => [`${id}.short_${variant}`, `${id}.more_${variant}`]),
    ]
    if (pack.id === NATIONAL) needed.push(`${id}.title`)
    for (const key of needed) {
      if (!(key in texts)) content.reader.fault(join('locales', 'nl'), key, `missing, though content/${pack.id} speaks of it`)
    }
  }
}

/** Adds a fault for everything that does not fit together. */
export function crossCheck(content: Content): void {
  const topics = new Set(Object.values(content.catalogue).flatMap((subject) => Object.keys(subject)))
  if (!content.packs.has(NATIONAL)) content.reader.fault('content', '', 'the folder national is missing')
  for (const pack of content.packs.values()) {
    checkPack(content, pack, topics)
    checkAnswers(content, pack)
  }
  for (const [code, spaces] of content.resources) {
    for (const [ns, texts] of spaces) checkNames(content, ns, join('locales', code, ns === NATIONAL ? '' : `${ns}.json`), texts)
  }
}
