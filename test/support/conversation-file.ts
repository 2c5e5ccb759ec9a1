/** Conversation files: what a person does, what the assistant answers (by key), and what it then knows. */
import { z } from 'zod'
import { Audience, Language, Law } from '../../src/domain/codes.ts'
import { CaseEvent, type Case } from '../../src/domain/handoff.ts'
import { OTHER_KINDS, type MessageBody } from '../../src/domain/message.ts'
import { newState, type State } from '../../src/domain/state.ts'
import { wireId } from '../../src/conversation/choices.ts'
import { playCase, playTurn, tap, type Played, type Scene } from '../../src/turns/play.ts'
import { receivedBody } from '../../src/turns/receive.ts'
import type { Mind } from '../../src/turns/core.ts'
import { mindAbout, staffed } from './mind.ts'

const Turn = z.strictObject({
  /** Time that goes by before: 30s, 3h, 8d. */
  after: z
    .string()
    .regex(/^\d+[smhd]$/)
    .optional(),
  /** Types this; several texts are a burst. */
  says: z.union([z.string(), z.array(z.string())]).optional(),
  /** Taps a choice of the open question, by id. */
  taps: z.string().optional(),
  /** Taps a choice of an earlier question: id and how many questions ago. */
  tapsOld: z.strictObject({ id: z.string(), ago: z.number().int().positive() }).optional(),
  /** Presses a fixed button of the page. */
  presses: z.string().optional(),
  /** Sends something that is no text. */
  sends: z.enum([...OTHER_KINDS, 'image', 'pdf']).optional(),
  caption: z.string().optional(),
  /** A caseworker or timer does something with the case. */
  case: CaseEvent.optional(),
  name: z.string().optional(),
  refused: z.string().optional(),
  /** What the message is about, where the classifier is not what is tested. */
  about: z.union([z.string(), z.array(z.string())]).optional(),
  /** Keys of what is said, all of it in order. */
  bot: z.array(z.string()),
  /** Choices of the last message, by id, all of them in order. */
  choices: z.array(z.string()).optional(),
  /** Choices that are there, among others. */
  offers: z.array(z.string()).optional(),
  /** Something that stands in what is said. */
  shows: z.union([z.string(), z.array(z.string())]).optional(),
  /** Parts of the state after the turn. */
  state: z.record(z.string(), z.unknown()).optional(),
  /** Status of the case after the turn; null: none. */
  caseStatus: z.string().nullable().optional(),
  urgent: z.boolean().optional(),
  marks: z.array(z.string()).optional(),
})
export type Turn = z.infer<typeof Turn>

export const ConversationFile = z.strictObject({
  title: z.string(),
  language: Language.default('nl'),
  municipality: z.string().default('national'),
  audience: Audience.default('unknown'),
  law: Law.default('unknown'),
  /** Already greeted: the file is not about the first contact. */
  greeted: z.boolean().default(false),
  /** A team reads along in this municipality. */
  staffed: z.boolean().default(false),
  start: z.iso.datetime().default('2026-11-23T10:00:00Z'),
  turns: z.array(Turn).min(1),
})
export type ConversationFile = z.infer<typeof ConversationFile>

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const milliseconds = (time: string): number => Number.parseInt(time, 10) * (UNITS[time.slice(-1)] ?? 0)

function bodies(turn: Turn, state: State): MessageBody[] {
  if (turn.says !== undefined) return [turn.says].flat().map((text) => receivedBody({ kind: 'text', text, masked: [] }))
  if (turn.taps !== undefined) return [tap(state, turn.taps)]
  if (turn.tapsOld) return [{ kind: 'choice', choice: wireId(turn.tapsOld.id, (state.question?.number ?? 0) - turn.tapsOld.ago) }]
  if (turn.presses !== undefined) return [{ kind: 'choice', choice: turn.presses }]
  if (turn.sends === 'image' || turn.sends === 'pdf') {
    const file = { id: 'file-1', kind: turn.sends, size: 1000 } as const
    return [receivedBody({ kind: 'file', file, caption: turn.caption ?? '', masked: [] })]
  }
  if (turn.sends) return [{ kind: 'other', what: turn.sends }]
  throw new Error('a turn needs one of: says, taps, tapsOld, presses, sends, case')
}

export type Step = { turn: Turn; played: Played & { refused?: string | null }; openCase: Case | null }

/** Plays a file on a frozen clock; the state goes through JSON before every turn. */
export function* playFile(file: ConversationFile, realMind: Mind): Generator<Step> {
  const mind = file.staffed ? staffed(realMind, file.municipality) : realMind
  const start = newState({ language: file.language, municipality: file.municipality })
  const profile = { municipality: file.municipality, audience: file.audience, law: file.law }
  let scene: Scene = { state: { ...start, greeted: file.greeted, profile }, openCase: null, at: new Date(file.start) }
  for (const turn of file.turns) {
    scene = { ...scene, at: new Date(scene.at.getTime() + milliseconds(turn.after ?? '10s')) }
    const played = turn.case
      ? playCase(scene, turn.case, turn.name ?? '', mind)
      : playTurn(
          scene,
          bodies(turn, scene.state).map((body) => ({ kind: 'message', body })),
          mindAbout(mind, turn.about ?? null),
        )
    scene = { state: played.state, openCase: played.openCase, at: scene.at }
    yield { turn, played, openCase: played.openCase }
  }
}
