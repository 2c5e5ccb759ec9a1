/** What a choice does, by its id. Used for taps, typed choices and the global words alike. */
import { Language } from '../domain/codes.ts'
import { choice, text } from '../domain/text.ts'
import { giveAnswer, giveMore, learnAboutPerson, markAnswer, showMenu } from './answer.ts'
import { HUMAN, languageChoices, MENU, subjectChoices, topicChoice } from './choices.ts'
import {
  askAgainInFlow,
  backInFinished,
  backInFlow,
  dropFlow,
  goOnWithFlow,
  offerToGoOn,
  startFlow,
  suspend,
} from './flow-talk.ts'
import { welcome } from './first-contact.ts'
import { askPerson, stopWaitingForPerson } from './handoff.ts'
import type { Talk } from './talk.ts'

type Action = (talk: Talk, rest: string) => void

/** Leaves the running flow for something else; it is offered again below the answer. A list is no answer yet. */
const aside =
  (action: Action, list = false): Action =>
  (talk, rest) => {
    suspend(talk)
    action(talk, rest)
    if (!list) offerToGoOn(talk)
  }

/** No channel shows more than ten rows in one list: a long subject comes in parts, with the way to the next and the menu below. */
const LIST = 10

/** @param rest a subject, with `:n` from its n-th topic on */
function showSubject(talk: Talk, rest: string): void {
  const { knowledge } = talk.core
  const [subject = '', from = '0'] = rest.split(':')
  const topics = [...knowledge.subjectOf]
    .filter(([id, of]) => of === subject && id !== 'none' && knowledge.answer(id, talk.state.profile, talk.at) !== null)
    .map(([id]) => (id === 'human' ? HUMAN : topicChoice(id)))
    .slice(Number(from))
  if (topics.length === 0) return showMenu(talk)
  const fits = topics.length < LIST
  const next = choice(`subject:${subject}:${Number(from) + LIST - 2}`, 'button.somethingElse')
  const choices = fits ? topics : [...topics.slice(0, LIST - 2), next]
  talk.say([text('subject.pick', { subject: { key: `subject.${subject}` } })], [...choices, MENU])
}

function changeLanguage(talk: Talk, code: string): void {
  const found = Language.safeParse(code)
  if (!found.success || !talk.core.knowledge.languages.includes(found.data))
    return talk.say(['language.pick'], languageChoices(talk.core))
  // A welcome in a language that nobody chose was perhaps not read.
  const unread = !talk.state.greeted || (talk.state.languageBy === 'given' && found.data !== talk.state.language)
  Object.assign(talk.state, { language: found.data, languageBy: 'chosen', drift: null })
  talk.say(['language.changed'])
  if (unread) welcome(talk)
  if (askAgainInFlow(talk)) return
  if (talk.state.lastTopic === null) return showMenu(talk)
  giveAnswer(talk, talk.state.lastTopic)
  offerToGoOn(talk)
}

/** Back: the previous question of the flow, else what was on the screen before. */
function goBack(talk: Talk): void {
  if (backInFlow(talk)) return
  if (askAgainInFlow(talk, ['flow.back.none'])) return
  const previous = talk.state.earlier.pop()
  if (previous?.flow != null && backToFlow(talk, previous.flow)) return
  if (!previous || previous.flow !== null) return talk.say(['flow.back.none'], talk.state.question?.say.choices ?? [MENU])
  // The present question goes away, else "back" would come back to it.
  talk.state.question = null
  talk.say(previous.say.parts, previous.say.choices)
}

/** The question before was a flow's: one that waits goes on, one that has ended comes back to its last question. */
function backToFlow(talk: Talk, flow: string): boolean {
  if (talk.state.suspended.at(-1)?.flow !== flow) return talk.state.finished?.flow === flow && backInFinished(talk)
  goOnWithFlow(talk)
  return true
}

function repeat(talk: Talk): void {
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
  subject: aside(showSubject, true),
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

/** Messages in a refused language before it is offered again. */
const REFUSED = 20

const BY_NAME: Record<string, Action> = {
  menu: aside(showMenu, true),
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
    // Refused once is refused: only a long time in that language brings the offer back.
    if (talk.state.drift) talk.state.drift = { ...talk.state.drift, times: -REFUSED }
    if (!askAgainInFlow(talk)) showMenu(talk)
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
