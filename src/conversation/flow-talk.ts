/** Flows inside a conversation: starting, answering, leaving for another question and coming back. */
import { MAX_SUSPENDED, type Frame } from '../domain/state.ts'
import { text, type Choice } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import * as engine from '../flows/engine.ts'
import { foldWords } from '../language/normalise.ts'
import { newFrame, type Advance } from '../flows/walk.ts'
import { upgradeFinished, upgradeFrame } from '../flows/upgrade.ts'
import { goOn, HUMAN, MENU, subjectChoices, topicChoice } from './choices.ts'
import type { Talk } from './talk.ts'

/** A topic as sure as this is another question, not a correction of a flow that has ended. */
const CLEARLY = 0.85

type Message = { text: string; understood: Understanding }

const titleOf = (talk: Talk, frame: Frame) => ({ key: talk.core.flows.get(frame.flow)?.title ?? '' })

/** Puts what the engine gave into the conversation. */
function speak(talk: Talk, step: Advance): void {
  talk.state.misunderstood = 0
  talk.state.profile = { ...talk.state.profile, ...step.remember }
  talk.state.running = step.frame
  if (step.frame) return talk.say(step.parts, step.choices)
  talk.state.finished = step.finished
  const offer: Choice[] = step.offer.map((id) => (id === 'human' ? HUMAN : id === 'menu' ? MENU : topicChoice(id)))
  talk.say(step.parts, offer.length > 0 ? offer : [MENU, HUMAN])
  offerToGoOn(talk)
}

/** A flow that waits is offered again. @returns false when none waits */
export function offerToGoOn(talk: Talk, key: 'flow.resume' | 'flow.expired' = 'flow.resume'): boolean {
  const waiting = talk.state.suspended.at(-1)
  if (!waiting) return false
  talk.say([text(key, { flow: titleOf(talk, waiting) })], [...goOn, MENU])
  return true
}

/** Lays the running flow aside; the oldest is forgotten when more than two wait. */
export function suspend(talk: Talk): void {
  if (!talk.state.running) return
  talk.state.suspended = [...talk.state.suspended, talk.state.running].slice(-MAX_SUSPENDED)
  talk.state.running = null
}

export function startFlow(talk: Talk, id: string): void {
  const flow = talk.core.flows.get(id)
  if (!flow) return talk.say(['menu.question'], subjectChoices(talk.core))
  suspend(talk)
  // The same flow twice would ask everything twice: the older one is dropped.
  talk.state.suspended = talk.state.suspended.filter((frame) => frame.flow !== id)
  speak(talk, engine.begin(flow, talk.flowContext))
}

/** Goes on with the flow that was left last. */
export function goOnWithFlow(talk: Talk): void {
  const frame = talk.state.suspended.pop()
  if (!frame) return talk.say(['menu.question'], subjectChoices(talk.core))
  speak(talk, engine.askAgain(frame, talk.flowContext))
}

/** Ends what runs or waits, without keeping it. */
export function dropFlow(talk: Talk): void {
  if (talk.state.running) talk.state.running = null
  else talk.state.suspended.pop()
  talk.say(['flow.stopped'], talk.state.suspended.length > 0 ? [] : subjectChoices(talk.core))
  offerToGoOn(talk)
}

/** @returns false when the running flow has no such choice */
export function chooseInFlow(talk: Talk, id: string): boolean {
  const step = talk.state.running && engine.answerChoice(talk.state.running, id, talk.flowContext)
  if (!step) return false
  speak(talk, step)
  return true
}

/** @returns false when no flow waits for something typed, or the message does not hold it */
export function typeInFlow(talk: Talk, message: Message): boolean {
  const step = talk.state.running && engine.answerTyped(talk.state.running, message, talk.flowContext)
  if (!step) return false
  speak(talk, step)
  return true
}

/** "No, 12 May": changes the last answer, also of a flow that has just ended. */
export function correctInFlow(talk: Talk, message: Message): boolean {
  const { running, finished } = talk.state
  const frame = running ?? finished
  if (!message.understood.correction || !frame) return false
  // "No, I can't come on 12 May" is a new question when it is clear which.
  const [top] = message.understood.topics
  if (!running && top && top.id !== 'none' && top.confidence >= CLEARLY) return false
  if (running?.unconfirmed != null) return typeInFlow(talk, message)
  const step = engine.correct(frame, { ...message, pick: (choices) => namedIn(talk, message.text, choices) }, talk.flowContext)
  if (!step) return false
  speak(talk, step)
  return true
}

/** The choice whose label a message ends with ("no, for my family"). */
function namedIn(talk: Talk, typed: string, choices: readonly Choice[]): string | null {
  const where = { language: talk.state.language, municipality: talk.state.profile.municipality }
  const folded = ` ${foldWords(typed)}`
  const found = choices.find(({ label }) => folded.endsWith(` ${foldWords(talk.core.knowledge.text(label, where).text)}`))
  return found?.id ?? null
}

/** One question back inside the flow. @returns false when there is none */
export function backInFlow(talk: Talk): boolean {
  const step = talk.state.running && engine.back(talk.state.running, talk.flowContext)
  if (!step) return false
  speak(talk, step)
  return true
}

/** One question back in a flow that has just ended: its last one. @returns false when there is none */
export function backInFinished(talk: Talk): boolean {
  const step = talk.state.finished && engine.back(talk.state.finished, talk.flowContext)
  if (!step) return false
  speak(talk, step)
  return true
}

/** Says that the message was no answer, and how to answer. */
export function notUnderstoodInFlow(talk: Talk): void {
  const step = talk.state.running && engine.notAnAnswer(talk.state.running, talk.flowContext)
  if (!step) return
  talk.state.running = step.frame
  talk.say(step.parts, step.choices)
}

/** Puts the present question of the running flow again, below a remark and with more ways on. @returns false when none runs */
export function askAgainInFlow(talk: Talk, remark: string[] = [], more: Choice[] = []): boolean {
  const { running } = talk.state
  if (!running) return false
  const step = engine.askAgain(running, talk.flowContext)
  talk.state.running = step.frame
  talk.say([...remark, ...step.parts], [...step.choices, ...more])
  return true
}

/** Flows may have changed since the last message: moves frames along, and says so when one must start again. */
export function upgradeFlows(talk: Talk): void {
  const { state, core } = talk
  state.suspended = state.suspended.flatMap((frame) => upgradeFrame(frame, core.flows) ?? [])
  state.finished = state.finished && upgradeFinished(state.finished, core.flows)
  if (!state.running) return
  const upgraded = upgradeFrame(state.running, core.flows)
  const flow = core.flows.get(state.running.flow)
  if (upgraded) state.running = upgraded
  else if (flow) {
    state.running = newFrame(flow)
    talk.say(['flow.changed'])
    speak(talk, engine.begin(flow, talk.flowContext))
  } else {
    state.running = null
    talk.say(['flow.stopped'], subjectChoices(core))
  }
}
