import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyRing } from '../../src/store/crypto.ts'
import { loadDataKey } from '../../src/store/data-key.ts'
import { KEY_A, KEY_B } from './fixtures.ts'

describe('encryption of values', () => {
  test('what was sealed opens, for its own purpose only', () => {
    const ring = keyRing(KEY_A)
    for (const plain of ['', 'سلام 👋', 'x'.repeat(100_000)]) {
      const sealed = ring.seal(plain, 'a')
      expect(sealed).toMatch(/^v1\.a\.[A-Za-z0-9+/]+=*$/)
      expect(ring.open(sealed, 'a').toString()).toBe(plain)
      expect(() => ring.open(sealed, 'b')).toThrow(expect.objectContaining({ code: 'wrong_key' }))
    }
    expect([...ring.open(ring.seal(new Uint8Array([0, 200]), 'a'), 'a')]).toEqual([0, 200])
  })

  test('the first key encrypts, every key decrypts', () => {
    const old = keyRing(KEY_A).seal('text', 'p')
    const both = keyRing(`${KEY_B}, ${KEY_A}`)
    expect(both.open(old, 'p').toString()).toBe('text')
    expect(both.seal('text', 'p')).toMatch(/^v1\.b\./)
    expect(() => keyRing(KEY_B).open(old, 'p')).toThrow(expect.objectContaining({ code: 'wrong_key' }))
  })

  test('a bare key in base64 or hexadecimal is k1', () => {
    const key = Buffer.alloc(32, 7)
    const sealed = keyRing(key.toString('base64')).seal('text', 'p')
    expect(sealed).toMatch(/^v1\.k1\./)
    for (const same of [key.toString('hex'), key.toString('base64url'), `k1:${key.toString('base64')}`]) {
      expect(keyRing(same).open(sealed, 'p').toString()).toBe('text')
    }
  })

  test.each([
    ['short', 'k1:c2hvcnQ='],
    ['empty', ''],
    ['id', `a_b:${KEY_A.slice(2)}`],
    ['no id', `:${KEY_A.slice(2)}`],
    ['twice', `${KEY_A},${KEY_A}`],
    ['comma', `${KEY_A},`],
  ])('a key that can not be understood (%s) is refused without being told', (_, text) => {
    const attempt = () => keyRing(text)
    expect(attempt).toThrow(expect.objectContaining({ code: 'config' }))
    expect(attempt).not.toThrow(KEY_A.slice(4))
  })

  test.each(['', 'v1', 'v1.a', 'v1.a.', 'v1.a.AAAA', 'v2.a.AAAA', 'plain text'])('damaged: %j does not open', (sealed) => {
    expect(() => keyRing(KEY_A).open(sealed, 'p')).toThrow(expect.objectContaining({ code: 'wrong_key' }))
  })
})

describe('where the key comes from', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'wegwijs-key-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const sqlite = (dataDir = folder) => ({ url: 'file:x.db', dataDir, dataKey: undefined })

  test('a given key is taken, without a warning', () => {
    expect(loadDataKey({ ...sqlite(), dataKey: KEY_A })).toEqual({ key: KEY_A, warning: null })
  })

  test('with SQLite it is made once, readable to its owner only, with a warning', () => {
    const dataDir = join(folder, 'data')
    const first = loadDataKey(sqlite(dataDir))
    expect(first.warning).toContain('data.key')
    expect(statSync(join(dataDir, 'data.key')).mode & 0o777).toBe(0o600)
    expect(keyRing(first.key).prefix).toBe('v1.k1.')
    expect(loadDataKey(sqlite(dataDir)).key).toBe(first.key)
    expect(readFileSync(join(dataDir, 'data.key'), 'utf8').trim()).toBe(first.key)
  })

  test('others who can read it are warned about', () => {
    writeFileSync(join(folder, 'data.key'), KEY_A)
    chmodSync(join(folder, 'data.key'), 0o644)
    expect(loadDataKey(sqlite()).warning).toContain('chmod 600')
  })

  test('PostgreSQL refuses without a key and says how to make one', () => {
    const load = () => loadDataKey({ url: 'postgres://x/y', dataDir: folder, dataKey: '' })
    expect(load).toThrow(
      expect.objectContaining({ code: 'config', detail: expect.stringContaining('randomBytes(32)') as string }),
    )
  })

  test('a place that can not be written is a wrong setting', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => loadDataKey(sqlite(join(folder, 'file', 'data')))).toThrow(expect.objectContaining({ code: 'config' }))
  })
})
