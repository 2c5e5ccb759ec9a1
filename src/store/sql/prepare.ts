/** Queries built once per connection: with drizzle, building a query costs more than running it. */
import { type SQL, sql } from 'drizzle-orm'
import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy'
import type * as sqlite from '../sqlite/schema.ts'

/** Queries are typed on the tables of SQLite; those of PostgreSQL are the same (a type test watches it) and are cast once. */
export type Tables = typeof sqlite
export type Db = SqliteRemoteDatabase

/** What a query builder needs: the connection, the tables, and the one thing that the two databases write differently. */
export type Builder = {
  db: Db
  tables: Tables
  /** Locks the rows that are read until the transaction ends; on SQLite the one writer makes it needless. */
  locked: <Q>(query: Q, others: 'wait' | 'skip') => Q
}

export type Value = string | number | null
/** A prepared query. What it gives is meaningful only for a select or with `returning`. */
export type Prepared<P extends string, R> = (values: Record<P, Value>) => Promise<R>

type Buildable = PromiseLike<unknown> & {
  prepare(name: string): { execute(values: Record<string, Value>): PromiseLike<unknown> }
}

/** The place of a value in a query. */
export const placeholder = (name: string): SQL => sql`${sql.placeholder(name)}`

/**
 * Builds a query.
 * @param name unique in its connection: PostgreSQL keeps the plan under it
 * @param params the names of its values; `build` gets a placeholder for each
 */
export function prepare<const P extends string, Q extends Buildable>(
  name: string,
  params: readonly P[],
  build: (p: Record<P, SQL>) => Q,
): Prepared<P, Awaited<Q>> {
  const placeholders = Object.fromEntries(params.map((param) => [param, placeholder(param)])) as Record<P, SQL>
  const query = build(placeholders).prepare(name)
  return (values) => query.execute(values) as Promise<Awaited<Q>>
}

/** Keeps what `make` gives for each number: queries whose text depends on how many rows or values they take. */
export function perCount<T>(make: (count: number) => T): (count: number) => T {
  const made = new Map<number, T>()
  return (count) => {
    const known = made.get(count) ?? make(count)
    made.set(count, known)
    return known
  }
}

/** 0, 1, ... count - 1 */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
