/** The one connection that writes. What waits while it is busy is then written together: one sync of the disk for all of it. */
import { Mutex } from 'async-mutex'
import { driverCode } from '../errors.ts'
import { inTransaction, Undo, type Work } from '../sql/connections.ts'
import type { Queries } from '../sql/queries.ts'
import type { Connection } from './connection.ts'

/** How many at most share a transaction: the first of them waits for the last. */
const TOGETHER = 32

type Entry = {
  work: Work<unknown>
  /** One statement needs no transaction around it. */
  single: boolean
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/** One of several undid itself: they are not to be written together. */
class Apart extends Error {}

type Writer = {
  /** Runs the work in its turn, all of it or nothing. It may be run a second time, so it changes nothing but the database. */
  write: <T>(work: Work<T | Undo<T>>, single: boolean) => Promise<T>
  /** Waits for everything before, and keeps everything after waiting. */
  alone: (work: () => Promise<void>) => Promise<void>
}

export function writerOn({ run }: Pick<Connection, 'run'>, queries: Queries): Writer {
  const turn = new Mutex()
  const waiting: Entry[] = []
  // Immediate: the lock is taken at the start, where waiting for another process is possible, and not half-way.
  const transaction = <T>(work: () => Promise<T | Undo<T>>): Promise<T> => inTransaction(run, 'begin immediate', work)

  const apart = async ({ work, single, resolve, reject }: Entry): Promise<void> => {
    await (single ? work(queries) : transaction(() => work(queries))).then(resolve, reject)
  }

  const together = (entries: Entry[]): Promise<unknown[]> =>
    transaction(async () => {
      const results: unknown[] = []
      for (const { work } of entries) {
        const result = await work(queries)
        if (result instanceof Undo) throw new Apart()
        results.push(result)
      }
      return results
    })

  const settle = async (): Promise<void> => {
    const entries = waiting.splice(0, TOGETHER)
    if (entries.length > 1) {
      const outcome = await together(entries).catch((error: unknown) => ({ error }))
      if (Array.isArray(outcome)) return entries.forEach(({ resolve }, i) => resolve(outcome[i]))
      // Another process has the lock: all have waited for it, and one by one would only make it longer.
      if (driverCode(outcome.error) === 'SQLITE_BUSY') return entries.forEach(({ reject }) => reject(outcome.error))
    }
    // One alone; or one of several failed, which must not be the others' failure.
    for (const entry of entries) await apart(entry)
  }

  return {
    write: <T>(work: Work<T | Undo<T>>, single: boolean) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, single, resolve: resolve as Entry['resolve'], reject })
        // The first to have its turn takes all that wait; the others then find nothing left to do.
        void turn.runExclusive(settle)
      }),
    alone: (work) => turn.runExclusive(work),
  }
}
