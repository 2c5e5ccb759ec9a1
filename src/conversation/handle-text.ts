/** A typed message, in a fixed order: danger, global words, correction, the open question, the flow, a topic, repair. */
import { choice, text } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import { actionOf } from './actions.ts'
import { canBeOneOfTwo, giveAnswer, giveBoth, hasAnswer } from './answer.ts'
import { HUMAN, languageChoices, MENU, subjectChoices, topicChoice } from './choices.ts'
import { decideTopic, type TopicDecision } from './decide.ts'
import type { Age } from './expiry.ts'
import { askAgainInFlow, correctInFlow, notUnderstoodInFlow, offerToGoOn, suspend, typeInFlow } from './flow-talk.ts'
import { alertTeam } from './handoff.ts'
import { isOtherLanguage, offerLanguage } from './language-change.ts'
import type { Talk } from './talk.ts'
import { choose } from './taps.ts'

export type Message = { text: string; understood: Understanding }

/** An input that can't be read: the present question of a flow stays; without one the menu stands there. */
export function sayUnread(talk: Talk, key: string): void {
  if (!askAgainInFlow(talk, [key])) talk.say([key], subjectChoices(talk.core))
}

export function handleText(talk: Talk, message: Message, age: Age): void {
  const { understood } = message
  if (understood.danger.kind !== 'none') return help(talk, understood)
  if (message.text.trim() === '') return sayUnread(talk, 'input.empty')
  if (understood.cut) talk.say(['answer.tooLong'])
  if (understood.global !== null && actionOf(talk, understood.global)) {
    actionOf(talk, understood.global)?.()
    return
  }
  if (age !== 'fresh') return asNewQuestion(talk, message, age)
  if (correctInFlow(talk, message) || chooseTyped(talk, understood) || typeInFlow(talk, message)) return
  asNewQuestion(talk, message, age)
}

/** Danger: the fixed text and nothing of a menu above it; what was running waits. */
function help(talk: Talk, { danger }: Understanding): void {
  suspend(talk)
  const urgent = danger.kind === 'emergency' || danger.kind === 'crisis'
  talk.say([`danger.${danger.kind}`, ...(urgent ? alertTeam(talk, danger.kind) : [])], [HUMAN, MENU])
}

const YES = ['yes', 'go:on']
const NO = ['no', 'go:drop', 'offer:no']

/** The open question answered by number, label, or yes and no. */
function chooseTyped(talk: Talk, { choice: typed, yesNo }: Understanding): boolean {
  if (typed !== null && choose(talk, typed)) return true
  if (yesNo === null) return false
  const ids = (talk.state.question?.say.choices ?? []).map(({ id }) => id)
  const offered = ids.length === 2 && ids[1] === 'offer:no' ? ids[0] : undefined
  const wanted = yesNo === 'yes' ? [...YES, ...(offered === undefined ? [] : [offered])] : yesNo === 'no' ? NO : ['skip']
  const found = wanted.find((id) => ids.includes(id))
  return found !== undefined && choose(talk, found)
}

const UNKNOWN: TopicDecision = { kind: 'none' }

type Decision = TopicDecision | { kind: 'both'; topics: [string, string] }

/** The decision on the whole message; where its sentences ask two things, both are answered, or offered. */
function decide(talk: Talk, { topics, asked }: Understanding): Decision {
  const decision = decideTopic(topics, (id) => hasAnswer(talk, id))
  const sure = decision.kind === 'sure' ? [decision.topic] : []
  const several = [...new Set([...asked, ...sure])].filter((id) => canBeOneOfTwo(talk, id))
  const [first, second] = several
  if (asked.length > 0 && first !== undefined && second !== undefined) return { kind: 'both', topics: [first, second] }
  if (decision.kind !== 'unsure') return decision
  return { kind: 'unsure', topics: [...new Set([...several, ...decision.topics])].slice(0, 3) }
}

function asNewQuestion(talk: Talk, { understood }: Message, age: Age): void {
  const decision = understood.vague ? UNKNOWN : decide(talk, understood)
  if (talk.state.running && decision.kind !== 'sure' && decision.kind !== 'both') return notUnderstoodInFlow(talk)
  suspend(talk)
  if (decision.kind === 'both') giveBoth(talk, ...decision.topics)
  else if (decision.kind === 'sure') giveAnswer(talk, decision.topic)
  else if (age === 'stale' && decision.kind === 'none' && !understood.vague && offerToGoOn(talk, 'flow.expired')) return
  else repair(talk, decision, understood)
  offerToGoOn(talk)
  offerLanguage(talk, understood)
}

/** Not understood: likely topics, then the menu by subject, then a person. Never a bare "I don't understand". */
function repair(talk: Talk, decision: Decision, understood: Understanding): void {
  const { state, core } = talk
  if (understood.vague) return talk.say(['repair.vague'], subjectChoices(core))
  if (isOtherLanguage(talk, understood)) return talk.say(['language.other'], languageChoices(core))
  state.misunderstood = Math.min(state.misunderstood + 1, 3)
  if (state.misunderstood === 1) {
    const likely = decision.kind === 'unsure' ? decision.topics : likeliest(talk, understood)
    const other = choice('menu', 'button.somethingElse')
    if (likely.length > 0)
      return talk.say([decision.kind === 'unsure' ? 'answer.unsure' : 'repair.topics'], [...likely.map(topicChoice), other])
  }
  if (state.misunderstood <= 2) return talk.say(['repair.menu'], subjectChoices(core))
  talk.say([text('repair.human')], [HUMAN, MENU])
}

/** What it might be about, however unsure: a first guess is kinder than a question back. */
const likeliest = (talk: Talk, { topics }: Understanding): string[] =>
  topics.flatMap(({ id, confidence }) => (id !== 'none' && confidence > 0 && hasAnswer(talk, id) ? [id] : []))
