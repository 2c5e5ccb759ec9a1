/** What content/ says stands on something: named sources on known sites, checked on a real day, within their review date. */
import { join } from 'node:path'
import type { Pack } from '../knowledge.ts'
import { fault, warning, type Finding } from './finding.ts'
import type { CheckInput } from './input.ts'

/** Something somebody wrote for themselves, a letter and a number: a title is what stands above the page. */
const LABEL = /^(?:[A-Z]{1,4}[-_ ]?\d{1,5}|[A-Z]{1,3}-[A-Z]{2,6}|\d+|(?:source|bron)\s?\d*)$/i

const hostOf = (url: string): string | null => {
  try {
    const { protocol, hostname } = new URL(url)
    return protocol === 'https:' ? hostname.replace(/^www\./, '') : null
  } catch {
    return null
  }
}

function checkLink(input: CheckInput, file: string, path: string, url: string): Finding[] {
  const host = hostOf(url)
  if (host === null) return [fault(file, path, `${url} is no address that starts with https://`)]
  return input.sites.includes(host)
    ? []
    : [fault(file, path, `${host} is not in content/sites.yaml: add it when it is an official or known site`)]
}

function checkSourcesOf(pack: Pack, input: CheckInput): Finding[] {
  const file = join('content', pack.id, 'sources.yaml')
  return [...pack.sources].flatMap(([id, { title, publisher, url }]) => [
    ...[title, publisher]
      .filter((name) => LABEL.test(name.trim()) && !/^[A-Z]+$/.test(name))
      .map((name) => fault(file, id, `"${name}" is a label: people see the title, write what stands above the page`)),
    ...checkLink(input, file, `${id}.url`, url),
  ])
}

function checkContactsOf(pack: Pack, input: CheckInput): Finding[] {
  const file = join('content', pack.id, 'contacts.yaml')
  return [...pack.contacts].flatMap(([id, { site, checked }]) => [
    ...(site === undefined ? [] : checkLink(input, file, `${id}.site`, site)),
    ...checkDay(input, file, `${id}.checked`, checked),
  ])
}

const DAY = /^\d{4}-\d\d-\d\d$/
const checkDay = (input: CheckInput, file: string, path: string, checked: string): Finding[] =>
  !DAY.test(checked)
    ? [fault(file, path, 'the day on which it was checked is missing')]
    : checked > input.today
      ? [fault(file, path, `${checked} has not come yet`)]
      : []

function checkFiguresOf(pack: Pack, input: CheckInput): Finding[] {
  const file = join('content', pack.id, 'figures.yaml')
  const day = input.due ?? input.today
  const say = input.due === null ? warning : fault
  return [...pack.figures].flatMap(([id, { checked, reviewBy, unit, year, about }]) => [
    ...checkDay(input, file, `${id}.checked`, checked),
    ...(reviewBy < day ? [say(file, `${id}.reviewBy`, `past its review date ${reviewBy}: compare it with its source`)] : []),
    ...(unit === 'eur' && /\b(?:per year|every year|yearly)\b/i.test(about) && year == null
      ? [warning(file, `${id}.year`, 'a yearly amount without its year')]
      : []),
  ])
}

function checkTopicsOf(pack: Pack, input: CheckInput): Finding[] {
  const meta = new Set(Object.keys(input.content.catalogue.meta ?? {}))
  const file = join('content', pack.id, 'topics')
  return [...pack.topics].flatMap(([id, { sources, checked }]) => [
    ...(sources.length === 0 && !meta.has(id) ? [fault(file, `${id}.sources`, 'needs at least one source')] : []),
    ...checkDay(input, file, `${id}.checked`, checked),
  ])
}

/** Sources, links, days and review dates of every pack. */
export const checkSources = (input: CheckInput): Finding[] =>
  [...input.content.packs.values()].flatMap((pack) =>
    [checkSourcesOf, checkContactsOf, checkFiguresOf, checkTopicsOf].flatMap((check) => check(pack, input)),
  )
