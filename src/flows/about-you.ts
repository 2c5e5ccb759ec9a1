/** Where somebody lives and which rules hold for them; every question can be skipped. */
import type { Flow } from './flow.ts'

export const aboutYou = {
  id: 'about-you',
  version: 1,
  title: 'about.title',
  start: 'municipality',
  steps: {
    municipality: {
      kind: 'pick',
      text: 'about.municipality',
      from: 'municipalities',
      save: 'municipality',
      next: 'keepMunicipality',
      skip: 'audience',
    },
    keepMunicipality: { kind: 'remember', what: 'municipality', slot: 'municipality', next: 'audience' },
    audience: {
      kind: 'choose',
      text: 'about.audience',
      save: 'audience',
      options: [
        { id: 'asylum', label: 'about.audience.asylum', next: 'keepAudience' },
        { id: 'family', label: 'about.audience.family', next: 'keepAudience' },
        { id: 'other', label: 'about.audience.other', next: 'keepAudience' },
      ],
      skip: 'law',
    },
    keepAudience: { kind: 'remember', what: 'audience', slot: 'audience', next: 'law' },
    law: {
      kind: 'choose',
      text: 'about.law',
      save: 'law',
      options: [
        { id: 'wi2021', label: 'about.law.wi2021', next: 'keepLaw' },
        { id: 'wi2013', label: 'about.law.wi2013', next: 'keepLaw' },
        { id: 'before2013', label: 'about.law.before2013', next: 'keepLaw' },
      ],
      skip: 'done',
    },
    keepLaw: { kind: 'remember', what: 'law', slot: 'law', next: 'done' },
    done: { kind: 'end', text: 'about.thanks', offer: ['menu'] },
  },
  successors: {},
} satisfies Flow
