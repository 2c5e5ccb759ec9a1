/** Requests of the web chat, checked: JSON or a form with a file. */
import type { Context } from 'hono'
import { z } from 'zod'
import { AppError } from '../../domain/errors.ts'
import type { FileBytes, MessageBody } from '../../domain/message.ts'
import { readFile } from './upload.ts'

/** Longer texts are refused; of what is accepted only the first part is read, and the person is told. */
const MAX_TEXT = 100_000
/** Kept as it is, to know a message that comes again: so only characters that every database keeps as they are. */
const MessageId = z
  .string()
  .min(1)
  .max(100)
  .refine((id) => id.isWellFormed() && !/\p{Cc}/u.test(id))
const TextMessage = z.object({ id: MessageId, text: z.string() })
const ChoiceMessage = z.object({ id: MessageId, choice: z.string().min(1).max(200) })
const Start = z.object({ municipality: z.string().max(60).nullish(), lang: z.string().max(10).nullish() })

export type Incoming = { id: string; body: MessageBody; file?: FileBytes }

async function json(context: Context): Promise<unknown> {
  try {
    return await context.req.json()
  } catch {
    throw new AppError('bad_request', 'Expected JSON.')
  }
}

/** An empty body starts a conversation with the defaults. */
export async function readStart(context: Context): Promise<{ municipality: string | undefined; lang: string | undefined }> {
  const text = await context.req.text()
  let raw: unknown = {}
  try {
    raw = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    throw new AppError('bad_request', 'Expected JSON.')
  }
  const found = Start.safeParse(raw)
  if (!found.success) throw new AppError('bad_request', 'Expected {municipality?, lang?}.')
  return { municipality: found.data.municipality ?? undefined, lang: found.data.lang ?? undefined }
}

async function readForm(context: Context): Promise<Incoming> {
  let form: FormData
  try {
    form = await context.req.formData()
  } catch {
    throw new AppError('bad_request', 'Expected a form with id and file.')
  }
  const id = MessageId.safeParse(form.get('id'))
  const file = form.get('file')
  if (!id.success || !(file instanceof File)) throw new AppError('bad_request', 'Expected a form with id and file.')
  const caption = form.get('caption')
  const read = readFile(new Uint8Array(await file.arrayBuffer()), typeof caption === 'string' ? caption.slice(0, MAX_TEXT) : '')
  return { id: id.data, ...read }
}

/** @throws AppError bad_request, too_large, file_type */
export async function readMessage(context: Context): Promise<Incoming> {
  if ((context.req.header('content-type') ?? '').startsWith('multipart/form-data')) return readForm(context)
  const raw = await json(context)
  const choice = ChoiceMessage.safeParse(raw)
  if (choice.success) return { id: choice.data.id, body: { kind: 'choice', choice: choice.data.choice } }
  const text = TextMessage.safeParse(raw)
  if (!text.success) throw new AppError('bad_request', 'Expected {id, text} or {id, choice}.')
  if (text.data.text.length > MAX_TEXT) throw new AppError('too_large')
  return { id: text.data.id, body: { kind: 'text', text: text.data.text, masked: [] } }
}
