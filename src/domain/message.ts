/** What comes in, the same for every channel. */
import { z } from 'zod'
import { PersonalDataKind } from './codes.ts'

/** Kinds of input that are not text, a choice or a file we keep: each gets an answer of its own. */
export const OTHER_KINDS = ['voice', 'sticker', 'location', 'contact', 'reaction', 'video', 'other'] as const

export const FileKind = z.enum(['image', 'pdf'])
export type FileKind = z.infer<typeof FileKind>

export const MessageBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string(), masked: z.array(PersonalDataKind).default([]) }),
  z.object({ kind: z.literal('choice'), choice: z.string() }),
  z.object({
    kind: z.literal('file'),
    file: z.object({ id: z.string(), kind: FileKind, size: z.number() }),
    caption: z.string().default(''),
    masked: z.array(PersonalDataKind).default([]),
  }),
  z.object({ kind: z.literal('other'), what: z.enum(OTHER_KINDS) }),
])
export type MessageBody = z.infer<typeof MessageBody>

/** Where a person is reached. The handle is personal: stored encrypted, found by a keyed hash, never logged. */
export type Address = { channel: string; handle: string }

/** A file as it arrived, before it is stored: its bytes are encrypted with the message in one transaction. */
export type FileBytes = { id: string; mime: string; bytes: Uint8Array }

/** One message of a platform, ready to be written down. `externalId` is unique within its conversation. */
export type InboundMessage = {
  from: Address
  externalId: string
  at: Date
  body: MessageBody
  file?: FileBytes
}

/** Says whether a message is a tap on a button or menu; a tap is never held back to wait for a burst. */
export const isTap = (body: MessageBody): boolean => body.kind === 'choice'
