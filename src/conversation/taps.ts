/** Choices: tapped or typed. A tap on an old button is known as old and asked about, never taken for the present question. */
import type { Question } from '../domain/state.ts'
import type { Choice } from '../domain/text.ts'
import { actionOf } from './actions.ts'
import { MENU, parseWireId, subjectChoices } from './choices.ts'
import { askAgainInFlow, chooseInFlow, offerToGoOn } from './flow-talk.ts'
import type { Talk } from './talk.ts'

/** Fixed buttons of a page carry no question: they are ways on, never answers. */
const FIXED = /^(?:menu|human|help|language|stop|privacy|repeat|back|aboutMe|stopWaiting|language:[a-z]+)$/

const choicesIn = (question: Question): Choice[] => [...question.say.choices, ...question.also]

/** Does what a choice of the present question says. @returns false when it is none of its choices */
export function choose(talk: Talk, id: string): boolean {
  const { question, running } = talk.state
  if (!question || !choicesIn(question).some((one) => one.id === id)) return false
  const ofFlow = question.flow !== null && running?.flow === question.flow && running.step === question.step
  if (ofFlow && chooseInFlow(talk, id)) return true
  const action = actionOf(talk, id)
  if (!action) return false
  action()
  return true
}

/** A tap as it came from the channel. */
export function tapped(talk: Talk, wire: string): void {
  const { id, question: number } = parseWireId(wire)
  if (number === null && FIXED.test(id)) {
    actionOf(talk, id)?.()
    return
  }
  if ((number === null || number === talk.state.question?.number || isPutAgain(talk, number)) && choose(talk, id)) return
  oldTap(talk, id, number)
}

/** The question was only put again since, after a voice message, say: its first buttons are as good as the last. Never for a yes to a date. */
function isPutAgain({ state: { question, running, earlier } }: Talk, number: number): boolean {
  if (question?.flow == null || running === null || running.unconfirmed !== null) return false
  const since = [...earlier.filter((one) => one.number >= number), { flow: running.flow, step: running.step }]
  return since.length > 1 && since.every(({ flow, step }) => flow === question.flow && step === question.step)
}

function oldTap(talk: Talk, id: string, number: number | null): void {
  const question = talk.state.earlier.find((one) => one.number === number)
  const found = question && choicesIn(question).find((one) => one.id === id)
  // Only a way on can be used later; the answer to an old question of a flow is reached by "back".
  const again = found && question.flow === null && actionOf(talk, id) ? [found] : []
  if (askAgainInFlow(talk, ['choice.old'], again)) return
  if (talk.state.suspended.length > 0 && again.length === 0 && offerToGoOn(talk)) return
  talk.say(['choice.old'], again.length > 0 ? [...again, MENU] : subjectChoices(talk.core))
}
