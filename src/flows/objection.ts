/** A decision in a letter: is it one, and until which day can somebody object? */
import type { Flow } from './flow.ts'

export const objection = {
  id: 'objection',
  version: 1,
  title: 'objection.title',
  start: 'intro',
  steps: {
    intro: { kind: 'say', text: 'objection.intro', next: 'isDecision' },
    isDecision: {
      kind: 'choose',
      text: 'objection.isDecision',
      options: [
        { id: 'yes', label: 'button.yes', next: 'date' },
        { id: 'no', label: 'button.no', next: 'notDecision' },
      ],
      skip: 'date',
    },
    notDecision: { kind: 'end', text: 'objection.notDecision', offer: ['human', 'letter.explain', 'menu'] },
    date: {
      kind: 'ask',
      text: 'objection.date',
      hint: 'ask.date',
      answer: 'date',
      past: true,
      save: 'date',
      next: 'deadline',
      skip: 'howTo',
    },
    deadline: { kind: 'decide', rule: 'objectionDeadline', next: { left: 'estimate', today: 'estimate', passed: 'passed' } },
    estimate: { kind: 'say', text: 'objection.estimate', next: 'howTo' },
    howTo: { kind: 'end', text: 'objection.how', offer: ['human', 'pip.disagree', 'menu'] },
    passed: { kind: 'end', offer: ['human', 'pip.disagree', 'menu'] },
  },
  successors: {},
} satisfies Flow
