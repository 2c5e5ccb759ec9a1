/** One question, answered as the first message of a new conversation would be, with what was understood beside it. */
import { flowOf } from '../conversation/answer.ts'
import { handleText } from '../conversation/handle-text.ts'
import { render } from '../conversation/render.ts'
import { Talk } from '../conversation/talk.ts'
import type { DangerKind, Language, PersonalDataKind } from '../domain/codes.ts'
import type { State } from '../domain/state.ts'
import { text as textOf, type TextRef } from '../domain/text.ts'
import type { TopicScore } from '../domain/understanding.ts'
import { cleanText } from '../language/normalise.ts'
import type { Answer } from '../knowledge/knowledge.ts'
import { findPersonalData, maskPersonalData } from '../understanding/personal-data.ts'
import { parseWireId } from '../conversation/choices.ts'
import type { Mind } from './core.ts'

export type Once = {
  lang: Language | 'other'
  topic: string
  topics: TopicScore[]
  danger: DangerKind
  pii: PersonalDataKind[]
  text: string
  more: string
  flow: string | null
  choices: { id: string; label: string }[]
  sources: { title: string; url: string; checked: string }[]
}

/** In danger the topic of the same name says where the fixed text comes from; abuse has no sources. */
function sourcesOf(talk: Talk, answer: Answer | null, danger: DangerKind): Once['sources'] {
  if (answer) return answer.sources
  if (danger === 'none' || danger === 'abuse') return []
  return talk.core.knowledge.answer(danger, talk.state.profile, talk.at)?.sources ?? []
}

const rounded = (topics: readonly TopicScore[]): TopicScore[] =>
  topics.map(({ id, confidence }) => ({ id, confidence: Math.round(confidence * 10_000) / 10_000 }))

type Said = Pick<Once, 'text' | 'more' | 'flow' | 'choices'>

/** What was said: the answer's own two parts where it is one, else the question that goes with the choices. */
function saidIn(talk: Talk, answer: Answer | null, danger: DangerKind): Said {
  const { knowledge } = talk.core
  const { state, effects } = talk.finish()
  const messages = render(effects, state.profile.municipality, knowledge).map(({ body }) => body)
  const choices = messages.flatMap((message) => message.choices).map(({ id, label }) => ({ id: parseWireId(id).id, label }))
  const shown = (ref: TextRef): string =>
    knowledge.text(ref, { language: state.language, municipality: state.profile.municipality }).text
  const alone = { more: '', flow: null, choices }
  // The fixed text and nothing else: nobody is told of a question that is stored nowhere.
  if (danger !== 'none') return { text: shown(textOf(`danger.${danger}`)), ...alone }
  if (!answer) return { text: (messages.find((message) => message.choices.length > 0) ?? messages[0])?.text ?? '', ...alone }
  const [source] = answer.sources
  const warning = answer.outdated && source ? `\n\n${shown(textOf('answer.outdated', { site: source.url }))}` : ''
  return {
    text: shown(textOf(answer.short)) + warning,
    more: answer.more === null ? '' : shown(textOf(answer.more)) + warning,
    flow: flowOf(talk, answer) ? (answer.truth.flow ?? null) : null,
    choices,
  }
}

/** @param state a conversation that was greeted already: the answer comes without a greeting */
export function answerOnce(state: State, raw: string, now: Date, mind: Mind): Once {
  const clean = cleanText(raw)
  const { text } = maskPersonalData(clean)
  const understood = mind.understand(text, { language: state.language, openChoices: [], now, settled: false })
  const talk = new Talk(state, mind.core, now, null)
  handleText(talk, { text, understood }, 'fresh')
  // Only a topic that was really answered leaves its mark in the state: a menu or a question back has no source.
  const topic = talk.state.lastTopic
  const answer = topic === null ? null : mind.core.knowledge.answer(topic, state.profile, now)
  const danger = understood.danger.kind
  return {
    lang: understood.language.code ?? state.language,
    topic: understood.topics[0]?.id ?? 'none',
    topics: rounded(understood.topics),
    danger,
    pii: [...new Set(findPersonalData(clean).map(({ kind }) => kind))],
    ...saidIn(talk, answer, danger),
    sources: sourcesOf(talk, answer, danger),
  }
}
