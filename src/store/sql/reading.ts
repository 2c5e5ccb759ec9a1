/** What is only read: the transcript, files, numbers. */
import { AppError } from '../../domain/errors.ts'
import type { MessageBody } from '../../domain/message.ts'
import type { OutboundBody } from '../../domain/outbound.ts'
import type { Store } from '../store.ts'
import type { Context } from './context.ts'

export function reading({ connections, vault }: Context): Pick<Store, 'transcript' | 'readFile' | 'figures'> {
  return {
    async transcript(conversation, afterSeq, limit) {
      const rows = await connections.read((q) => q.transcript({ conversation, afterSeq, limit }))
      return rows.map(({ seq, at, from, bodyEnc, externalId }) => {
        const purpose = from === 'you' ? 'inbound.body' : 'outbox.body'
        const body = vault.openJson(purpose, conversation, bodyEnc) as MessageBody | OutboundBody
        return { seq, at: new Date(at), from, body, externalId }
      })
    },
    async readFile(id) {
      const [row] = await connections.read((q) => q.readFile({ id }))
      return row ? { id, mime: row.mime, bytes: vault.open('attachment.bytes', row.conversationId, row.bytesEnc) } : null
    },
    async figures() {
      const [row] = await connections.read((q) => q.figures({}))
      if (!row) throw new AppError('database')
      return row
    },
  }
}
