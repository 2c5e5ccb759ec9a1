/** Conversations, and what comes into them. */
import { randomBytes } from 'node:crypto'
import { AppError } from '../../domain/errors.ts'
import type { InboundMessage } from '../../domain/message.ts'
import type { Store } from '../store.ts'
import { Undo } from './connections.ts'
import { type Context, itemId } from './context.ts'
import type { Queries } from './queries.ts'

type Receipt = { conversation: string; fresh: boolean }

/** Unguessable: on the web the id is what opens a conversation. */
const newId = (): string => randomBytes(18).toString('base64url')

export function conversations(context: Context): Pick<Store, 'openConversation' | 'findConversation' | 'receive'> {
  const { connections, vault, changed } = context
  const find = async (from: InboundMessage['from']) => {
    const [row] = await connections.read((q) => q.findConversation({ channel: from.channel, hash: vault.hash(from) }))
    return row ? { conversation: row.id, lastSeq: row.lastSeq } : null
  }

  return {
    findConversation: find,

    async openConversation({ from, municipality, language, state }, now) {
      const known = await find(from)
      if (known) return { conversation: known.conversation, fresh: false }
      const id = newId()
      const values = {
        id,
        channel: from.channel,
        hash: vault.hash(from),
        handle: vault.seal('conversation.handle', id, from.handle),
        municipality,
        language,
        state: vault.sealJson('conversation.state', id, state),
        now: now.getTime(),
      }
      const [made] = await connections.write((q) => q.insertConversation(values))
      if (made) return { conversation: id, fresh: true }
      const other = await find(from)
      if (!other) throw new AppError('database', 'A conversation went while it was opened.')
      return { conversation: other.conversation, fresh: false }
    },

    async receive(message, due) {
      const { channel } = message.from
      const values = {
        channel,
        hash: vault.hash(message.from),
        at: message.at.getTime(),
        dueAt: due.dueAt.getTime(),
        limit: due.dueAt.getTime() + due.latestMs,
      }
      const result = await connections.transaction<Receipt | null>(async (q) => {
        const [place] = await q.receiveInto(values)
        if (!place) return new Undo(null)
        const fresh = await writeMessage(context, q, { message, conversation: place.id, seq: place.seq })
        const answer = { conversation: place.id, fresh }
        return fresh ? answer : new Undo(answer)
      })
      if (!result) throw new AppError('not_found')
      if (result.fresh) changed(result.conversation, 'inbound')
      return result
    },
  }
}

type Arrival = { message: InboundMessage; conversation: string; seq: number }

/** Writes a message and its file; false when it was there already. */
async function writeMessage({ vault }: Context, q: Queries, arrival: Arrival): Promise<boolean> {
  const { message, conversation, seq } = arrival
  const at = message.at.getTime()
  const id = itemId(conversation, seq)
  const [fresh] = await q.insertInbound({
    id,
    conversation,
    seq,
    kind: 'message',
    externalId: message.externalId,
    body: vault.sealJson('inbound.body', conversation, message.body),
    at,
  })
  if (!fresh) return false
  if (message.file) {
    const { id: file, mime, bytes } = message.file
    const sealed = vault.seal('attachment.bytes', conversation, bytes)
    await q.insertFile({ id: file, conversation, inbound: id, mime, size: bytes.length, bytes: sealed, now: at })
  }
  return true
}
