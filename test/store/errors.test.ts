import { expect, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { guarded, toAppError } from '../../src/store/errors.ts'
import { openStore } from '../../src/store/open.ts'
import { KEY_A } from './fixtures.ts'

const driver = (code: string) => new Error('failed, params: secret', { cause: Object.assign(new Error('secret'), { code }) })

test.each([
  ['SQLITE_FULL', 'database_full'],
  ['ENOSPC', 'database_full'],
  ['53100', 'database_full'],
  ['SQLITE_BUSY', 'database'],
  ['57P01', 'database'],
  ['ECONNREFUSED', 'database'],
])('%s becomes %s', (code, expected) => {
  const error = toAppError(driver(code))
  expect(error).toMatchObject({ code: expected, detail: code })
  expect(error.stack).not.toContain('secret')
  expect(error.cause).toEqual({ code })
  expect(Object.keys(error)).not.toContain('cause')
})

test('a mistake of ours is internal, what a driver says without a code is the database', () => {
  expect(toAppError(new TypeError('secret'))).toMatchObject({
    code: 'internal',
    message: expect.not.stringContaining('secret') as string,
  })
  expect(toAppError(new Error('Connection terminated unexpectedly')).code).toBe('database')
  expect(toAppError('thrown text')).toMatchObject({ code: 'database', detail: '' })
})

test('an AppError stays what it is', async () => {
  const error = new AppError('not_found')
  const methods = guarded({ fails: () => Promise.reject(error), works: (n: number) => Promise.resolve(n), now: () => 1 })
  await expect(methods.fails()).rejects.toBe(error)
  expect([await methods.works(2), methods.now()]).toEqual([2, 1])
})

test('a database that can not be opened is told by its code', async () => {
  const open = (url: string) => openStore({ url, dataKey: KEY_A, pullChannels: [] })
  await expect(open('mysql://x')).rejects.toMatchObject({ code: 'config' })
  await expect(open('file:/dev/null/x.db')).rejects.toMatchObject({ code: 'database' })
  await expect(open('postgres://nobody@127.0.0.1:1/none')).rejects.toMatchObject({ code: 'database', detail: 'ECONNREFUSED' })
})
