/** Where the key comes from that encrypts personal fields. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../domain/errors.ts'

/** The kind of database that a DATABASE_URL names. @throws AppError config for any other */
export function databaseKind(url: string): 'sqlite' | 'postgres' {
  if (url.startsWith('file:')) return 'sqlite'
  if (/^postgres(ql)?:\/\//.test(url)) return 'postgres'
  throw new AppError('config', 'DATABASE_URL must begin with file: or postgres://.')
}

function makeKeyFile(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    // A link appears whole and never replaces: of two processes that start at once both then read the same key.
    linkSync(draft, file)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function keyFromFile(dataDir: string): { key: string; warning: string } {
  const file = join(dataDir, 'data.key')
  if (!existsSync(file)) makeKeyFile(dataDir, file)
  const open = (statSync(file).mode & 0o077) !== 0
  const warning =
    `The key that encrypts personal data is in ${file}. Keep a copy elsewhere, apart from the backups of the database: without it nothing opens.` +
    (open ? ' Other users of this machine can read it: chmod 600 it.' : '')
  return { key: readFileSync(file, 'utf8').trim(), warning }
}

/**
 * DATA_KEY if it is given; with SQLite otherwise from `<dataDir>/data.key`, which is made when it is not there.
 * @returns the key, and a line for the operator when it lies beside the data
 * @throws AppError config when it is not given for PostgreSQL, or its file can't be made or read
 */
export function loadDataKey(from: { url: string; dataDir: string; dataKey: string | undefined }): {
  key: string
  warning: string | null
} {
  if (from.dataKey) return { key: from.dataKey, warning: null }
  if (databaseKind(from.url) === 'postgres') {
    const make = "node -e \"console.log('k1:' + require('crypto').randomBytes(32).toString('base64'))\""
    throw new AppError('config', `DATA_KEY must be set for a postgres:// database. This makes one: ${make}`)
  }
  try {
    return keyFromFile(from.dataDir)
  } catch (error) {
    throw new AppError(
      'config',
      `DATA_DIR: data.key can't be made or read there (${(error as { code?: string }).code ?? 'unknown'}).`,
    )
  }
}
