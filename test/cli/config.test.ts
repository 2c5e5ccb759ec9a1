/** Settings: every wrong value is one clear line that names the variable and never the value. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { configFromProcess, readConfig, SETTINGS } from '../../src/config.ts'
import { AppError } from '../../src/domain/errors.ts'
import { ROOT } from '../support/mind.ts'
import { temporaryFolder } from './support.ts'

/** The lines of a refusal. */
function refused(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'config' })
    const [title, ...lines] = (error as AppError).message.split('\n')
    expect(title?.trim()).toBe('A setting is wrong.')
    return lines
  }
  return []
}

const WRONG: Record<string, string[]> = {
  PORT: ['99999', '-1', '3000.5', 'http', '3 000', '0x10', '٣٠٠٠'],
  PUBLIC_URL: ['chat.example.nl', '//chat.example.nl', 'javascript:alert(1)', 'ftp://chat.example.nl', 'https://'],
  DATABASE_URL: ['mysql://user:geheim@db/x', 'data.db', 'file:', 'postgres:', 'POSTGRES ://x'],
  DEFAULT_MUNICIPALITY: ['Amersfoort', 'den haag', '../national', 'a--b'],
  DEFAULT_LANGUAGE: ['xx', 'NL', 'nl-NL', 'Nederlands'],
  RETENTION_DAYS: ['0', '-5', '5000', 'half a year', '1e2'],
  ATTACHMENT_DAYS: ['0', '30d'],
  BURST_MS: ['-1', '20000', '800ms'],
  SOFT_EXPIRY: ['2', '2 uur', 'PT2H', '-2h', '1.5h', 'h'],
  HARD_EXPIRY: ['7', 'never', '7w'],
  TRUST_PROXY: ['yes', 'true', '2', 'TRUE'],
  EMBED_ORIGINS: [
    'www.example.nl',
    'https://a.nl, b.nl',
    'https://a.nl/path',
    '*',
    "https://a.nl 'unsafe-inline'",
    'https://a.nl;script-src *',
  ],
  LOG_LEVEL: ['loud', 'INFO', 'trace'],
  LIMIT_PER_ADDRESS: ['-1', 'none', '10000000'],
  LIMIT_PER_CONVERSATION: ['-1', 'none'],
  WORKERS: ['0', '33', '1.5', 'many'],
}
/** Any text is right for these; what they name is looked at when it is used. */
const FREE = ['HOST', 'DATA_DIR', 'DATA_KEY']

describe('a wrong value', () => {
  test.each(Object.entries(WRONG))(
    '%s: one line, the same whatever was given, so nothing of the value is in it',
    (name, values) => {
      const lines = values.map((value) => refused({ [name]: value }))
      for (const one of lines) expect(one).toHaveLength(1)
      const [line = ''] = lines[0] ?? []
      expect(new Set(lines.flat())).toEqual(new Set([line]))
      expect(line).toMatch(new RegExp(`^${name}: expected [a-z].{3,}$`))
      expect(line).not.toMatch(/invalid|undefined|string|enum/i)
    },
  )

  test('every setting is in that list, or takes any text', () => {
    expect([...Object.keys(WRONG), ...FREE].toSorted()).toEqual(Object.keys(SETTINGS).toSorted())
  })

  test('several are told at once, one line each, in the order of the list', () => {
    const all = Object.fromEntries(Object.entries(WRONG).map(([name, values]) => [name, values[0]!]))
    const named = refused(all).map((line) => line.split(':')[0])
    expect(named).toEqual(Object.keys(SETTINGS).filter((name) => !FREE.includes(name)))
  })
})

describe('a right value', () => {
  test('nothing set: the defaults of the contract', () => {
    expect(readConfig({})).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      DATA_DIR: './data',
      DATABASE_URL: '',
      DEFAULT_MUNICIPALITY: 'national',
      RETENTION_DAYS: 180,
      ATTACHMENT_DAYS: 30,
      BURST_MS: 800,
      SOFT_EXPIRY: 2 * 3_600_000,
      HARD_EXPIRY: 7 * 86_400_000,
      TRUST_PROXY: false,
      EMBED_ORIGINS: [],
    })
  })

  test('empty counts as not set', () => {
    expect(readConfig(Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, ''])))).toEqual(readConfig({}))
  })

  test.each([
    ['PORT', '0', 0],
    ['PORT', '65535', 65535],
    ['PUBLIC_URL', 'https://chat.example.nl', 'https://chat.example.nl'],
    ['DATABASE_URL', 'file:/srv/wegwijs.db', 'file:/srv/wegwijs.db'],
    ['DATABASE_URL', 'postgresql://u@h/d', 'postgresql://u@h/d'],
    ['DEFAULT_MUNICIPALITY', 'maastricht-heuvelland', 'maastricht-heuvelland'],
    ['SOFT_EXPIRY', '90s', 90_000],
    ['SOFT_EXPIRY', '500ms', 500],
    ['HARD_EXPIRY', '30m', 1_800_000],
    ['TRUST_PROXY', '1', true],
    ['EMBED_ORIGINS', ' https://a.nl,http://localhost:8080 ,', ['https://a.nl', 'http://localhost:8080']],
    ['LOG_LEVEL', 'silent', 'silent'],
    ['BURST_MS', '0', 0],
  ] as const)('%s=%s', (name, value, expected) => {
    expect(readConfig({ [name]: value })[name]).toEqual(expected)
  })
})

describe('where they come from', () => {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())
  afterEach(() => vi.unstubAllEnvs())

  test('.env of the folder is read; the environment goes before it', () => {
    for (const name of Object.keys(SETTINGS)) vi.stubEnv(name, undefined)
    expect(configFromProcess(folder.path).PORT).toBe(3000)
    writeFileSync(join(folder.path, '.env'), '# comment\nPORT=4000\nDEFAULT_LANGUAGE="ar"\nSOMETHING=else\n')
    expect(configFromProcess(folder.path)).toMatchObject({ PORT: 4000, DEFAULT_LANGUAGE: 'ar' })
    expect(process.env.PORT).toBeUndefined()
    vi.stubEnv('PORT', '5000')
    expect(configFromProcess(folder.path)).toMatchObject({ PORT: 5000, DEFAULT_LANGUAGE: 'ar' })
  })

  test('.env.example has every setting with its meaning and its default, and changes nothing when it is copied', () => {
    const text = readFileSync(join(ROOT, '.env.example'), 'utf8')
    const found = [...text.matchAll(/^# (.+)\n#([A-Z_]+)=(.*)$/gm)].map(([, about, name, fallback]) => ({
      name,
      about,
      fallback,
    }))
    const expected = Object.entries<(typeof SETTINGS)[keyof typeof SETTINGS]>(SETTINGS).map(
      ([name, { about, fallback, secret }]) => {
        return { name, about: secret ? `${about} (keep it secret)` : about, fallback }
      },
    )
    expect(found).toEqual(expected)
    writeFileSync(join(folder.path, '.env'), text)
    vi.stubEnv('PORT', undefined)
    expect(configFromProcess(folder.path)).toMatchObject(readConfig({}))
    const given: Record<string, string> = Object.fromEntries(expected.map(({ name, fallback }) => [name, fallback]))
    expect(readConfig(given)).toEqual(readConfig({}))
  })
})
