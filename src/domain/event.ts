/** What happened, and what should follow: all that the pure core knows of the world. */
import type { Language } from './codes.ts'
import type { CaseEvent, CaseNews, CaseStatus } from './handoff.ts'
import type { MessageBody } from './message.ts'
import type { Say } from './text.ts'
import type { Understanding } from './understanding.ts'

/** The hand-off as the turn found it: null when there is no case, or the last one has ended. */
export type OpenCase = CaseStatus | null

export type Event =
  | { kind: 'message'; at: Date; body: MessageBody; understanding: Understanding; openCase: OpenCase }
  | { kind: 'case'; at: Date; news: CaseNews; openCase: OpenCase }

export type Effect =
  /** `news`: tells of the hand-off itself, the only thing that may be said while a person has the conversation. */
  | { kind: 'say'; say: Say; question: number | null; language: Language; news: boolean }
  | { kind: 'case'; event: CaseEvent }
  /** A reader marked an answer; counted per topic and day, without text. */
  | { kind: 'mark'; topic: string; mark: 'not_this' | 'check' }
