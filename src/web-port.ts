/** The web chat's view of the store and the knowledge. */
import { randomBytes } from 'node:crypto'
import type { PageContext, WebEvent, WebPort } from './channels/web/port.ts'
import { preferredLanguage } from './channels/web/negotiate.ts'
import { Language } from './domain/codes.ts'
import { AppError } from './domain/errors.ts'
import { newState } from './domain/state.ts'
import type { Mind } from './turns/core.ts'
import { language, languageChain } from './language/table.ts'
import type { Store, TranscriptItem } from './store/store.ts'
import { receive } from './turns/receive.ts'

export const WEB = 'web'
/** 192 bits: nobody finds somebody else's conversation by trying. */
const ID_BYTES = 24
const CONVERSATION = /^[A-Za-z0-9_-]{20,64}$/
const BATCH = 200

export type WebPortParts = {
  store: Store
  mind: Mind
  now: () => Date
  burstMs: number
  start: { municipality: string; language: Language }
}

const isOutbound = (item: TranscriptItem): item is TranscriptItem & { body: { lang: string } } => item.from !== 'you'

const labelsIn = (items: readonly TranscriptItem[]): [string, string][] =>
  items.filter(isOutbound).flatMap(({ body }) => ('choices' in body ? body.choices : []).map(({ id, label }) => [id, label]))

/** A tap is shown with the label it had: its button is among these items or, mostly, a little before them. */
async function labelsFor(store: Store, conversation: string, items: readonly TranscriptItem[]): Promise<Map<string, string>> {
  const labels = new Map(labelsIn(items))
  const taps = items.flatMap(({ body }) => ('kind' in body && body.kind === 'choice' ? [body.choice] : []))
  const before = (items[0]?.seq ?? 1) - 1
  if (before === 0 || taps.every((choice) => labels.has(choice))) return labels
  const earlier = await store.transcript(conversation, Math.max(0, before - BATCH), BATCH)
  return new Map([...labelsIn(earlier), ...labels])
}

function ownEvent(item: TranscriptItem, labels: Map<string, string>): WebEvent | null {
  if (!('kind' in item.body)) return null
  const { body } = item
  const text =
    body.kind === 'text'
      ? body.text
      : body.kind === 'choice'
        ? (labels.get(body.choice) ?? '')
        : body.kind === 'file'
          ? body.caption
          : ''
  return {
    id: String(item.seq),
    at: item.at.toISOString(),
    text,
    lang: '',
    dir: 'auto',
    choices: [],
    from: 'you',
    clientId: item.externalId ?? '',
    ...(body.kind === 'choice' ? { choice: body.choice } : {}),
    ...(body.kind === 'file' ? { file: true } : {}),
  }
}

/** @param labels null: without what the person wrote */
function toEvents(items: readonly TranscriptItem[], labels: Map<string, string> | null): WebEvent[] {
  return items.flatMap((item) => {
    if (item.from === 'you') {
      const event = labels ? ownEvent(item, labels) : null
      return event ? [event] : []
    }
    if (!('lang' in item.body)) return []
    const { text, lang, dir, choices } = item.body
    return [{ id: String(item.seq), at: item.at.toISOString(), text, lang, dir, choices, from: item.from }]
  })
}

function startOf(wanted: { municipality: string | undefined; lang: string | undefined }, { mind, start }: WebPortParts) {
  const { knowledge } = mind.core
  const municipality = wanted.municipality ?? start.municipality
  if (!knowledge.packs.has(municipality)) throw new AppError('unknown_municipality')
  const lang = Language.safeParse(wanted.lang ?? start.language)
  if (!lang.success) throw new AppError('unknown_language')
  const spoken = languageChain(lang.data).find((code) => knowledge.languages.includes(code)) ?? start.language
  return { municipality, language: spoken }
}

const PAGE_TEXTS = 'web.'
/** Texts of the conversation that the page shows too. */
const SHARED_TEXTS = {
  intro: ['welcome.hello', 'welcome.safety'],
  wrongFile: ['kind.rejected'],
}

function pageContext(wanted: Parameters<WebPort['page']>[0], { mind, start }: WebPortParts): PageContext {
  const { knowledge } = mind.core
  const municipality = knowledge.packs.has(wanted.municipality ?? '')
    ? (wanted.municipality ?? start.municipality)
    : start.municipality
  const asked = knowledge.languages.find((code) => code === wanted.lang)
  const lang = asked ?? preferredLanguage(wanted.accepted, knowledge.languages, start.language)
  const where = { language: lang, municipality }
  const textOf = (key: string): string => knowledge.text({ key }, where).text
  const texts: Record<string, string> = {}
  for (const key of knowledge.keys(PAGE_TEXTS)) texts[key] = textOf(key)
  for (const [key, keys] of Object.entries(SHARED_TEXTS)) texts[key] = keys.map(textOf).join('\n\n')
  return { lang, dir: language(lang).dir, municipality, texts }
}

export function createWebPort(parts: WebPortParts): WebPort {
  const { store, mind, now, burstMs } = parts
  const { knowledge } = mind.core
  const addressOf = (conversation: string) => ({ channel: WEB, handle: conversation })
  const known = async (conversation: string): Promise<string | null> => {
    if (!CONVERSATION.test(conversation)) return null
    return (await store.findConversation(addressOf(conversation)))?.conversation ?? null
  }
  return {
    async open(wanted) {
      const start = startOf(wanted, parts)
      const conversation = randomBytes(ID_BYTES).toString('base64url')
      await store.openConversation({ from: addressOf(conversation), ...start, state: newState(start) }, now())
      return conversation
    },
    async receive({ conversation, id, body, file }) {
      if (!CONVERSATION.test(conversation)) throw new AppError('not_found')
      const message = { from: addressOf(conversation), externalId: id, at: now(), body, ...(file ? { file } : {}) }
      await receive(store, message, burstMs, mind)
    },
    async events(conversation, after, own) {
      const id = await known(conversation)
      if (id === null) return null
      // A page of nothing but own messages is not the end.
      for (let from = after; ;) {
        const items = await store.transcript(id, from, BATCH)
        const events = toEvents(items, own ? await labelsFor(store, id, items) : null)
        if (events.length > 0 || items.length < BATCH) return events
        from = items.at(-1)?.seq ?? from
      }
    },
    onNews(conversation, listener) {
      let id: string | null = null
      // Without it the reader looks by itself every second.
      known(conversation).then(
        (found) => (id = found),
        () => undefined,
      )
      return store.onChange((change) => {
        if (change.conversation === id) listener()
      })
    },
    page: (wanted) => pageContext(wanted, parts),
    languages: () => knowledge.languages.map(language).map(({ code, name, dir }) => ({ code, name, dir })),
  }
}
