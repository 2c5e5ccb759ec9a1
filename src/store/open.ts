/** Opens the store on the database that a URL names. */
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keyRing } from './crypto.ts'
import { databaseKind } from './data-key.ts'
import { toAppError } from './errors.ts'
import { openPostgres } from './postgres/connections.ts'
import type { Connections, Trace } from './sql/connections.ts'
import { createStore } from './sql/store.ts'
import { openVault } from './sql/vault.ts'
import { openSqlite } from './sqlite/connections.ts'
import type { Store } from './store.ts'

export type StoreOptions = {
  /** `file:<path>` or `postgres://...` */
  url: string
  /** As in DATA_KEY. */
  dataKey: string
  /** Channels that fetch their messages themselves: nothing is queued for them. */
  pullChannels: readonly string[]
  /** PostgreSQL: how many connections at most. */
  connections?: number
  /** SQLite: further PRAGMAs for the connection that writes. */
  pragmas?: string
  /** Sees every statement with its values: for measuring only, never for a log. */
  trace?: Trace
}

async function connectTo({ url, connections, pragmas, trace }: StoreOptions): Promise<Connections> {
  if (databaseKind(url) === 'postgres') return openPostgres({ url, connections, trace })
  const file = url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  // Made for its owner only; SQLite gives the files beside it the same mode.
  await (await open(file, 'a', 0o600)).close()
  return openSqlite({ file, pragmas, trace })
}

/**
 * Opens a database, makes or updates its tables, and checks that the key is the one its data was encrypted with.
 * @throws AppError config, wrong_key, database or database_full
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const ring = keyRing(options.dataKey)
  try {
    const connections = await connectTo(options)
    try {
      return createStore(connections, await openVault(connections, ring), options.pullChannels)
    } catch (error) {
      await connections.close()
      throw error
    }
  } catch (error) {
    throw toAppError(error)
  }
}
