/** Answers as the test compares them. */
import type { OutboundBody } from '../../src/domain/outbound.ts'

/** All that a person sees of a message; the choices carry the number of their question, so that hardly two are equal. */
export const keyOf = ({ lang, text, choices }: Pick<OutboundBody, 'lang' | 'text' | 'choices'>): string =>
  JSON.stringify([lang, text, choices.map(({ id, label }) => [id, label])])

/** Without the numbers of the questions: what is still equal when a message was handled twice before it. */
export const withoutNumbers = (key: string): string => key.replace(/@\d+"/g, '"')
