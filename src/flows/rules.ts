/** Pure rules that flows decide by: from slots, figures and the day to an outcome and what is said of it. */
import { text, type TextRef } from '../domain/text.ts'
import { dayOf, daysBetween, lastDayOfWeeks } from './days.ts'

export type RuleInput = {
  slots: Readonly<Record<string, string>>
  at: Date
  /** A figure of the content by its id. */
  figure: (id: string) => number
}
export type RuleResult = { outcome: string; parts: TextRef[] }
export type Rule = {
  outcomes: readonly string[]
  texts: readonly string[]
  figures: readonly string[]
  decide: (input: RuleInput) => RuleResult
}

/** The last day to object to a decision, counted from the date of the letter. */
const objectionDeadline: Rule = {
  outcomes: ['left', 'today', 'passed'],
  texts: ['objection.result', 'objection.daysLeft', 'objection.today', 'objection.passed'],
  figures: ['objectionWeeks'],
  decide({ slots, at, figure }) {
    const last = lastDayOfWeeks(slots.date ?? '', figure('objectionWeeks'))
    const days = daysBetween(dayOf(at), last)
    if (days < 0) return { outcome: 'passed', parts: [text('objection.passed', { date: { date: last } })] }
    if (days === 0) return { outcome: 'today', parts: [text('objection.today', { date: { date: last } })] }
    return {
      outcome: 'left',
      parts: [text('objection.result', { date: { date: last }, days: { key: 'objection.daysLeft', count: days } })],
    }
  },
}

export const RULES: Readonly<Record<string, Rule>> = { objectionDeadline }
