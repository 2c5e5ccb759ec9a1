/** Every setting: what it means, its form, its default, its variable. Wrong values stop the start with one clear line each. */
import { config as readDotenv } from 'dotenv'
import { resolve } from 'node:path'
import { z } from 'zod'
import { LANGUAGES } from './domain/codes.ts'
import { AppError } from './domain/errors.ts'

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** "2h", "7d", "30s" → milliseconds. */
const Duration = z
  .string()
  .regex(/^\d+(ms|s|m|h|d)$/, 'a time such as 30s, 2h or 7d')
  .transform((value) => Number.parseInt(value, 10) * (UNITS[/[a-z]+$/.exec(value)?.[0] ?? 'ms'] ?? 1))
const Whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `a whole number from ${min} to ${max}`)
/** @param options what may stand there, said as such when something else does */
const oneOf = <const T extends readonly string[]>(options: T) => z.enum(options, `one of ${options.join(', ')}`)
const Flag = z.enum(['0', '1'], 'either 0 or 1').transform((value) => value === '1')
const Origins = z.string().transform((value, context) => {
  const origins = value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const wrong = origins.find((one) => !/^https?:\/\/[a-z0-9.-]+(:\d+)?$/i.test(one))
  if (wrong !== undefined)
    context.addIssue({ code: 'custom', message: 'origins such as https://www.example.nl, separated by commas' })
  return origins
})

type Setting<S extends z.ZodType> = { schema: S; fallback: string; about: string; secret?: boolean }
const setting = <S extends z.ZodType>(schema: S, fallback: string, about: string, secret = false): Setting<S> => ({
  schema,
  fallback,
  about,
  secret,
})

export const SETTINGS = {
  HOST: setting(z.string().min(1), '127.0.0.1', 'address to listen on; 0.0.0.0 for all'),
  PORT: setting(Whole(0, 65535), '3000', 'port to listen on; 0 takes a free one'),
  PUBLIC_URL: setting(
    z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'an address such as https://chat.example.nl' })]),
    '',
    'the address people reach this server at',
  ),
  DATA_DIR: setting(z.string().min(1), './data', 'folder of the database and the key'),
  DATABASE_URL: setting(
    z.union([z.literal(''), z.string().regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'file:… or postgres://…')]),
    '',
    'database; SQLite in DATA_DIR when empty',
    true,
  ),
  DEFAULT_MUNICIPALITY: setting(
    z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'an id such as amersfoort'),
    'national',
    'municipality of a conversation that names none',
  ),
  DEFAULT_LANGUAGE: setting(oneOf(LANGUAGES), 'nl', 'language of a conversation that names none'),
  DATA_KEY: setting(
    z.string(),
    '',
    'keys that encrypt personal fields: id:key,… (32 bytes in base64); the first encrypts, all decrypt',
    true,
  ),
  RETENTION_DAYS: setting(Whole(1, 3650), '180', 'days after its last activity that a conversation is kept'),
  ATTACHMENT_DAYS: setting(Whole(1, 3650), '30', 'days that photos and files are kept'),
  BURST_MS: setting(Whole(0, 10_000), '800', 'milliseconds to wait for more of a message sent in pieces'),
  SOFT_EXPIRY: setting(Duration, '2h', 'silence after which a running flow is offered again'),
  HARD_EXPIRY: setting(Duration, '7d', 'silence after which a running flow is ended'),
  TRUST_PROXY: setting(Flag, '0', '1 when a reverse proxy sets X-Forwarded-For'),
  EMBED_ORIGINS: setting(Origins, '', 'sites that may show the chat inside their page'),
  LOG_LEVEL: setting(
    oneOf(['debug', 'info', 'warn', 'error', 'silent']),
    'info',
    'how much is logged; never texts, names or numbers',
  ),
  LIMIT_PER_ADDRESS: setting(Whole(0, 1_000_000), '600', 'messages a minute from one address; 0 means no limit'),
  LIMIT_PER_CONVERSATION: setting(Whole(0, 1_000_000), '60', 'messages a minute in one conversation; 0 means no limit'),
  WORKERS: setting(Whole(1, 32), '4', 'conversations handled at the same time in this process'),
} as const

export type Config = { [K in keyof typeof SETTINGS]: z.infer<(typeof SETTINGS)[K]['schema']> }

/**
 * Reads the settings of an environment.
 * @throws AppError config with one line per wrong setting, naming the variable and what is expected, never its value
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const faults: string[] = []
  const entries = Object.entries(SETTINGS).map(([name, { schema, fallback }]) => {
    const given = environment[name]
    const found = schema.safeParse(given === undefined || given === '' ? fallback : given)
    if (!found.success) faults.push(`${name}: expected ${found.error.issues[0]?.message ?? 'another value'}`)
    return [name, found.data]
  })
  if (faults.length > 0) throw new AppError('config', `\n${faults.join('\n')}`)
  return Object.fromEntries(entries) as Config
}

/** The settings of this process: `.env` of the folder, overridden by the environment. */
export function configFromProcess(folder: string): Config {
  const found: Record<string, string> = {}
  readDotenv({ path: resolve(folder, '.env'), processEnv: found, quiet: true })
  return readConfig({ ...found, ...process.env })
}
