/** Puts checked content together into Knowledge. */
import type { Language } from '../domain/codes.ts'
import { Answers } from './answers.ts'
import type { Content } from './content.ts'
import { NATIONAL, type Knowledge, type Pack } from './knowledge.ts'
import { Texts } from './texts.ts'

function nationalOf(packs: ReadonlyMap<string, Pack>): Pack {
  const found = packs.get(NATIONAL)
  if (!found) throw new Error('content without a national pack')
  return found
}

const subjectsOf = (catalogue: Content['catalogue']): Map<string, string> =>
  new Map(Object.entries(catalogue).flatMap(([subject, topics]) => Object.keys(topics).map((id) => [id, subject] as const)))

export function createKnowledge(content: Content): Knowledge {
  const { packs, catalogue } = content
  const texts = new Texts(content.resources, packs)
  const source = content.resources.get('nl') ?? new Map<string, Record<string, string>>()
  const answers = new Answers(packs, source)
  const national = nationalOf(packs)
  const pack = (municipality: string): Pack => packs.get(municipality) ?? national

  return Object.freeze({
    languages: [...content.resources.keys()] as Language[],
    subjects: Object.keys(catalogue),
    subjectOf: subjectsOf(catalogue),
    packs,
    glossary: new Map(Object.entries(content.glossary)),
    answer: (topic, profile, now) => answers.answer(topic, profile, now),
    figure(id, municipality) {
      const found = pack(municipality).figures.get(id) ?? national.figures.get(id)
      if (!found) throw new Error(`no figure ${id}`)
      return found.value
    },
    pack,
    flowIsOn: (flow, municipality) => pack(municipality).flows.includes(flow),
    contact(municipality) {
      const own = pack(municipality)
      const found = own.contacts.get(own.contact) ?? national.contacts.get(own.contact) ?? national.contacts.get(national.contact)
      if (!found) throw new Error('content without a contact')
      return found
    },
    has: (key, municipality) => answers.text(key, municipality) !== undefined,
    keys: (prefix) => Object.keys(source.get(NATIONAL) ?? {}).filter((key) => key.startsWith(prefix)),
    text: (ref, where) => texts.render(ref, where),
  } satisfies Knowledge)
}
