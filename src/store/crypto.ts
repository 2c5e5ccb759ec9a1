/** Encryption of single values: AES-256-GCM, in the form `v1.<key id>.<base64(iv | tag | data)>`. Several keys, the first encrypts. */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomFillSync } from 'node:crypto'
import { AppError } from '../domain/errors.ts'

const IV = 12
const TAG = 16
const KEY = 32

export type KeyRing = {
  /** What every value begins with that the first key encrypted. */
  prefix: string
  /** @param purpose what the value is and whose: bound to it, so that a value can't be put in another's place */
  seal(plain: Uint8Array | string, purpose: string): string
  /** @throws AppError wrong_key when no key here encrypted this value for this purpose */
  open(sealed: string, purpose: string): Buffer
}

/** Random bytes fetched at once for many values: asking the system for twelve at a time costs more than the encryption. */
const pool = Buffer.alloc(IV * 512)
let used = pool.length

/** A value never used before, of its own memory. */
function freshIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const iv = Buffer.from(pool.subarray(used, used + IV))
  used += IV
  return iv
}

function parseKey(text: string): KeyObject {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== KEY) throw new AppError('config', 'DATA_KEY: a key must be 32 bytes in base64 or hexadecimal.')
  return createSecretKey(key)
}

/** `id:key,id:key`, or one bare key, whose id is then k1. The order is kept. */
function parseKeys(dataKey: string): Map<string, KeyObject> {
  const keys = new Map<string, KeyObject>()
  for (const part of dataKey.split(',')) {
    const [, id = 'k1', key = ''] = /^(?:([^:]*):)?(.*)$/s.exec(part.trim()) ?? []
    if (!/^[A-Za-z0-9-]{1,20}$/.test(id))
      throw new AppError('config', 'DATA_KEY: the id of a key has letters, digits and - only.')
    if (keys.has(id)) throw new AppError('config', 'DATA_KEY: two keys have the same id.')
    keys.set(id, parseKey(key))
  }
  return keys
}

/**
 * Reads DATA_KEY.
 * @throws AppError config when it can't be understood; the message never holds a key
 */
export function keyRing(dataKey: string): KeyRing {
  const keys = parseKeys(dataKey)
  const [first] = keys
  if (!first) throw new AppError('config', 'DATA_KEY is empty.')
  const prefix = `v1.${first[0]}.`
  return {
    prefix,
    seal(plain, purpose) {
      const iv = freshIv()
      const cipher = createCipheriv('aes-256-gcm', first[1], iv).setAAD(Buffer.from(purpose))
      const data = Buffer.concat([cipher.update(plain as string, 'utf8'), cipher.final()])
      return prefix + Buffer.concat([iv, cipher.getAuthTag(), data]).toString('base64')
    },
    open(sealed, purpose) {
      const [form, keyId = '', text = ''] = sealed.split('.', 3)
      const key = keys.get(keyId)
      if (form !== 'v1' || !key) throw new AppError('wrong_key', 'No key here has the id of a stored value.')
      const bytes = Buffer.from(text, 'base64')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG })
        decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(IV, IV + TAG))
        return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()])
      } catch {
        throw new AppError('wrong_key', 'A stored value does not open.')
      }
    },
  }
}
