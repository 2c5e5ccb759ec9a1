/** What leaves the store as an error: a stable code, and nothing of what was stored. */
import { AppError, type ErrorCode } from '../domain/errors.ts'

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', '53100'])
/** Our own mistakes, as opposed to what a driver throws. */
const MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError]

/** The driver's code, looked for where drizzle and the drivers put it. */
export function driverCode(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const code = (at as { code?: unknown }).code
    if (typeof code === 'string') return code
  }
  return null
}

function codeOf(error: unknown, driver: string | null): ErrorCode {
  if (driver !== null) return FULL.has(driver) ? 'database_full' : 'database'
  const mistake = MISTAKES.some((kind) => error instanceof kind) || (error as Error | null)?.name === 'ZodError'
  return mistake ? 'internal' : 'database'
}

/**
 * Turns whatever a database call threw into an AppError: `database`, `database_full`, or `internal` for a mistake of ours.
 * The messages of drizzle and of the drivers hold parameters, so only the driver's code and the stack's places are kept.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const driver = driverCode(error)
  const safe = new AppError(codeOf(error, driver), driver ?? '')
  const places = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  safe.stack = [`${safe.name}: ${safe.message}`, ...places].join('\n')
  Object.defineProperty(safe, 'cause', { value: { code: driver }, enumerable: false })
  return safe
}

type Methods = Record<string, (...args: never[]) => unknown>

/** The same object, whose asynchronous methods reject only with AppErrors. */
export function guarded<T extends Methods>(methods: T): T {
  const wrapped = Object.entries(methods).map(([name, method]) => {
    const call = (...args: never[]): unknown => {
      const result = method(...args)
      return result instanceof Promise ? result.catch((error: unknown) => Promise.reject(toAppError(error))) : result
    }
    return [name, call]
  })
  return Object.fromEntries(wrapped) as T
}
