/** Decides what is said and what follows: a pure function of (state, event, core). The clock comes with the event. */
import type { Effect, Event } from '../domain/event.ts'
import type { MessageBody } from '../domain/message.ts'
import { never } from '../domain/never.ts'
import type { State } from '../domain/state.ts'
import { text } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import { isHeld } from '../handoff/case.ts'
import { expire, type Age } from './expiry.ts'
import { greet } from './first-contact.ts'
import { upgradeFlows } from './flow-talk.ts'
import { subjectChoices } from './choices.ts'
import { tellNews } from './handoff.ts'
import { handleText } from './handle-text.ts'
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
  if (talk.openCase !== null) talk.case({ kind: 'message' })
}

function handleBody(talk: Talk, body: MessageBody, understood: Understanding, age: Age): void {
  switch (body.kind) {
    case 'choice':
      return tapped(talk, body.choice)
    case 'text':
      sayMasked(talk, body.masked)
      return handleText(talk, { text: body.text, understood }, age)
    case 'file':
      sayMasked(talk, body.masked)
      if (body.caption.trim() !== '') return handleText(talk, { text: body.caption, understood }, age)
      return talk.say([body.file.kind === 'image' ? 'kind.image' : 'kind.file'], waysOn(talk))
    case 'other':
      return talk.say([`kind.${body.what}`], waysOn(talk))
    default:
      return never(body)
  }
}

/** After an input that can't be read the present question stays; without one the menu stands there. */
const waysOn = (talk: Talk) => (talk.state.running ? talk.state.question?.say.choices : null) ?? subjectChoices(talk.core)

/** What was crossed out before it was stored is named kindly, once per kind. */
function sayMasked(talk: Talk, kinds: readonly string[]): void {
  if (kinds.length > 0) talk.say(kinds.map((kind) => text(`pii.${kind}`)))
}
