/** Decides what is said and what follows: a pure function of (state, event, core). The clock comes with the event. */
import type { Effect, Event } from '../domain/event.ts'
import type { FileKind, MessageBody } from '../domain/message.ts'
import { never } from '../domain/never.ts'
import type { State } from '../domain/state.ts'
import type { Understanding } from '../domain/understanding.ts'
import { isHeld } from '../handoff/case.ts'
import { expire, type Age } from './expiry.ts'
import { askLanguage, greet } from './first-contact.ts'
import { upgradeFlows } from './flow-talk.ts'
import { tellNews } from './handoff.ts'
import { handleText, sayUnread, type Message } from './handle-text.ts'
import { sayMasked } from './masked.ts'
import { Talk, type Core } from './talk.ts'
import { tapped } from './taps.ts'

export type Converse = { state: State; effects: Effect[] }

export function converse(state: State, event: Event, core: Core): Converse {
  const talk = new Talk(state, core, event.at, event.openCase)
  switch (event.kind) {
    case 'message':
      if (isHeld(event.openCase)) hear(talk, event.understanding)
      else handleMessage(talk, event.body, event.understanding)
      talk.state.activeAt = event.at.toISOString()
      break
    case 'case':
      // The news of a claim is the last thing said before the silence; the others come after it.
      talk.news = true
      tellNews(talk, event.news)
      break
    default:
      never(event)
  }
  return talk.finish()
}

/** A caseworker has the conversation: nothing is said, to no kind of message. Danger makes the case urgent. */
function hear(talk: Talk, { danger }: Understanding): void {
  talk.case({ kind: 'message' })
  if (danger.kind === 'emergency' || danger.kind === 'crisis') talk.case({ kind: 'escalate' })
}

function handleMessage(talk: Talk, body: MessageBody, understood: Understanding): void {
  const first = !talk.state.greeted
  const age = expire(talk)
  upgradeFlows(talk)
  const asked = first && greet(talk, body, understood)
  if (!asked) handleBody(talk, body, understood, age)
  // Without a word of the person nobody knows which language they read.
  if (first && isWordless(body) && talk.state.languageBy === 'given') askLanguage(talk)
  if (talk.openCase !== null) talk.case({ kind: 'message' })
}

const isWordless = (body: MessageBody): boolean => body.kind === 'other' || (body.kind === 'file' && body.caption.trim() === '')

function handleBody(talk: Talk, body: MessageBody, understood: Understanding, age: Age): void {
  switch (body.kind) {
    case 'choice':
      return tapped(talk, body.choice)
    case 'text':
      return handleWritten(talk, body, { text: body.text, understood }, age)
    case 'file':
      if (isWordless(body)) return sayUnread(talk, kindOf(body.file.kind))
      return handleWritten(talk, body, { text: body.caption, understood }, age)
    case 'other':
      return sayUnread(talk, `kind.${body.what}`)
    default:
      return never(body)
  }
}

const kindOf = (file: FileKind): string => (file === 'image' ? 'kind.image' : 'kind.file')

/** Says what was crossed out and that a file can't be read, then answers what was written; in danger the help comes first. */
function handleWritten(talk: Talk, body: MessageBody, message: Message, age: Age): void {
  const danger = message.understood.danger.kind !== 'none'
  if (!danger) sayMasked(talk, body)
  if (!danger && body.kind === 'file') talk.say([kindOf(body.file.kind)])
  handleText(talk, message, age)
  if (danger) sayMasked(talk, body)
}
