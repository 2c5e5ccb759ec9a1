/** `npm start`: what it prints and keeps, what stops it, and that no log tells anything of anybody. */
import { createServer } from 'node:net'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { AppError } from '../../src/domain/errors.ts'
import { errorOf, eventsOf, form, open, post, Reader, send } from '../http/support.ts'
import { KEY_A, KEY_B } from '../store/fixtures.ts'
import { realMind, ROOT } from '../support/mind.ts'
import { Command, run, temporaryFolder } from './support.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

async function started(env: Record<string, string> = {}): Promise<{ command: Command; base: string }> {
  const command = new Command(['start'], { cwd: folder.path, env: { PORT: '0', BURST_MS: '0', LOG_LEVEL: 'debug', ...env } })
  await command.until(({ out }) => out.some((line) => line.startsWith('Chat: ')))
  const base =
    /^Chat: (http:\/\/localhost:\d+)\/chat$/.exec(command.out.find((line) => line.startsWith('Chat: ')) ?? '')?.[1] ?? ''
  return { command, base }
}

describe('with no settings but a free port', { timeout: 60_000 }, () => {
  const SECRETS = ['geheime vraag', 'zeer geheim bijschrift', '111222333', '06 87654321', 'amina@example.org', 'kapotte json']
  let command: Command
  let base = ''
  let conversation = ''
  beforeAll(async () => ({ command, base } = await started()), 60_000)

  test('it says where the chat is, keeps its key apart and only for its owner, and says so', () => {
    expect(command.out).toEqual([`Chat: ${base}/chat`])
    expect(readdirSync(join(folder.path, 'data')).toSorted()).toEqual(
      expect.arrayContaining(['data.key', 'wegwijs.db']) as string[],
    )
    for (const name of readdirSync(join(folder.path, 'data')))
      expect(statSync(join(folder.path, 'data', name)).mode & 0o077, name).toBe(0)
    expect(command.err).toMatch(/"level":40.*data\.key/)
    expect(command.err).not.toContain(
      readFileSync(join(folder.path, 'data', 'data.key'), 'utf8')
        .trim()
        .slice(3),
    )
  })

  test('a talk with everything that may go wrong leaves no text, number or id in what is logged at `debug`', async () => {
    conversation = await open(base, { lang: 'nl' })
    await send(base, conversation, {
      id: 'id-of-the-page-1',
      text: `${SECRETS[0]} BSN ${SECRETS[2]} bel ${SECRETS[3]} of ${SECRETS[4]}`,
    })
    await eventsOf(base, conversation, 2)
    const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0])
    await send(base, conversation, form('id-of-the-page-2', jpeg, { caption: SECRETS[1]! }))
    await send(base, conversation, { id: 'id-of-the-page-3', choice: 'human' })
    await post(base, conversation, `{"id": "x", "text": "${SECRETS[5]}`)
    await post(base, conversation, form('x', Buffer.from(SECRETS[0]!)))
    await post(base, 'a-conversation-that-is-not-there', { id: 'x', text: SECRETS[0] })
    await fetch(`${base}/api/chat/${conversation}/${encodeURIComponent(SECRETS[0]!)}`)
    const reader = await Reader.open(base, conversation, { own: true })
    await reader.until(({ events }) => events.length >= 7)
    reader.close()
    const metrics = await (await fetch(`${base}/metrics`)).text()
    const logged = `${command.err}\n${command.out.join('\n')}\n${metrics}`
    for (const secret of [...SECRETS, conversation, 'id-of-the-page', 'not-there', '127.0.0.1'])
      expect(logged).not.toContain(secret)
    for (const line of command.err.trim().split('\n')) expect(() => JSON.parse(line) as unknown, line).not.toThrow()
  })

  test('told to end, it ends with 0; started again, everything is still there', async () => {
    expect(await command.stop()).toBe(0)
    const before = readFileSync(join(folder.path, 'data', 'data.key'), 'utf8')
    const again = await started()
    const events = await eventsOf(again.base, conversation, 3, { own: true })
    expect(events[0]?.text).toContain(SECRETS[0])
    expect(events[0]?.text).not.toContain(SECRETS[2])
    await send(again.base, conversation, { id: 'm-after', choice: 'menu' })
    expect((await eventsOf(again.base, conversation, 1, { after: events.at(-1)!.id })).length).toBeGreaterThan(0)
    expect(readFileSync(join(folder.path, 'data', 'data.key'), 'utf8')).toBe(before)
    again.command.child.kill('SIGINT')
    expect(await again.command.ended).toBe(0)
  })

  test('with another key it refuses to start, and says nothing of either', async () => {
    const { code, out, err } = await run(['migrate'], { cwd: folder.path, env: { DATA_KEY: KEY_B.replace('b:', 'k1:') } })
    expect([code, out]).toEqual([1, []])
    expect(err.trim()).toMatch(/^DATA_KEY does not open this database\..*$/)
    expect(err).not.toContain(KEY_B.slice(2))
  })

  test('migrate, rekey and retention each say in one line what they did', async () => {
    const old = readFileSync(join(folder.path, 'data', 'data.key'), 'utf8').trim()
    const migrated = await run(['migrate'], { cwd: folder.path })
    expect([migrated.code, migrated.out]).toEqual([0, ['The database is up to date.']])
    const moved = await run(['rekey'], { cwd: folder.path, env: { DATA_KEY: `${KEY_A},${old}` } })
    expect([moved.code, moved.err]).toEqual([0, ''])
    expect(moved.out).toEqual([expect.stringMatching(/^[1-9]\d* rows moved to the first key\./)])
    const kept = await run(['retention'], { cwd: folder.path, env: { DATA_KEY: KEY_A } })
    expect([kept.code, kept.out]).toEqual([0, ['0 conversations and 0 files deleted.']])
    expect((await run(['migrate'], { cwd: folder.path })).code).toBe(1)
  })
})

describe('what stops the start: one clear line, nothing of a value, exit 1', () => {
  /** The line with which it refuses. */
  async function refusal(environment: Record<string, string>): Promise<string> {
    const config = readConfig({ PORT: '0', DATA_DIR: join(folder.path, 'other'), ...environment })
    const parts = { root: ROOT, config, log: pino({ level: 'silent' }), mind: realMind(), web: true }
    const error: unknown = await startApp(parts).then(
      (app) => app.stop(),
      (fault: unknown) => fault,
    )
    expect(error).toBeInstanceOf(AppError)
    return (error as AppError).message
  }

  test('postgres:// without DATA_KEY', async () => {
    const line = await refusal({ DATABASE_URL: 'postgres://user:geheim@127.0.0.1:1/x' })
    expect(line).toContain('DATA_KEY must be set')
    expect(line).not.toMatch(/geheim|\n/)
  })

  test.each([
    ['too short', 'k1:abc'],
    ['no key at all', 'k1:'],
    ['an id that is none', `k 1:${KEY_A.slice(2)}`],
    ['the same id twice', `${KEY_A},${KEY_A}`],
    ['an empty one behind', `${KEY_A},`],
  ])('DATA_KEY: %s', async (_, key) => {
    const line = await refusal({ DATA_KEY: key })
    expect(line).toContain('DATA_KEY')
    expect(line).not.toMatch(/\n|AQEBAQ|abc/)
  })

  test('a database server that does not answer', async () => {
    const line = await refusal({ DATABASE_URL: 'postgres://user:geheim@127.0.0.1:1/x', DATA_KEY: KEY_A })
    expect(line).toBe('The database did not answer. ECONNREFUSED')
  })

  test('a folder that can not be made, a database that is none', async () => {
    const file = join(folder.path, 'a-file')
    writeFileSync(file, 'x'.repeat(5000))
    expect(await refusal({ DATA_DIR: join(file, 'data') })).toMatch(/^A setting is wrong\. DATA_DIR: .*ENOTDIR/)
    expect(await refusal({ DATABASE_URL: `file:${file}` })).toBe('The database did not answer. SQLITE_NOTADB')
  })

  test('a port that is taken, an address that is not of this machine; the database is given back', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    expect(await refusal({ PORT: String(port) })).toMatch(
      /\nPORT\/HOST: cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\); choose another PORT/,
    )
    expect(await refusal({ HOST: '192.0.2.1' })).toMatch(/\nPORT\/HOST: cannot listen on 192\.0\.2\.1:0 \(EADDRNOTAVAIL\)/)
    server.close()
    const config = readConfig({ PORT: '0', DATA_DIR: join(folder.path, 'other') })
    const app = await startApp({ root: ROOT, config, log: pino({ level: 'silent' }), mind: realMind(), web: true })
    await app.stop()
  })

  test('as the command prints it: several settings, one line each', async () => {
    const env = { PORT: 'geheim1', LOG_LEVEL: 'geheim2', DATABASE_URL: 'mysql://geheim3' }
    const { code, out, err } = await run(['start'], { cwd: folder.path, env })
    expect([code, out]).toEqual([1, []])
    expect(
      err
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(':')[0]),
    ).toEqual(['PORT', 'DATABASE_URL', 'LOG_LEVEL'])
    expect(err).not.toContain('geheim')
  })

  test('a default municipality that is no pack; nothing is made before', async () => {
    const env = { PORT: '0', DATA_DIR: './third', DEFAULT_MUNICIPALITY: 'atlantis' }
    const { code, err } = await run(['start'], { cwd: folder.path, env })
    expect(code).toBe(1)
    expect(err).toMatch(/\nDEFAULT_MUNICIPALITY: expected one of .*\bnational\b/)
    expect(readdirSync(folder.path)).not.toContain('third')
  })

  test('a command that is none', async () => {
    const { code, out, err } = await run(['strat'], { cwd: folder.path })
    expect([code, out]).toEqual([1, []])
    expect(err).toMatch(/^Commands: start, chat, ask, /)
  })
})

test('an address that is not there is answered the same by the server as it runs', async () => {
  const config = readConfig({ PORT: '0', DATA_DIR: join(folder.path, 'last') })
  const log = vi.fn()
  const app = await startApp({ root: ROOT, config, log: pino({ level: 'debug' }, { write: log }), mind: realMind(), web: true })
  expect(await errorOf(await fetch(`http://127.0.0.1:${app.listening!.port}/x`))).toMatchObject({ status: 404 })
  await app.stop()
  expect(log.mock.calls.join('\n')).not.toMatch(/"level":[56]0/)
})
