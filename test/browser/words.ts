/** What people write in these tests, and what the assistant's own texts are: nothing here repeats a text of the content. */
import { NATIONAL } from '../../src/knowledge/knowledge.ts'
import { realMind } from '../support/mind.ts'
import type { World } from './browser.ts'

export const ASKS = {
  en: { first: 'How much money can I borrow?', second: 'What is the language café?', menu: 'menu' },
  ar: { first: 'كم يمكنني أن أقترض؟', second: 'ما هو المقهى اللغوي؟', menu: 'القائمة' },
}

/** A text of the assistant or of the page, in a language. */
export const said = (lang: World['lang'], key: string): string =>
  realMind().core.knowledge.text({ key }, { language: lang, municipality: NATIONAL }).text

/** The beginning of a text, up to the first thing that is filled in: enough to know it by. */
export const startOf = (lang: World['lang'], key: string): string =>
  said(lang, key)
    .split(/[\n{«"]/)[0]!
    .trim()

/** Who helps in person, where nobody reads along. */
export function contact(): { name: string; tel: string } {
  const { name, phone } = realMind().core.knowledge.contact(NATIONAL)
  return { name, tel: (phone ?? '').replace(/\D/g, '') }
}
