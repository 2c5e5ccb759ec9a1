/** SQLite: one connection writes, in turn; others read meanwhile. */
import type { Connections, Trace } from '../sql/connections.ts'
import { buildQueries, type Queries } from '../sql/queries.ts'
import { type Connection, connect } from './connection.ts'
import { migrateSqlite } from './migrate.ts'
import * as tables from './schema.ts'
import { writerOn } from './writer.ts'

type SqliteOptions = {
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
    return connections(writer, await connect(file, 'read', trace), await connect(file, 'read', trace))
  } catch (error) {
    await writer.close()
    throw error
  }
}

function connections(writer: Connection, ...readers: [Connection, Connection]): Connections {
  const { write, alone } = writerOn(writer, queriesOf(writer))
  const reading = [queriesOf(readers[0]), queriesOf(readers[1])] as const
  let next: 0 | 1 = 0
  return {
    transaction: (work) => write(work, false),
    write: (work) => write(work, true),
    read: (work) => {
      next = next === 0 ? 1 : 0
      return work(reading[next])
    },
    close: () =>
      alone(async () => {
        for (const connection of [...readers, writer]) await connection.close()
      }),
  }
}
