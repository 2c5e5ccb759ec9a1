/** Kills the server at random moments while people talk to it. The long version is in test/soak. */
import { afterAll, describe, expect, test } from 'vitest'
import { crashRun, type RunOptions } from './crash/run.ts'
import { tableOf } from './crash/table.ts'
import { realMind } from './support/mind.ts'
import { postgresAnswers, postgresDatabase, sqliteDatabase } from './store/databases.ts'

const seed = Number(process.env.CRASH_SEED ?? 1)
const SMALL: Omit<RunOptions, 'database' | 'mind' | 'kills' | 'servers'> = { seed, web: 12, loop: 8, speed: 16, pauseMs: 80 }
const postgres = await postgresAnswers()

describe('kills at random moments: nothing lost, nothing twice, nothing out of order', { timeout: 240_000 }, () => {
  const sqlite = sqliteDatabase()
  const server = postgresDatabase()
  afterAll(async () => {
    await sqlite.remove()
    if (postgres) await server.remove()
  })

  test('SQLite', async () => {
    await sqlite.fresh()
    const database = { url: sqlite.url(), query: sqlite.query }
    const { table, faults } = await crashRun({ ...SMALL, database, mind: realMind(), kills: 6, servers: 1 })
    console.log(tableOf(`SQLite, seed ${seed}`, table))
    expect(faults).toEqual([])
    expect(await sqlite.query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(await sqlite.query('pragma foreign_key_check')).toEqual([])
  })

  test.skipIf(!postgres)('PostgreSQL, two servers side by side', async () => {
    await server.createEmpty()
    const database = { url: server.url(), query: server.query }
    const { table, faults } = await crashRun({ ...SMALL, database, mind: realMind(), kills: 4, servers: 2 })
    console.log(tableOf(`PostgreSQL, seed ${seed}`, table))
    expect(faults).toEqual([])
  })
})
