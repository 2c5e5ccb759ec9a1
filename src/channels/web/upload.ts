/** A file that somebody sends: its kind is read from its first bytes, never believed from its name; nothing is unpacked. */
import { randomUUID } from 'node:crypto'
import { AppError } from '../../domain/errors.ts'
import type { FileBytes, FileKind, MessageBody } from '../../domain/message.ts'

export const MAX_FILE = 10 * 1024 * 1024

const startsWith = (bytes: Uint8Array, start: readonly number[], at = 0): boolean =>
  start.every((byte, i) => bytes[at + i] === byte)

const KINDS: { kind: FileKind; mime: string; is: (bytes: Uint8Array) => boolean }[] = [
  { kind: 'image', mime: 'image/jpeg', is: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  { kind: 'image', mime: 'image/png', is: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  {
    kind: 'image',
    mime: 'image/webp',
    is: (bytes) => startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8),
  },
  { kind: 'pdf', mime: 'application/pdf', is: (bytes) => startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d]) },
]

/** @throws AppError too_large, file_type, empty */
export function readFile(bytes: Uint8Array, caption: string): { body: MessageBody; file: FileBytes } {
  if (bytes.length === 0) throw new AppError('empty')
  if (bytes.length > MAX_FILE) throw new AppError('too_large')
  const found = KINDS.find(({ is }) => is(bytes))
  if (!found) throw new AppError('file_type')
  const id = randomUUID()
  return {
    body: { kind: 'file', file: { id, kind: found.kind, size: bytes.length }, caption, masked: [] },
    file: { id, mime: found.mime, bytes },
  }
}
