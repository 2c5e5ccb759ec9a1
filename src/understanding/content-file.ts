/** Reads the YAML of words or examples; a fault is one line: file, place, what is wrong. */
import { parse } from 'yaml'
import type { z } from 'zod'
import { AppError } from '../domain/errors.ts'

/** @param name as the reader knows it: `content/words/nl.yaml`. @throws AppError content */
export function parseContent<T>(raw: string, name: string, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = parse(raw)
  } catch (error) {
    throw new AppError('content', `${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'cannot be read'}`)
  }
  const found = schema.safeParse(value)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw new AppError('content', `${name} · ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
