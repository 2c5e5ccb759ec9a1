/** A small content that is all right, to break one thing in. */
import type { Language } from '../../src/domain/codes.ts'
import type { Finding } from '../../src/knowledge/check/finding.ts'
import { checkAll } from '../../src/knowledge/check/index.ts'
import type { CheckInput, ReviewEntry } from '../../src/knowledge/check/input.ts'
import { crossCheck } from '../../src/knowledge/cross-check.ts'
import type { Pack } from '../../src/knowledge/knowledge.ts'
import { ContentReader } from '../../src/knowledge/read.ts'
import type { Contact, Figure, GlossaryEntry, Source, TopicTruth } from '../../src/knowledge/schema.ts'

type Texts = Record<string, string>
type MadeUpPack = Omit<Pack, 'topics' | 'figures' | 'contacts' | 'sources'> & {
  topics: Record<string, TopicTruth>
  figures: Record<string, Figure>
  contacts: Record<string, Contact>
  sources: Record<string, Source>
}
export type MadeUp = {
  catalogue: Record<string, Record<string, string>>
  packs: { national: MadeUpPack; town: MadeUpPack }
  glossary: Record<string, GlossaryEntry>
  texts: Partial<Record<Language, { national: Texts; town: Texts }>>
  reviews: Partial<Record<Language, { national: Record<string, ReviewEntry> }>>
  sites: string[]
  code: string
  flows: string[]
  due: string | null
}

const TODAY = '2026-11-21'
const CHECKED = '2026-11-01'
const truth = (more: Partial<TopicTruth> = {}): TopicTruth => ({
  sources: ['duo'],
  checked: CHECKED,
  related: [],
  differs: [],
  ...more,
})
const figure = (value: number, unit: Figure['unit']): Figure => ({
  value,
  unit,
  about: 'a figure',
  source: 'duo',
  checked: CHECKED,
  reviewBy: '2027-01-31',
  sure: 'high',
})
const pack = (id: string, name: string): MadeUpPack => ({
  id,
  name,
  languages: { nl: 'complete', en: 'complete', ar: 'complete' },
  contact: 'duo',
  staffed: false,
  hours: [],
  flows: ['about-you'],
  topics: {},
  figures: {},
  contacts: {},
  sources: {},
})

function texts(own: { national: Texts; town?: Texts }): { national: Texts; town: Texts } {
  return { national: own.national, town: own.town ?? {} }
}

/** One topic for everybody with a variant, one of the chat itself, a town, three languages: two of them to compare with Dutch. */
export function madeUp(): MadeUp {
  const national = pack('national', 'Nederland')
  national.topics = { 'letter.when': truth({ differs: ['family'] }), menu: truth({ sources: [] }) }
  national.figures = { weeks: figure(8, 'weeks'), loan: figure(10000, 'eur') }
  national.contacts = {
    duo: { name: 'DUO', phone: '050 599 96 00', site: 'https://www.duo.nl', source: 'duo', checked: CHECKED, sure: 'high' },
  }
  national.sources = { duo: { title: 'Overview (duo.nl)', publisher: 'DUO', url: 'https://duo.nl/brief' } }
  return {
    catalogue: { letters: { 'letter.when': 'When the letter comes' }, meta: { menu: 'What can you do' } },
    packs: { national, town: pack('town', 'Stad') },
    glossary: {
      gemeente: {
        term: { en: 'municipality', ar: 'البلدية' },
        explain: { nl: 'Het bestuur van uw stad of dorp.', en: 'Those who run your town.', ar: 'إدارة مدينتكم أو قريتكم.' },
      },
    },
    texts: {
      nl: texts({
        national: {
          'button.yes': 'Ja',
          'button.no': 'Nee',
          'answer.source': 'Bron: {{title}}, gecontroleerd op {{date}}.',
          'days.left_one': 'U hebt nog één dag.',
          'days.left_other': 'U hebt nog {{count}} dagen.',
          'letter.when.title': 'Wanneer komt de brief?',
          'letter.when.short': 'De brief komt binnen {{f.weeks}} weken. Vraag het anders aan de gemeente.',
          'letter.when.more': 'U kunt bellen: {{c.duo.phone}}.',
          'letter.when.short_family': 'Voor gezin komt de brief binnen {{f.weeks}} weken. Vraag het anders aan de gemeente.',
          'letter.when.more_family': 'U kunt bellen: {{c.duo.phone}}.',
          'menu.title': 'Wat kan ik vragen?',
          'menu.short': 'Kies een onderwerp.',
          'menu.more': '',
        },
      }),
      en: texts({
        national: {
          'button.yes': 'Yes',
          'button.no': 'No',
          'answer.source': 'Source: {{title}}, checked on {{date}}.',
          'days.left_one': 'You have one day left.',
          'days.left_other': 'You have {{count}} days left.',
          'letter.when.title': 'When does it come?',
          'letter.when.short': 'The letter comes within {{f.weeks}} weeks. If not, ask the municipality (*gemeente*).',
          'letter.when.more': 'You can call: {{c.duo.phone}}.',
          'letter.when.short_family': 'For family it comes within {{f.weeks}} weeks. If not, ask the municipality (*gemeente*).',
          'letter.when.more_family': 'You can call: {{c.duo.phone}}.',
          'menu.title': 'What can I ask?',
          'menu.short': 'Choose a subject.',
          'menu.more': '',
        },
      }),
      ar: texts({
        national: {
          'button.yes': 'نعم',
          'button.no': 'لا',
          'answer.source': 'المصدر: {{title}}، بتاريخ {{date}}.',
          'days.left_zero': 'لم يبقَ أي يوم.',
          'days.left_one': 'بقي لك يوم واحد.',
          'days.left_two': 'بقي لك يومان.',
          'days.left_few': 'بقيت لك {{count}} أيام.',
          'days.left_many': 'بقي لك {{count}} يومًا.',
          'days.left_other': 'بقي لك {{count}} يوم.',
          'letter.when.title': 'متى تأتي الرسالة؟',
          'letter.when.short': 'تأتي رسالة DUO خلال {{f.weeks}} أسابيع. وإلا فاسألوا البلدية (*gemeente*).',
          'letter.when.more': 'يمكنكم الاتصال: {{c.duo.phone}}.',
          'letter.when.short_family': 'للعائلة تأتي الرسالة خلال {{f.weeks}} أسابيع. وإلا فاسألوا البلدية (*gemeente*).',
          'letter.when.more_family': 'يمكنكم الاتصال: {{c.duo.phone}}.',
          'menu.title': 'ماذا أسأل؟',
          'menu.short': 'اختاروا موضوعًا.',
          'menu.more': '',
        },
      }),
    },
    reviews: {},
    sites: ['duo.nl'],
    code: '',
    flows: ['about-you'],
    due: null,
  }
}

const maps = (own: MadeUpPack): Pack => ({
  ...own,
  topics: new Map(Object.entries(own.topics)),
  figures: new Map(Object.entries(own.figures)),
  contacts: new Map(Object.entries(own.contacts)),
  sources: new Map(Object.entries(own.sources)),
})

/** What the check is given, as if it had been read from files. */
export function inputOf(made: MadeUp): CheckInput {
  const content = {
    reader: new ContentReader('.'),
    catalogue: made.catalogue,
    packs: new Map(Object.entries(made.packs).map(([id, own]) => [id, maps(own)])),
    glossary: made.glossary,
    resources: new Map(Object.entries(made.texts).map(([code, own]) => [code as Language, new Map(Object.entries(own))])),
  }
  crossCheck(content)
  return {
    content,
    places: new Map(),
    reviews: new Map(Object.entries(made.reviews).map(([code, own]) => [code, new Map(Object.entries(own))])),
    sites: made.sites,
    code: made.code === '' ? [] : [{ file: 'src/some.ts', text: made.code }],
    flows: new Set(made.flows),
    today: TODAY,
    due: made.due,
  }
}

/** The findings after one change. */
export function findingsAfter(change: (made: MadeUp) => void): Finding[] {
  const made = madeUp()
  change(made)
  return checkAll(inputOf(made))
}

/** The same in short: level, place and message. */
export const after = (change: (made: MadeUp) => void): string[] =>
  findingsAfter(change).map(({ level, path, message }) => `${level} ${path}: ${message}`)

/** Changes one text of a language. */
export const write =
  (language: Language, key: string, text: string | undefined) =>
  (made: MadeUp): void => {
    const own = made.texts[language]!
    const others = Object.entries(own.national).filter(([name]) => name !== key)
    own.national = Object.fromEntries(text === undefined ? others : [...others, [key, text]])
  }
