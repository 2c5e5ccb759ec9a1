/** `npm run ask`: answers questions without a database, network or key, and stores nothing. Each line is a new conversation. */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Audience, Language, Law, type DangerKind, type PersonalDataKind, type Profile } from '../domain/codes.ts'
import { AppError, ERRORS, type ErrorCode } from '../domain/errors.ts'
import { newState } from '../domain/state.ts'
import { answerOnce } from '../turns/answer-once.ts'
import type { Mind } from '../turns/core.ts'

type Ask = { id?: string | number | undefined; text: string; lang: Language; profile: Profile }
type Line = { ok: boolean; out: object }

const Input = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  lang: z.string().optional(),
  municipality: z.string().optional(),
  audience: z.string().optional(),
  law: z.string().optional(),
})

export type AskDefaults = { municipality: string; language: Language }

/** One of a closed list, or the error that names the list. */
function oneOf<T>(schema: z.ZodType<T>, value: string, code: ErrorCode): T {
  const found = schema.safeParse(value)
  if (!found.success) throw new AppError(code, `"${value.slice(0, 40)}"`)
  return found.data
}

function readAsk(raw: unknown, mind: Mind, defaults: AskDefaults): Ask {
  const found = Input.safeParse(raw)
  if (!found.success) {
    const [issue] = found.error.issues
    throw new AppError('bad_request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const { id, text, lang, municipality = defaults.municipality, audience = 'unknown', law = 'unknown' } = found.data
  if (!mind.core.knowledge.packs.has(municipality)) throw new AppError('unknown_municipality', `"${municipality.slice(0, 40)}"`)
  return {
    id,
    text,
    lang: oneOf(Language, lang ?? defaults.language, 'unknown_language'),
    profile: { municipality, audience: oneOf(Audience, audience, 'unknown_audience'), law: oneOf(Law, law, 'unknown_law') },
  }
}

export type AskResult = {
  id?: string | number
  lang: Language | 'other'
  topic: string
  topics: { id: string; confidence: number }[]
  danger: DangerKind
  pii: PersonalDataKind[]
  text: string
  more: string
  flow: string | null
  choices: { id: string; label: string }[]
  sources: { title: string; url: string; checked: string }[]
}

function answerLine(line: string, mind: Mind, defaults: AskDefaults): Line {
  let id: string | number | undefined
  try {
    const raw = parseJson(line)
    if (typeof raw === 'object' && raw !== null && 'id' in raw && ['string', 'number'].includes(typeof raw.id))
      id = raw.id as string
    const ask = readAsk(raw, mind, defaults)
    const state = {
      ...newState({ language: ask.lang, municipality: ask.profile.municipality }),
      profile: ask.profile,
      greeted: true,
    }
    return {
      ok: true,
      out: { ...(id === undefined ? {} : { id }), ...answerOnce(state, ask.text, new Date(), mind) } satisfies AskResult,
    }
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    const message = error instanceof AppError ? error.message : ERRORS.internal.message
    return { ok: false, out: { ...(id === undefined ? {} : { id }), error: { code, message } } }
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new AppError('bad_json')
  }
}

/** Waits until the reader has taken the line: a slow reader must not fill the memory. */
const write = (out: object): Promise<void> =>
  new Promise((resolve) => void process.stdout.write(`${JSON.stringify(out)}\n`, () => resolve()))

/** Lines in, lines out, in order. @returns the exit code: 1 when any line failed */
export async function askLines(input: NodeJS.ReadableStream, mind: Mind, defaults: AskDefaults): Promise<number> {
  let failed = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const { ok, out } = answerLine(line, mind, defaults)
    if (!ok) failed = 1
    await write(out)
  }
  return failed
}

function readable(result: AskResult): string {
  return [
    result.text,
    ...(result.more ? [result.more] : []),
    ...result.sources.slice(0, 1).map(({ title, url, checked }) => `${title} (${checked}) ${url}`),
    result.choices.map(({ label }, i) => `${i + 1}. ${label}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The command. @returns the exit code */
export async function ask(args: string[], mind: Mind, defaults: AskDefaults): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      jsonl: { type: 'boolean' },
      lang: { type: 'string' },
      municipality: { type: 'string' },
      audience: { type: 'string' },
      law: { type: 'string' },
    },
  })
  if (values.jsonl) return askLines(process.stdin, mind, defaults)
  if (positionals.length === 0) {
    console.error(
      'Usage: npm run ask -- [--lang nl] [--municipality amersfoort] "question"   or   npm run ask -- --jsonl < questions.jsonl',
    )
    return 1
  }
  const { jsonl: _jsonl, ...context } = values
  const { ok, out } = answerLine(JSON.stringify({ ...context, text: positionals.join(' ') }), mind, defaults)
  if (!ok) {
    console.error((out as { error: { message: string } }).error.message)
    return 1
  }
  console.log(readable(out as AskResult))
  return 0
}
