/** `npm run ask`: answers questions without a database, network or key, and stores nothing. Each line is a new conversation. */
import { StringDecoder } from 'node:string_decoder'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Audience, Language, Law, type Profile } from '../domain/codes.ts'
import { AppError, ERRORS, type ErrorCode } from '../domain/errors.ts'
import { newState } from '../domain/state.ts'
import { answerOnce, type Once } from '../turns/answer-once.ts'
import type { Mind } from '../turns/core.ts'

type Ask = { id?: string | number | undefined; text: string; lang: Language; profile: Profile }
type Line = { ok: boolean; out: object }

/** What is null counts as left out: many writers of JSON say it so. */
const Left = z.string().nullish()
const Input = z.looseObject({
  id: z.union([z.string(), z.number()]).nullish(),
  text: z.string(),
  lang: Left,
  municipality: Left,
  audience: Left,
  law: Left,
})

export type AskDefaults = { municipality: string; language: Language }

/** One of a closed list, or the error that names the list. */
function oneOf<T>(schema: z.ZodType<T>, value: string, code: ErrorCode): T {
  const found = schema.safeParse(value)
  if (!found.success) throw new AppError(code, `"${value.slice(0, 40)}"`)
  return found.data
}

function readAsk(raw: object, mind: Mind, defaults: AskDefaults): Ask {
  const found = Input.safeParse(raw)
  if (!found.success) {
    const [issue] = found.error.issues
    throw new AppError('bad_request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const { id, text, lang } = found.data
  const municipality = found.data.municipality ?? defaults.municipality
  const audience = oneOf(Audience, found.data.audience ?? 'unknown', 'unknown_audience')
  const law = oneOf(Law, found.data.law ?? 'unknown', 'unknown_law')
  if (!mind.core.knowledge.packs.has(municipality)) throw new AppError('unknown_municipality', `"${municipality.slice(0, 40)}"`)
  return {
    id: id ?? undefined,
    text,
    lang: oneOf(Language, lang ?? defaults.language, 'unknown_language'),
    profile: { municipality, audience, law },
  }
}

type AskResult = Once & { id?: string | number }

function answerLine(line: string, mind: Mind, defaults: AskDefaults): Line {
  let id: string | number | undefined
  try {
    const raw = parseObject(line)
    if ('id' in raw && (typeof raw.id === 'string' || typeof raw.id === 'number')) id = raw.id
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

/** Trimmed first: some editors begin a file with a byte order mark, which is no JSON. */
function parseObject(line: string): object {
  let raw: unknown
  try {
    raw = JSON.parse(line.trim())
  } catch {
    throw new AppError('bad_json')
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new AppError('bad_json')
  return raw
}

/** Only a line feed ends a line: JSON may hold the other separators of Unicode (U+0085, U+2028, U+2029) as they are. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest + decoder.end()
}

const oneLine = (out: object): string =>
  JSON.stringify(out).replace(/[\u0085\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Waits until the reader has taken the line: a slow reader must not fill the memory. @returns false when nobody reads on */
const write = (out: object): Promise<boolean> =>
  new Promise((resolve) => void process.stdout.write(`${oneLine(out)}\n`, (error) => resolve(!error)))

/** Lines in, lines out, in order. @returns the exit code: 1 when any line failed */
async function askLines(input: NodeJS.ReadableStream, mind: Mind, defaults: AskDefaults): Promise<number> {
  let failed = 0
  // Said by write() too; without a listener it would end the process with a stack.
  process.stdout.on('error', () => undefined)
  for await (const line of linesOf(input)) {
    if (line.trim() === '') continue
    const { ok, out } = answerLine(line, mind, defaults)
    if (!ok) failed = 1
    if (!(await write(out))) return 1
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
