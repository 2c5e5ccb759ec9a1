/** `npm run check:content`: says in one line each what is missing or wrong in content/, locales/ and the flows. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Language } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import { checkFlows } from '../flows/check.ts'
import { dayOf } from '../flows/days.ts'
import { FLOWS } from '../flows/index.ts'
import { RULES } from '../flows/rules.ts'
import { longest } from '../knowledge/check/fill.ts'
import { shown, sorted, type Finding } from '../knowledge/check/finding.ts'
import { checkAll } from '../knowledge/check/index.ts'
import type { CheckInput } from '../knowledge/check/input.ts'
import { pluralForms, statusOf } from '../knowledge/check/keys.ts'
import { readCheckInput } from '../knowledge/check/read.ts'
import { answeredTopics, summarise, type Summary } from '../knowledge/check/summary.ts'
import { NATIONAL } from '../knowledge/knowledge.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** A text at its longest; of plural forms the general one. */
function textFor({ content }: CheckInput, key: string, language: Language): string | undefined {
  const texts = content.resources.get(language)?.get(NATIONAL) ?? {}
  const forms = pluralForms(language).map((form) => texts[`${key}_${form}`])
  const text = texts[key] ?? (forms.every((form) => form !== undefined) ? texts[`${key}_other`] : undefined)
  return text === undefined ? undefined : longest(content, text, { language, ns: NATIONAL })
}

function flowFindings(input: CheckInput): Finding[] {
  const { content } = input
  return checkFlows(FLOWS, {
    rules: RULES,
    texts: {
      languages: [...content.resources.keys()],
      complete: (language) => statusOf(content, NATIONAL, language) === 'complete',
      get: (key, language) => textFor(input, key, language),
    },
    topics: answeredTopics(input),
    figures: new Set(content.packs.get(NATIONAL)?.figures.keys()),
  })
}

type ContentReport = { findings: Finding[]; summary: Summary }

/** Reads a project folder and checks it. */
export function reportOn(root: string, { today, due }: { today: string; due: string | null }): ContentReport {
  const input = readCheckInput(root, { flows: FLOWS.keys(), today, due })
  return { findings: sorted([...checkAll(input), ...flowFindings(input)]), summary: summarise(input) }
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

function summaryLines({ findings, summary }: ContentReport): string[] {
  const faults = findings.filter(({ level }) => level === 'fault').length
  const languages = summary.languages.map(({ language, status, texts, missing, drafts, ease }) => {
    const reading = ease === null ? '' : `, reading ease ${ease.toFixed(0)}`
    return `${language.padEnd(4)} ${status}: ${count(texts, 'text')}, ${missing} missing, ${count(drafts, 'text')} not yet read by a native speaker${reading}`
  })
  const { topics, unanswered } = summary
  const without = unanswered.length === 0 ? '' : `: ${unanswered.join(', ')}`
  return [
    ...languages,
    `${count(topics, 'topic')}, ${unanswered.length} without an answer${without}`,
    `${count(faults, 'fault')}, ${count(findings.length - faults, 'warning')}`,
  ]
}

function readDue(due: string | undefined): string | null {
  if (due === undefined) return null
  if (/^\d{4}-\d\d-\d\d$/.test(due) && !Number.isNaN(Date.parse(due))) return due
  throw new AppError('config', `--due: "${due.slice(0, 20)}" is no date as 2026-11-21`)
}

/**
 * The command. `--json` prints findings and counts as one object; with `--due DATE` a figure past its review date on that day is a fault.
 * @returns the exit code: 1 when there is a fault
 */
export async function checkContent(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' }, due: { type: 'string' } } })
  const report = reportOn(ROOT, { today: dayOf(new Date()), due: readDue(values.due) })
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else for (const line of [...report.findings.map(shown), ...summaryLines(report)]) console.log(line)
  return Promise.resolve(report.findings.some(({ level }) => level === 'fault') ? 1 : 0)
}
