/**
 * A hundred kills on each database (CRASH_KILLS for another number, CRASH_SEED for other dice): one server on SQLite,
 * two side by side on PostgreSQL.
 */
import { afterAll, expect, test } from 'vitest'
import { crashRun, type RunOptions } from '../crash/run.ts'
import { tableOf } from '../crash/table.ts'
import { postgresAnswers, postgresDatabase, sqliteDatabase } from '../store/databases.ts'
import { realMind } from '../support/mind.ts'

const seed = Number(process.env.CRASH_SEED ?? 1)
const kills = Number(process.env.CRASH_KILLS ?? 100)
const LONG: Omit<RunOptions, 'database' | 'mind' | 'servers'> = { seed, kills, web: 12, loop: 8, speed: 12, pauseMs: 60 }

const postgres = await postgresAnswers()
const sqlite = sqliteDatabase()
const server = postgresDatabase()
afterAll(async () => {
  await sqlite.remove()
  if (postgres) await server.remove()
})

test(`SQLite, ${kills} kills`, async () => {
  await sqlite.fresh()
  const database = { url: sqlite.url(), query: sqlite.query }
  const { table, faults } = await crashRun({ ...LONG, database, mind: realMind(), servers: 1 })
  console.log(tableOf(`SQLite, seed ${seed}`, table))
  expect(faults).toEqual([])
  expect(await sqlite.query('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(await sqlite.query('pragma foreign_key_check')).toEqual([])
})

test.skipIf(!postgres)(`PostgreSQL, ${kills} kills, two servers`, async () => {
  await server.createEmpty()
  const database = { url: server.url(), query: server.query }
  const { table, faults } = await crashRun({ ...LONG, database, mind: realMind(), servers: 2 })
  console.log(tableOf(`PostgreSQL, seed ${seed}`, table))
  expect(faults).toEqual([])
})
