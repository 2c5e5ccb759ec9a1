/** Answers a topic: short part, source, and what people ask next. */
import { choice, text, type Choice, type TextRef } from '../domain/text.ts'
import type { Answer } from '../knowledge/knowledge.ts'
import { flowChoice, HUMAN, languageChoices, MENU, moreChoice, subjectChoices, topicChoice } from './choices.ts'
import { askPerson } from './handoff.ts'
import type { Talk } from './talk.ts'

/** Topics where a person can do more than a text: the button is there without being asked for. */
const PERSON_HELPS = new Set([
  'fine',
  'money.help',
  'family.reunification',
  'crisis',
  'complaint',
  'pip.disagree',
  'caseworker.who',
  'appointment.change',
])

const answerOf = (talk: Talk, topic: string): Answer | null => talk.core.knowledge.answer(topic, talk.state.profile, talk.at)

/** Whether there is an answer to a topic, so that it may be offered. */
export const hasAnswer = (talk: Talk, topic: string): boolean => answerOf(talk, topic) !== null

function related(talk: Talk, answer: Answer): Choice[] {
  return answer.truth.related
    .filter((id) => hasAnswer(talk, id))
    .map((id) => (id === 'human' ? HUMAN : id === 'menu' ? MENU : topicChoice(id)))
}

/** The flow that an answer starts, where it is switched on. */
export function flowOf(talk: Talk, answer: Answer): Choice | null {
  const { flow } = answer.truth
  if (flow === undefined || !talk.core.knowledge.flowIsOn(flow, talk.state.profile.municipality)) return null
  return flowChoice(talk.core, flow)
}

const unique = (choices: Choice[]): Choice[] =>
  choices.filter(({ id }, at) => choices.findIndex((other) => other.id === id) === at)

function sourceLine(answer: Answer): TextRef[] {
  const [source] = answer.sources
  if (!source) return []
  const line = text('answer.source', { title: source.title, date: { date: source.checked } })
  return answer.outdated ? [line, text('answer.outdated', { site: source.url })] : [line]
}

function choicesFor(talk: Talk, answer: Answer): Choice[] {
  const flow = flowOf(talk, answer)
  return unique([
    ...(answer.more === null ? [] : [moreChoice(answer.topic)]),
    ...(flow ? [flow] : []),
    ...related(talk, answer),
    ...(PERSON_HELPS.has(answer.topic) ? [HUMAN] : []),
    choice(`mark:not:${answer.topic}`, 'button.notThis'),
    MENU,
  ])
}

/** Topics that do something instead of only saying something: never one of two. */
const ACTS = new Set(['human', 'menu', 'language.change', 'greeting', 'thanks', 'goodbye'])
export const canBeOneOfTwo = (talk: Talk, topic: string): boolean => !ACTS.has(topic) && hasAnswer(talk, topic)

function act(talk: Talk, topic: string): boolean {
  switch (topic) {
    case 'human':
      askPerson(talk, { by: 'person', reason: talk.state.lastTopic ?? 'human' })
      return true
    case 'menu':
      showMenu(talk)
      return true
    case 'language.change':
      talk.say(['language.pick'], languageChoices(talk.core))
      return true
    case 'greeting':
    case 'thanks':
    case 'goodbye':
      talk.say([text(`${topic}.short`)], subjectChoices(talk.core))
      return true
    default:
      return false
  }
}

export const showMenu = (talk: Talk): void => talk.say(['menu.question'], subjectChoices(talk.core))

/** Answers a topic; asks once about the person where the answer depends on it. */
export function giveAnswer(talk: Talk, topic: string): void {
  talk.state.misunderstood = 0
  if (act(talk, topic)) return
  const answer = answerOf(talk, topic)
  if (!answer) return showMenu(talk)
  sayAnswer(talk, answer)
  askAboutPerson(talk, answer)
}

/** Two questions in one message get two answers; about the person is asked once, at the end. */
export function giveBoth(talk: Talk, first: string, second: string): void {
  const answers = [first, second].flatMap((topic) => answerOf(talk, topic) ?? [])
  talk.state.misunderstood = 0
  for (const answer of answers) sayAnswer(talk, answer)
  const asking = answers.find(({ truth }) => truth.ask !== undefined)
  if (asking) askAboutPerson(talk, asking)
}

function sayAnswer(talk: Talk, answer: Answer): void {
  talk.state.lastTopic = answer.topic
  talk.say([answer.short, ...sourceLine(answer)], choicesFor(talk, answer))
}

/** The second part of an answer. */
export function giveMore(talk: Talk, topic: string): void {
  const answer = answerOf(talk, topic)
  if (!answer?.more) return giveAnswer(talk, topic)
  talk.state.lastTopic = topic
  const flow = flowOf(talk, answer)
  talk.say(
    [answer.more, ...sourceLine(answer)],
    unique([...(flow ? [flow] : []), ...related(talk, answer), choice(`mark:check:${topic}`, 'button.check'), HUMAN, MENU]),
  )
}

const OPTIONS = { audience: ['asylum', 'family', 'other'], law: ['wi2021', 'wi2013', 'before2013'] } as const

function askAboutPerson(talk: Talk, answer: Answer): void {
  const what = answer.truth.ask
  if (what === undefined || talk.state.asked.includes(what) || talk.state.profile[what] !== 'unknown') return
  // Not in the middle of a flow: one question at a time.
  if (talk.state.running || talk.state.suspended.length > 0) return
  talk.state.asked.push(what)
  talk.say(
    [`about.${what}`, 'about.why'],
    [
      ...OPTIONS[what].map((value) => choice(`is:${what}:${value}`, `about.${what}.${value}`)),
      choice(`is:${what}:unknown`, 'button.skip'),
    ],
  )
}

/** The person said who they are: remembers it, and answers again where that changes the answer. */
export function learnAboutPerson(talk: Talk, what: 'audience' | 'law', value: string): void {
  const { state } = talk
  const before = state.lastTopic === null ? null : answerOf(talk, state.lastTopic)
  const known = (OPTIONS[what] as readonly string[]).includes(value) ? value : 'unknown'
  state.profile = { ...state.profile, [what]: known }
  if (known === 'unknown') return talk.say(['about.why'], subjectChoices(talk.core))
  const after = state.lastTopic === null ? null : answerOf(talk, state.lastTopic)
  if (!after || after.short === before?.short) return talk.say(['about.thanks'], subjectChoices(talk.core))
  talk.say(['about.thanks'])
  giveAnswer(talk, after.topic)
}

/** A reader marks an answer: counted without text, and asked what was meant. */
export function markAnswer(talk: Talk, mark: 'not' | 'check', topic: string): void {
  talk.effects.push({ kind: 'mark', topic, mark: mark === 'not' ? 'not_this' : 'check' })
  talk.say([mark === 'not' ? 'feedback.notThis' : 'feedback.check'], subjectChoices(talk.core))
}
