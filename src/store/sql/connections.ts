/** What a database gives to the store, whichever it is. */
import type { Queries } from './queries.ts'

/** Returned from a transaction: everything it wrote is taken back, and its caller gets the value. */
export class Undo<T> {
  readonly value: T
  constructor(value: T) {
    this.value = value
  }
}

/** Sees every statement with its values. For measuring only: the values are what people wrote. */
export type Trace = (sql: string, values: unknown[]) => void

export type Work<T> = (queries: Queries) => Promise<T>

export interface Connections {
  /**
   * Several statements that happen together or not at all. The work may be run a second time, so it changes nothing but the
   * database. Don't nest: on SQLite it would wait for itself.
   */
  transaction: <T>(work: Work<T | Undo<T>>) => Promise<T>
  /** One statement that writes, perhaps with others that read after it. */
  write: <T>(work: Work<T>) => Promise<T>
  /** One statement that reads; it sees everything that was committed before the call. */
  read: <T>(work: Work<T>) => Promise<T>
  close: () => Promise<void>
}

/**
 * Runs `work` between `begin` and `commit`, or `rollback` when it throws or undoes.
 * @param execute runs one of these three; `begin` may be written differently per database
 */
export async function inTransaction<T>(
  execute: (sql: string) => Promise<unknown>,
  begin: string,
  work: () => Promise<T | Undo<T>>,
): Promise<T> {
  await execute(begin)
  try {
    const result = await work()
    if (result instanceof Undo) {
      await execute('rollback')
      return result.value
    }
    await execute('commit')
    return result
  } catch (error) {
    // Some errors have ended the transaction already (a full disk, a lost connection): then this fails, and that is fine.
    await execute('rollback').catch(() => undefined)
    throw error
  }
}
