/** Effects → messages: keys become texts in the person's language. Pure. */
import type { Language } from '../domain/codes.ts'
import type { Effect } from '../domain/event.ts'
import type { Utterance } from '../domain/outbound.ts'
import { text, type Choice, type TextRef } from '../domain/text.ts'
import type { OpenChoice } from '../domain/understanding.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { language } from '../language/table.ts'
import { wireId } from './choices.ts'

type Where = { language: Language; municipality: string }

function paragraphs(parts: readonly TextRef[], where: Where, knowledge: Knowledge): string {
  const rendered = parts.map((part) => knowledge.text(part, where))
  const foreign = rendered.find((one) => one.language !== where.language)
  const notice = foreign && knowledge.text(text('answer.fallbackLanguage', { language: { language: foreign.language } }), where)
  return [...(notice ? [notice] : []), ...rendered]
    .map((one) => one.text)
    .filter((one) => one !== '')
    .join('\n\n')
}

const label = (choice: Choice, where: Where, knowledge: Knowledge): string => knowledge.text(choice.label, where).text

/** The choices of a question as the person sees them, for matching what they type. */
export const openChoices = (choices: readonly Choice[], where: Where, knowledge: Knowledge): OpenChoice[] =>
  choices.map((one) => ({ id: one.id, label: label(one, where, knowledge) }))

/** The messages of a turn, in order. */
export function render(effects: readonly Effect[], municipality: string, knowledge: Knowledge): Utterance[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'say') return []
    const where = { language: effect.language, municipality }
    const { question } = effect
    return [
      {
        news: effect.news,
        body: {
          text: paragraphs(effect.say.parts, where, knowledge),
          lang: effect.language,
          dir: language(effect.language).dir,
          choices: effect.say.choices.map((one) => ({
            id: question === null ? one.id : wireId(one.id, question),
            label: label(one, where, knowledge),
          })),
        },
      },
    ]
  })
}
