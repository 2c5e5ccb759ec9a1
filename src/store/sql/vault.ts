/** Encrypts what is stored for one conversation, finds addresses by a keyed hash, and knows whether the key is the right one. */
import { createHmac, randomBytes } from 'node:crypto'
import { AppError } from '../../domain/errors.ts'
import type { Address } from '../../domain/message.ts'
import type { KeyRing } from '../crypto.ts'
import type { Connections } from './connections.ts'
import type { Purpose } from './queries/sealed.ts'

export type Vault = {
  ring: KeyRing
  seal(purpose: Purpose, owner: string, value: string | Uint8Array): string
  open(purpose: Purpose, owner: string, sealed: string): Buffer
  sealJson(purpose: Purpose, owner: string, value: unknown): string
  openJson(purpose: Purpose, owner: string, sealed: string): unknown
  /** The same for the same address, also after the data key was changed. */
  hash(address: Address): string
}

const bound = (purpose: Purpose, owner: string): string => `${purpose} ${owner}`

/** Seals and opens without knowing the hash key: what is needed to read that key, and to change keys. */
function sealing(ring: KeyRing) {
  return {
    seal: (purpose: Purpose, owner: string, value: string | Uint8Array) => ring.seal(value, bound(purpose, owner)),
    open: (purpose: Purpose, owner: string, sealed: string) => ring.open(sealed, bound(purpose, owner)),
    sealJson: (purpose: Purpose, owner: string, value: unknown) => ring.seal(JSON.stringify(value), bound(purpose, owner)),
    openJson: (purpose: Purpose, owner: string, sealed: string): unknown =>
      JSON.parse(ring.open(sealed, bound(purpose, owner)).toString('utf8')),
  }
}

/**
 * The key of the hash over addresses. Made at the first start and kept encrypted: a new data key must not lose anybody's
 * conversation. Opening it is also what shows a wrong data key.
 */
const HASH_KEY = 'hash_key'

/** @throws AppError wrong_key when the data key is not the one that this database was begun with */
export async function openVault(connections: Connections, ring: KeyRing): Promise<Vault> {
  const plain = sealing(ring)
  const read = () => connections.read((q) => q.readSetting({ name: HASH_KEY }))
  let [row] = await read()
  if (!row) {
    const value = plain.seal('setting.value', HASH_KEY, randomBytes(32))
    await connections.write((q) => q.insertSetting({ name: HASH_KEY, value }))
    // Another process may have been first: what is stored counts.
    ;[row] = await read()
  }
  if (!row) throw new AppError('database', 'A setting was not kept.')
  const hashKey = plain.open('setting.value', HASH_KEY, row.value)
  return {
    ring,
    ...plain,
    hash: ({ channel, handle }) => createHmac('sha256', hashKey).update(`${channel}\n${handle}`).digest('base64url'),
  }
}
