/** The first message: greet in its language, say what this is, then answer what was asked. No form before the first answer. */
import type { MessageBody } from '../domain/message.ts'
import { text } from '../domain/text.ts'
import type { Understanding } from '../domain/understanding.ts'
import { showMenu } from './answer.ts'
import { languageChoices } from './choices.ts'
import { guessLanguage, isOtherLanguage } from './language-change.ts'
import { sayMasked } from './masked.ts'
import type { Talk } from './talk.ts'

/** A message as short as this is only a hello when that is its likeliest topic. */
const HELLO = new Set(['greeting', 'menu'])

/** What this is, in two lines, and what happens with data. */
export function welcome(talk: Talk): void {
  talk.state.greeted = true
  talk.say(['welcome.hello', 'welcome.safety', text('welcome.data', { days: talk.core.settings.retentionDays })])
}

/**
 * @returns true when nothing more is to be said: the message held no question
 */
export function greet(talk: Talk, body: MessageBody, understood: Understanding): boolean {
  const known = guessLanguage(talk, understood)
  // In danger nothing comes before the help; a language is chosen before anything is said in another. The welcome waits.
  if (understood.danger.kind !== 'none' || isLanguageTap(body)) return false
  welcome(talk)
  if (understood.global === null && isOtherLanguage(talk, understood)) {
    sayMasked(talk, body)
    talk.say(['language.other'], languageChoices(talk.core))
    return true
  }
  if (body.kind === 'text' && isHello(body.text, understood)) {
    sayMasked(talk, body)
    if (known) showMenu(talk)
    else askLanguage(talk)
    return true
  }
  return false
}

export const askLanguage = (talk: Talk): void => talk.say(['welcome.language'], languageChoices(talk.core))

const isLanguageTap = (body: MessageBody): boolean => body.kind === 'choice' && body.choice.startsWith('language:')

function isHello(written: string, { topics, global, choice, dates }: Understanding): boolean {
  const [top] = topics
  if (global !== null || choice !== null || dates.length > 0) return false
  // Only emoji or signs: somebody waves.
  if (written !== '' && !/[\p{L}\p{N}]/u.test(written)) return true
  return top !== undefined && HELLO.has(top.id) && top.confidence > 0.4
}
