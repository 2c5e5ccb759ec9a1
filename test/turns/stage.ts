/** A store and a worker on a clock that only moves when told. */
import { openStore } from '../../src/store/open.ts'
import type { Store, TranscriptItem } from '../../src/store/store.ts'
import { newState } from '../../src/domain/state.ts'
import type { Language } from '../../src/domain/codes.ts'
import type { MessageBody } from '../../src/domain/message.ts'
import { receive } from '../../src/turns/receive.ts'
import { handleNextTurn } from '../../src/turns/worker.ts'
import type { Mind } from '../../src/turns/core.ts'
import type { TestDatabase } from '../store/databases.ts'
import { KEY_A } from '../store/fixtures.ts'
import { realMind } from '../support/mind.ts'

export class Stage {
  clock = Date.parse('2026-11-23T10:00:00Z')
  /** What was told to the operator: what and code. */
  readonly reports: string[] = []
  mind: Mind = realMind()
  /** Stands between the worker and the store: a test may put something in. */
  seen: Store
  readonly store: Store
  private ids = 0

  private constructor(store: Store) {
    this.store = store
    this.seen = store
  }

  static async on(database: TestDatabase): Promise<Stage> {
    await database.fresh()
    return new Stage(await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: ['web'] }))
  }

  readonly now = (): Date => new Date(this.clock)

  async begin(handle: string, language: Language = 'nl'): Promise<string> {
    const start = { language, municipality: 'national' }
    const state = { ...newState(start), greeted: true }
    const opened = await this.store.openConversation({ from: { channel: 'web', handle }, ...start, state }, this.now())
    return opened.conversation
  }

  /** Somebody writes, or taps. */
  hear(handle: string, said: string | MessageBody, burstMs = 0): Promise<boolean> {
    const body: MessageBody = typeof said === 'string' ? { kind: 'text', text: said, masked: [] } : said
    const externalId = `m${(this.ids += 1)}`
    return receive(this.store, { from: { channel: 'web', handle }, externalId, at: this.now(), body }, burstMs)
  }

  turn(): Promise<boolean> {
    return handleNextTurn({
      store: this.seen,
      mind: this.mind,
      now: this.now,
      start: { language: 'nl', municipality: 'national' },
      report: (what, code) => void this.reports.push(`${what} ${code}`),
    })
  }

  /** All that is due. @returns how many turns */
  async work(): Promise<number> {
    let turns = 0
    while (await this.turn()) turns += 1
    return turns
  }

  transcript(conversation: string): Promise<TranscriptItem[]> {
    return this.store.transcript(conversation, 0, 1000)
  }

  async texts(conversation: string, from: 'you' | 'bot'): Promise<string[]> {
    const items = (await this.transcript(conversation)).filter((item) => item.from === from)
    return items.map(({ body }) => ('text' in body ? body.text : 'caption' in body ? body.caption : JSON.stringify(body)))
  }

  /** A mind that breaks on what contains a word. */
  breakOn(word: string): void {
    const mind = realMind()
    this.mind = {
      ...mind,
      understand: (text, context) => {
        if (text.includes(word)) throw new RangeError(`can not think about: ${text}`)
        return mind.understand(text, context)
      },
    }
  }
}

/** The text of a key. */
export const textOf = (key: string, language: Language = 'nl'): string =>
  realMind().core.knowledge.text({ key }, { language, municipality: 'national' }).text
