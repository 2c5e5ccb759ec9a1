/** Plays every file of test/conversations: what a person does, what is said by key, what is then known. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { FLOWS } from '../src/flows/index.ts'
import { ConversationFile, playFile, type Step } from './support/conversation-file.ts'
import { realMind, ROOT } from './support/mind.ts'

const FOLDER = join(ROOT, 'test', 'conversations')
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))
const read = (name: string): ConversationFile => ConversationFile.parse(parse(readFileSync(join(FOLDER, name), 'utf8')))

/** `languages` in a list of choices stands for a button per language. */
const languages = (): string[] => realMind().core.knowledge.languages.map((code) => `language:${code}`)
const expanded = (choices: string[]): string[] => choices.flatMap((id) => (id === 'languages' ? languages() : [id]))

function check({ turn, played, openCase }: Step, where: string): void {
  expect(played.keys, `${where}: what is said`).toEqual(turn.bot)
  if (turn.choices) expect(played.choices, `${where}: choices`).toEqual(expanded(turn.choices))
  for (const id of turn.offers ?? []) expect(played.choices, `${where}: choices`).toContain(id)
  for (const part of [turn.shows ?? []].flat()) expect(played.texts.join('\n'), `${where}: text`).toContain(part)
  if (turn.state) expect(played.state, `${where}: state`).toMatchObject(turn.state)
  if (turn.caseStatus !== undefined) expect(openCase?.status ?? null, `${where}: case`).toBe(turn.caseStatus)
  if (turn.urgent !== undefined) expect(openCase?.urgent, `${where}: urgent`).toBe(turn.urgent)
  if (turn.marks) expect(played.marks, `${where}: marks`).toEqual(turn.marks)
  if (turn.refused !== undefined) expect(played.refused, `${where}: refused`).toBe(turn.refused)
}

describe('conversations', () => {
  test.each(names)('%s', (name) => {
    const file = read(name)
    let number = 0
    for (const step of playFile(file, realMind())) {
      number += 1
      check(step, `turn ${number}`)
    }
  })

  test('there are at least forty, and every flow and language has one', () => {
    const files = names.map(read)
    expect(files.length).toBeGreaterThanOrEqual(40)
    const said = files.flatMap(({ turns }) => turns.flatMap(({ bot }) => bot))
    for (const flow of FLOWS.values())
      expect(
        Object.values(flow.steps).some((step) => 'text' in step && said.includes(step.text ?? '')),
        flow.id,
      ).toBe(true)
    for (const code of realMind().core.knowledge.languages)
      expect(
        files.some(({ language, turns }) => language === code || turns.some(({ state }) => state?.language === code)),
        code,
      ).toBe(true)
  })
})
