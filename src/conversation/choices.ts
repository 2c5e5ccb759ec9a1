/** Ids of choices and the choices that come up everywhere. Ids are stable; labels are texts. */
import { choice, plain, text, type Choice } from '../domain/text.ts'
import type { Language } from '../domain/codes.ts'
import { language } from '../language/table.ts'
import type { Core } from './talk.ts'

/** On the wire a choice names its question (`menu@7`), so that an old button is known as old. */
export const wireId = (id: string, question: number): string => `${id}@${question}`

/** @returns the id and the number of its question; null when the tap does not name one (a fixed button of the page) */
export function parseWireId(wire: string): { id: string; question: number | null } {
  const found = /^(.+)@(\d{1,9})$/.exec(wire)
  return found ? { id: found[1] ?? '', question: Number(found[2]) } : { id: wire, question: null }
}

export const topicChoice = (id: string): Choice => choice(id, `${id}.title`)
export const MENU = choice('menu', 'button.menu')
export const HUMAN = choice('human', 'button.human')
export const moreChoice = (topic: string): Choice => choice(`more:${topic}`, 'button.more')
export const languageChoice = (code: Language): Choice => choice(`language:${code}`, plain(language(code).name))
export const goOn: Choice[] = [choice('go:on', 'button.goOn'), choice('go:drop', 'button.stopFlow')]

/** The languages that can really be spoken, each in its own script. */
export const languageChoices = ({ knowledge }: Core): Choice[] => knowledge.languages.map(languageChoice)

/** The subjects of the menu that have answers, then this chat and a person. */
export function subjectChoices({ knowledge }: Core): Choice[] {
  const withAnswers = new Set(
    [...(knowledge.packs.get('national')?.topics.keys() ?? [])].map((topic) => knowledge.subjectOf.get(topic)),
  )
  return [
    ...knowledge.subjects
      .filter((subject) => withAnswers.has(subject))
      .map((subject) => choice(`subject:${subject}`, `subject.${subject}`)),
    HUMAN,
  ]
}

/** A flow's name as a choice that starts it. */
export const flowChoice = (core: Core, id: string): Choice | null => {
  const flow = core.flows.get(id)
  return flow ? choice(`flow:${id}`, text(flow.title)) : null
}
