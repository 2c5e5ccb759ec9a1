/** What the web chat needs of the rest, given by app.ts. */
import type { Language } from '../../domain/codes.ts'
import type { FileBytes, MessageBody } from '../../domain/message.ts'

export type WebEvent = {
  id: string
  at: string
  text: string
  lang: string
  dir: string
  choices: { id: string; label: string }[]
  /** `you`: what the person wrote, for a page that was reloaded; only sent when asked for. */
  from: 'bot' | 'person' | 'you'
  clientId?: string
  /** Of what the person sent: the id of the choice when it was a tap, and whether it was a photo or a file. */
  choice?: string
  file?: boolean
}

export type PageContext = { lang: Language; dir: string; municipality: string; texts: Record<string, string> }

export interface WebPort {
  /** @throws AppError unknown_municipality, unknown_language, database */
  open(start: { municipality: string | undefined; lang: string | undefined }): Promise<string>
  /** Idempotent on `id`. @throws AppError not_found, database */
  receive(message: { conversation: string; id: string; body: MessageBody; file?: FileBytes }): Promise<void>
  /** Events after a number, in order; null when there is no such conversation. */
  events(conversation: string, after: number, own: boolean): Promise<WebEvent[] | null>
  /** Calls back when a conversation may have news. Returns how to stop. */
  onNews(conversation: string, listener: () => void): () => void
  /** Language and texts of the page for what the address and the browser ask for. */
  page(wanted: { municipality: string | undefined; lang: string | undefined; accepted: string | undefined }): PageContext
  languages(): { code: string; name: string; dir: string }[]
}
