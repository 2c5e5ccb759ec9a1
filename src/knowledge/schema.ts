/** What the files in `content/` may contain. */
import { z } from 'zod'
import { AUDIENCES, LAWS, Language } from '../domain/codes.ts'

const Id = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'an id in camelCase')
const SourceId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id in kebab-case')
const Day = z.iso.date('a date as 2026-11-21')
const Sure = z.enum(['high', 'medium'])
const HttpsUrl = z.url({ protocol: /^https$/, error: 'an address that starts with https://' })

export const Source = z.strictObject({
  title: z.string().min(3),
  publisher: z.string().min(2),
  url: HttpsUrl,
  date: Day.nullish(),
})
export type Source = z.infer<typeof Source>

const UNITS = ['eur', 'years', 'months', 'weeks', 'days', 'hours', 'minutes', 'percent', 'age', 'count'] as const
export const Figure = z.strictObject({
  value: z.number(),
  unit: z.enum(UNITS),
  year: z.int().min(2000).max(2100).nullish(),
  about: z.string().min(3),
  source: SourceId,
  checked: Day,
  reviewBy: Day,
  sure: Sure,
})
export type Figure = z.infer<typeof Figure>

const Time = z.string().regex(/^\d\d:\d\d$/, 'a time as "09:00"')
export const Hours = z.array(z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), from: Time, to: Time }))
export type Hours = z.infer<typeof Hours>

export const Contact = z.strictObject({
  name: z.string().min(2),
  phone: z
    .string()
    .regex(/^[+\d][\d ]+$/, 'plain digits and spaces')
    .optional(),
  phoneFree: z
    .string()
    .regex(/^[+\d][\d ]+$/, 'plain digits and spaces')
    .optional(),
  site: HttpsUrl.optional(),
  email: z.email().optional(),
  address: z.string().optional(),
  hours: Hours.optional(),
  source: SourceId,
  checked: Day,
  sure: Sure,
})
export type Contact = z.infer<typeof Contact>

/** `family`, `wi2013`, `family_wi2013`: for whom a text differs from the general one. */
export const VARIANTS: readonly string[] = [
  ...AUDIENCES.flatMap((audience) => [audience, ...LAWS.map((law) => `${audience}_${law}`)]),
  ...LAWS,
]
export const TopicTruth = z.strictObject({
  /** The most official first. Empty only for topics about this chat itself (subject meta). */
  sources: z.array(SourceId),
  checked: Day,
  related: z.array(z.string()).max(3).default([]),
  differs: z
    .array(z.string().refine((variant) => VARIANTS.includes(variant), 'a variant such as family, wi2013 or family_wi2013'))
    .default([]),
  ask: z.enum(['audience', 'law']).optional(),
  flow: z.string().optional(),
})
export type TopicTruth = z.infer<typeof TopicTruth>

export const PackFile = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  name: z.string().min(2),
  languages: z.partialRecord(Language, z.enum(['complete', 'partial'])),
  /** Who to call or visit while no team reads along, an id in contacts.yaml. */
  contact: Id,
  /** Whether a team picks up conversations in the console. Without one, nobody is promised to read along. */
  staffed: z.boolean(),
  hours: Hours,
  flows: z.array(z.string()),
})
export type PackFile = z.infer<typeof PackFile>

export const GlossaryEntry = z.strictObject({
  term: z.partialRecord(Language, z.string().min(1)),
  explain: z.partialRecord(Language, z.string().min(3)),
})
export type GlossaryEntry = z.infer<typeof GlossaryEntry>

export const SourcesFile = z.record(SourceId, Source)
export const FiguresFile = z.record(Id, Figure)
export const ContactsFile = z.record(Id, Contact)
export const TopicsFile = z.record(z.string(), TopicTruth)
export const GlossaryFile = z.record(z.string(), GlossaryEntry)
/** Subject → topic id → what belongs under it. */
export const CatalogueFile = z.record(z.string(), z.record(z.string(), z.string()))
export const TextsFile = z.record(z.string(), z.string())
