/** SQLite: one connection writes, in turn; others read meanwhile. */
import { Mutex } from 'async-mutex'
import { type Connections, inTransaction, type Trace, type Work } from '../sql/connections.ts'
import { buildQueries, type Queries } from '../sql/queries.ts'
import { type Connection, connect } from './connection.ts'
import { migrateSqlite } from './migrate.ts'
import * as tables from './schema.ts'

const READERS = 2

export type SqliteOptions = {
  file: string
  /** Further PRAGMAs for the writing connection. */
  pragmas?: string | undefined
  trace?: Trace | undefined
}

const queriesOf = ({ db }: Connection): Queries => buildQueries({ db, tables, locked: (query) => query })

/** Opens a database file, brings its tables up to date, and connects. @throws the driver's error */
export async function openSqlite({ file, pragmas, trace }: SqliteOptions): Promise<Connections> {
  const writer = await connect(file, 'write', trace)
  try {
    await migrateSqlite(writer)
    await writer.script(pragmas ?? '')
    const readers: Connection[] = []
    for (let i = 0; i < READERS; i += 1) readers.push(await connect(file, 'read', trace))
    return connections(writer, readers)
  } catch (error) {
    await writer.close()
    throw error
  }
}

function connections(writer: Connection, readers: Connection[]): Connections {
  const turn = new Mutex()
  const queries = queriesOf(writer)
  const readQueries = readers.map(queriesOf)
  let next = 0
  return {
    // Immediate: the lock is taken at the start, where waiting for another process is possible, and not half-way.
    transaction: (work) => turn.runExclusive(() => inTransaction(writer.run, 'begin immediate', () => work(queries))),
    write: <T>(work: Work<T>) => turn.runExclusive(() => work(queries)),
    read: (work) => {
      next = (next + 1) % readQueries.length
      return work(readQueries[next]!)
    },
    close: () =>
      turn.runExclusive(async () => {
        for (const connection of [...readers, writer]) await connection.close()
      }),
  }
}
