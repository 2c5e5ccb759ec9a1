/** Where one conversation stands: plain data, versioned, always loadable. */
import { z } from 'zod'
import { Language, Profile } from './codes.ts'
import { Choice, Say } from './text.ts'

/** One running or waiting flow. Its place is a step's name, never a position. */
export const Frame = z.object({
  flow: z.string(),
  version: z.number().int(),
  step: z.string(),
  slots: z.record(z.string(), z.string()),
  /** Steps that asked something and were answered, oldest first: the way back. */
  trail: z.array(z.string()),
  tries: z.number().int(),
  /** A value read from a typed answer that waits for a yes. */
  unconfirmed: z.string().nullable(),
})
export type Frame = z.infer<typeof Frame>

/** Something put to the person with choices. `number` tells old buttons from present ones: it counts turns that asked. */
export const Question = z.object({
  number: z.number().int(),
  /** Null: no flow asked; the choices are ways on. */
  flow: z.string().nullable(),
  step: z.string().nullable(),
  /** What stands last on the person's screen: typed numbers mean its choices. */
  say: Say,
  /** Choices of other messages of the same turn: as good as new when tapped. */
  also: z.array(Choice),
})
export type Question = z.infer<typeof Question>

export const State = z.object({
  format: z.literal(1),
  language: Language,
  /** `given`: came with the conversation (page, link); `guessed`: from a message; `chosen`: by the person. */
  languageBy: z.enum(['given', 'guessed', 'chosen']),
  profile: Profile,
  greeted: z.boolean(),
  /** What was already asked once about the person, so that nothing is asked twice. */
  asked: z.array(z.enum(['audience', 'law'])),
  running: Frame.nullable(),
  /** The flow that ended last: its answers can still be corrected ("no, 12 May"). */
  finished: Frame.nullable(),
  /** Flows left for another question, the latest last. At most MAX_SUSPENDED. */
  suspended: z.array(Frame),
  question: Question.nullable(),
  earlier: z.array(Question),
  questionCount: z.number().int(),
  /** How often in a row the person was not understood (0 to 3). */
  misunderstood: z.number().int(),
  /** Another of our languages that the person has begun to write in. */
  drift: z.object({ language: Language, times: z.number().int() }).nullable(),
  /** What was said last, for "repeat". */
  lastSaid: z.array(Say),
  lastTopic: z.string().nullable(),
  /** Time of the last message of the person (ISO), null before the first. */
  activeAt: z.iso.datetime().nullable(),
})
export type State = z.infer<typeof State>

/** Two waiting flows are the most a person can keep in mind; the oldest is dropped beyond that. */
export const MAX_SUSPENDED = 2
/** Old questions kept to recognise old buttons. */
export const MAX_EARLIER = 6

/** A conversation before its first message. */
export function newState(start: { language: Language; municipality: string }): State {
  return {
    format: 1,
    language: start.language,
    languageBy: 'given',
    profile: { municipality: start.municipality, audience: 'unknown', law: 'unknown' },
    greeted: false,
    asked: [],
    running: null,
    finished: null,
    suspended: [],
    question: null,
    earlier: [],
    questionCount: 0,
    misunderstood: 0,
    drift: null,
    lastSaid: [],
    lastTopic: null,
    activeAt: null,
  }
}
