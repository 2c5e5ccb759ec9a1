/** What was crossed out before it was stored. */
import type { MessageBody } from '../domain/message.ts'
import { text } from '../domain/text.ts'
import type { Talk } from './talk.ts'

/** Named kindly, once per kind. */
export function sayMasked(talk: Talk, body: MessageBody): void {
  if ((body.kind === 'text' || body.kind === 'file') && body.masked.length > 0)
    talk.say(body.masked.map((kind) => text(`pii.${kind}`)))
}
