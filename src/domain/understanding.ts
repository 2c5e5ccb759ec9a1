/** What we made of a message. */
import type { DangerKind, GlobalWord, Language, PersonalDataKind } from './codes.ts'

export type TopicScore = { id: string; confidence: number }
export type PersonalDataSpan = { kind: PersonalDataKind; start: number; end: number }

/** A date found in a text. `iso` is yyyy-mm-dd; `yearGiven` is false when the year was chosen by us. */
export type FoundDate = { iso: string; yearGiven: boolean }

export type Understanding = {
  /** `other`: clearly a language we do not speak; `null`: too little to tell. */
  language: { code: Language | 'other' | null; confidence: number }
  /** The three likeliest topics, descending, confidence 0 to 1; may include `none`. */
  topics: TopicScore[]
  /** What single sentences of the message clearly ask, in their order, each topic once; empty when it is one sentence. */
  asked: string[]
  danger: { kind: DangerKind; matched: string }
  /** Id of the open choice that the person typed by number, label or its start. */
  choice: string | null
  global: GlobalWord | null
  dates: FoundDate[]
  /** Plain numbers in the text, digits of any script or number words. */
  numbers: number[]
  yesNo: 'yes' | 'no' | 'unknown' | null
  /** The message starts like a correction ("no, I mean ..."). */
  correction: boolean
  /** Says only that there is a question, not which ("help", "I have a question"). */
  vague: boolean
  personalData: readonly PersonalDataSpan[]
  /** The text was longer than is read; the rest was not looked at. */
  cut: boolean
}

/** An open choice as the person sees it. */
export type OpenChoice = { id: string; label: string }
