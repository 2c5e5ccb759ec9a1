/** The closed lists of the project: languages, audiences, laws, kinds of danger and of personal data. */
import { z } from 'zod'

export const LANGUAGES = ['nl', 'en', 'ar', 'fa', 'prs', 'ps', 'ti', 'so', 'tr', 'uk', 'es', 'fr'] as const
export const Language = z.enum(LANGUAGES)
export type Language = z.infer<typeof Language>

/** Who somebody is for the Wet inburgering 2021 (article 3): asylum permit, family migrant, other migrant. */
export const AUDIENCES = ['asylum', 'family', 'other'] as const
export const Audience = z.enum([...AUDIENCES, 'unknown'])
export type Audience = z.infer<typeof Audience>

/** Which law applies: it follows from the day on which the obligation began. */
export const LAWS = ['wi2021', 'wi2013', 'before2013'] as const
export const Law = z.enum([...LAWS, 'unknown'])
export type Law = z.infer<typeof Law>

export const DANGERS = ['emergency', 'crisis', 'scam', 'abuse'] as const
export const DangerKind = z.enum(['none', ...DANGERS])
export type DangerKind = z.infer<typeof DangerKind>

export const PERSONAL_DATA = ['bsn', 'iban', 'code', 'password', 'document', 'phone', 'email'] as const
export const PersonalDataKind = z.enum(PERSONAL_DATA)
export type PersonalDataKind = z.infer<typeof PersonalDataKind>

/** Words that work in every state and language, before anything else. */
export const GLOBAL_WORDS = [
  'menu',
  'back',
  'repeat',
  'language',
  'human',
  'stop',
  'help',
  'stopWaiting',
  'privacy',
  'aboutMe',
] as const
export const GlobalWord = z.enum(GLOBAL_WORDS)
export type GlobalWord = z.infer<typeof GlobalWord>

/** What the assistant knows of the person for choosing an answer. Everything may stay unknown. */
export const Profile = z.object({ municipality: z.string(), audience: Audience, law: Law })
export type Profile = z.infer<typeof Profile>
