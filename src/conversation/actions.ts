/** What a choice does, by its id. Used for taps, typed choices and the global words alike. */
import { Language } from '../domain/codes.ts'
import { text } from '../domain/text.ts'
import { giveAnswer, giveMore, learnAboutPerson, markAnswer, showMenu } from './answer.ts'
import { HUMAN, languageChoices, MENU, subjectChoices, topicChoice } from './choices.ts'
import { askAgainInFlow, backInFlow, dropFlow, goOnWithFlow, startFlow, suspend } from './flow-talk.ts'
import { askPerson, stopWaitingForPerson } from './handoff.ts'
import type { Talk } from './talk.ts'

type Action = (talk: Talk, rest: string) => void

/** Leaves the running flow for something else; it is offered again at the end of the turn. */
const aside =
  (action: Action): Action =>
  (talk, rest) => {
    suspend(talk)
    action(talk, rest)
  }

/** At most this many topics of a subject fit the shortest list of a channel, with the menu and a person beside them. */
const LIST = 10

function showSubject(talk: Talk, subject: string): void {
  const { knowledge } = talk.core
  const topics = [...knowledge.subjectOf]
    .filter(([id, of]) => of === subject && id !== 'none' && knowledge.answer(id, talk.state.profile, talk.at) !== null)
    .map(([id]) => id)
  if (topics.length === 0) return showMenu(talk)
  const choices = topics.slice(0, LIST - 1).map((id) => (id === 'human' ? HUMAN : topicChoice(id)))
  const rest = topics.slice(LIST - 1).map(topicChoice)
  talk.say([text('subject.pick', { subject: { key: `subject.${subject}` } })], rest.length > 0 ? choices : [...choices, MENU])
  // A long subject comes as two lists: no channel shows more than ten rows in one.
  if (rest.length > 0) talk.say(['menu.question'], [...rest, MENU])
}

export function changeLanguage(talk: Talk, code: string): void {
  const found = Language.safeParse(code)
  if (!found.success || !talk.core.knowledge.languages.includes(found.data))
    return talk.say(['language.pick'], languageChoices(talk.core))
  talk.state.language = found.data
  talk.state.languageBy = 'chosen'
  talk.state.drift = null
  talk.say(['language.changed'])
  if (talk.state.running) return askAgainInFlow(talk)
  if (talk.state.lastTopic !== null) return giveAnswer(talk, talk.state.lastTopic)
  showMenu(talk)
}

/** Back: the previous question of the flow, else what was on the screen before. */
export function goBack(talk: Talk): void {
  if (backInFlow(talk)) return
  const previous = talk.state.running ? undefined : talk.state.earlier.pop()
  if (!previous || previous.flow !== null) return talk.say(['flow.back.none'], talk.state.question?.say.choices ?? [MENU])
  // The present question goes away, else "back" would come back to it.
  talk.state.question = null
  talk.say(previous.say.parts, previous.say.choices)
}

export function repeat(talk: Talk): void {
  if (talk.state.lastSaid.length === 0) return talk.say(['repeat.none'], subjectChoices(talk.core))
  for (const { parts, choices } of talk.state.lastSaid) talk.say(parts, choices)
}

function stop(talk: Talk): void {
  talk.state.running = null
  talk.state.suspended = []
  talk.say(['stop.done'], [MENU])
}

const BY_PREFIX: Record<string, Action> = {
  more: aside((talk, topic) => giveMore(talk, topic)),
  subject: aside(showSubject),
  language: changeLanguage,
  flow: (talk, id) => startFlow(talk, id),
  is: (talk, rest) => {
    const [what, value] = rest.split(':')
    if (what === 'audience' || what === 'law') learnAboutPerson(talk, what, value ?? '')
    else showMenu(talk)
  },
  mark: (talk, rest) => {
    const at = rest.indexOf(':')
    markAnswer(talk, rest.slice(0, at) === 'check' ? 'check' : 'not', rest.slice(at + 1))
  },
}

const BY_NAME: Record<string, Action> = {
  menu: aside(showMenu),
  human: aside((talk) => askPerson(talk, { by: 'person', reason: talk.state.lastTopic ?? 'human' })),
  back: goBack,
  repeat,
  language: (talk) => talk.say(['language.pick'], languageChoices(talk.core)),
  stop,
  help: aside((talk) => talk.say(['help.text'], subjectChoices(talk.core))),
  stopWaiting: stopWaitingForPerson,
  privacy: aside((talk) => giveAnswer(talk, 'privacy')),
  aboutMe: (talk) => startFlow(talk, 'about-you'),
  'go:on': goOnWithFlow,
  'go:drop': dropFlow,
  'offer:no': (talk) => {
    if (talk.state.running) askAgainInFlow(talk)
    else talk.say(['menu.question'], subjectChoices(talk.core))
  },
}

/** The action of an id, or null for one that only a flow's step knows. */
export function actionOf(talk: Talk, id: string): (() => void) | null {
  const named = BY_NAME[id]
  if (named) return () => named(talk, '')
  const at = id.indexOf(':')
  const prefixed = at > 0 ? BY_PREFIX[id.slice(0, at)] : undefined
  if (prefixed) return () => prefixed(talk, id.slice(at + 1))
  if (talk.core.knowledge.subjectOf.has(id)) return () => aside((one, topic) => giveAnswer(one, topic))(talk, id)
  return null
}
