/** The first message: greet in its language, say what this is, then answer what was asked. No form before the first answer. */
import type { MessageBody } from '../domain/message.ts'
import { text } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import { showMenu } from './answer.ts'
import { languageChoices } from './choices.ts'
import { available, guessLanguage } from './language-change.ts'
import type { Talk } from './talk.ts'

/** A message as short as this is only a hello when that is its likeliest topic. */
const HELLO = new Set(['greeting', 'menu'])

/**
 * @returns true when nothing more is to be said: the message held no question
 */
export function greet(talk: Talk, body: MessageBody, understood: Understanding): boolean {
  const { state, core } = talk
  state.greeted = true
  if (understood.danger.kind !== 'none') {
    // In danger nothing comes before the help.
    guessLanguage(talk, understood)
    return false
  }
  const known = guessLanguage(talk, understood)
  talk.say(['welcome.hello', 'welcome.safety', text('welcome.data', { days: core.settings.retentionDays })])
  const spoken = understood.language.code
  if (spoken === 'other' || (spoken !== null && !available(talk, spoken))) {
    talk.say(['language.other'], languageChoices(core))
    return true
  }
  if (body.kind === 'text' && isHello(understood)) {
    if (known) showMenu(talk)
    else talk.say(['welcome.language'], languageChoices(core))
    return true
  }
  return false
}

function isHello({ topics, global, choice, dates }: Understanding): boolean {
  const [top] = topics
  if (global !== null || choice !== null || dates.length > 0) return false
  return top !== undefined && HELLO.has(top.id) && top.confidence > 0.4
}
