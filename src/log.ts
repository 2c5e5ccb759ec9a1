/** The logger: codes, counts and times. Never a text, phone number or name: nothing that a person wrote is given to it. */
import { pino, type Logger } from 'pino'

/** @param level debug, info, warn, error or silent */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))

/** What may be said of an error: its name and code, never its message, which may hold data. */
export function faultOf(error: unknown): { name: string; code: string; detail?: string } {
  if (!(error instanceof Error)) return { name: 'unknown', code: '' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const place = error.stack
    ?.split('\n')[1]
    ?.trim()
    .replace(/\(?file:\/\/.*\/(src\/[^)]*)\)?/, '$1')
  return { name: error.name, code, ...(place ? { detail: place } : {}) }
}
