/** `npm run chat`: the assistant in a terminal, and the talk kept as a conversation file that plays green. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ConversationFile, playFile } from '../support/conversation-file.ts'
import { realMind } from '../support/mind.ts'
import { Command, run, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())
const { knowledge } = realMind().core
const said = (key: string, language: 'nl' | 'en' = 'en', municipality = 'national'): string =>
  knowledge.text({ key }, { language, municipality }).text.replace(/\*([^*\n]+)\*/g, '$1')

describe('a talk from a pipe', { timeout: 60_000 }, () => {
  const lines = [
    'How much can I borrow?',
    '',
    'Read more',
    'My BSN is 123456782, when does the letter come? Mail amina@example.net',
    'menu',
    '1',
    '😀',
    'language',
  ]

  test('every line is answered before the next, choices by number; kept, it plays as it was', async () => {
    const file = join(folder.path, 'talk.yaml')
    const args = ['chat', '--lang', 'en', '--municipality', 'amersfoort', '--save', file]
    const { code, out, err } = await run(args, { cwd: folder.path }, lines.join('\n'))
    expect(code).toBe(0)
    const text = out.join('\n')
    const order = [
      said('welcome.hello'),
      said('loan.amount.short', 'en', 'amersfoort'),
      said('loan.amount.more', 'en', 'amersfoort'),
      said('pii.bsn'),
      said('menu.question'),
      said('language.pick'),
    ].map((part) => text.indexOf(part))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(text).toMatch(/^ {2}1\. Read more$/m)
    expect(text).toContain(said('letter.when.title'))
    expect(text).not.toContain('*')
    expect(text).not.toContain('\u001b')
    expect(err).toContain(`Kept as ${file}`)

    const kept = readFileSync(file, 'utf8')
    expect(kept).not.toMatch(/123456782|amina/)
    const talk = ConversationFile.parse(parse(kept))
    expect(talk).toMatchObject({ language: 'en', municipality: 'amersfoort' })
    expect(talk.turns.map(({ says }) => says)).toEqual(
      lines
        .filter((line) => line !== '')
        .map((line) => line.replace('123456782', '111222333').replace('amina@example.net', 'naam@example.org')),
    )
    let played = 0
    for (const step of playFile(talk, realMind())) {
      played += 1
      expect(step.played.keys, `turn ${played}`).toEqual(step.turn.bot)
      if (step.turn.choices) expect(step.played.choices, `turn ${played}`).toEqual(step.turn.choices)
    }
    expect(played).toBe(lines.length - 1)
  })

  test('typed line by line, each answer comes before the next line is read', async () => {
    const command = new Command(['chat', '--lang', 'nl'], { cwd: folder.path, env: { DATA_DIR: './other' } })
    command.write('Wanneer komt de brief van DUO?\n')
    await command.until(({ out }) => out.join('\n').includes(said('letter.when.short', 'nl')))
    command.write('menu\n')
    await command.until(({ out }) => out.join('\n').includes(said('menu.question', 'nl')))
    const { code } = await command.end()
    expect(code).toBe(0)
    expect(existsSync(join(folder.path, 'other', 'wegwijs.db'))).toBe(true)
  })

  test('nothing said: nothing kept', async () => {
    const file = join(folder.path, 'empty.yaml')
    expect((await run(['chat', '--save', file], { cwd: folder.path }, '\n \n')).code).toBe(0)
    expect(existsSync(file)).toBe(false)
  })
})

describe('refused at once, in one line', () => {
  const there = join(folder.path, 'there.yaml')
  writeFileSync(there, 'title: mine\n')
  test.each([
    [['--save', there], /^A setting is wrong\. \n--save: the file is there already; choose another name$/],
    [['--save', join(folder.path, 'no', 'folder.yaml')], /\n--save: there is no such folder; choose another name$/],
    [['--lang', 'xx'], /^Unknown language\. Choose one of nl, en, /],
    [['--colour'], /^Unknown option '--colour'$/],
  ])('%j', async (args, line) => {
    const { code, out, err } = await run(['chat', ...args], { cwd: folder.path }, 'hello\n')
    expect([code, out]).toEqual([1, []])
    expect(err.trim()).toMatch(line)
    expect(readFileSync(there, 'utf8')).toBe('title: mine\n')
  })

  test('an unknown municipality', async () => {
    const { code, err } = await run(['chat', '--municipality', 'atlantis'], { cwd: folder.path }, 'hello\n')
    expect(code).toBe(1)
    expect(err.trim().split('\n').at(-1)).toBe('Unknown municipality.')
  })
})
