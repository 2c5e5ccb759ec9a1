/** Durable turns a second beside the bare database, in one run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStore } from '../src/store/open.ts'
import type { Mind } from '../src/turns/core.ts'
import { replayPostgres, replaySqlite, type Statement } from './baseline.ts'
import { openConversations, runTurns } from './workload.ts'

export type DurableRow = { database: string; callers: number; turns: number; ours: number; bare: number; ratio: number }

const KEY = `bench:${Buffer.alloc(32, 7).toString('base64')}`
const LOAD = { conversations: 40, turns: 50 }
const TURNS = LOAD.conversations * LOAD.turns
const WHOLE = { first: 0, conversations: LOAD.conversations }

type Place = { name: string; url: string; replay: (callers: Statement[][]) => Promise<number>; drop: () => Promise<void> }

const open = (url: string, connections: number, statements?: Statement[]) =>
  openStore({
    url,
    dataKey: KEY,
    pullChannels: ['web'],
    connections,
    ...(statements ? { trace: (sql: string, values: unknown[]) => void statements.push({ sql, values }) } : {}),
  })

/** What one caller does, statement by statement: its own conversations, so that several callers can be replayed side by side. */
type Record = { opening: Statement[]; turns: Statement[] }

async function recorded(place: Place, mind: Mind, share: { first: number; conversations: number }): Promise<Record> {
  const statements: Statement[] = []
  const store = await open(place.url, 1, statements)
  const before = statements.length
  await openConversations(store, share)
  const opening = statements.slice(before)
  const from = statements.length
  await runTurns(store, mind, { ...share, turns: LOAD.turns, callers: 1 })
  await store.close()
  return { opening, turns: statements.slice(from) }
}

async function measured(place: Place, mind: Mind, callers: number): Promise<number> {
  const store = await open(place.url, 8)
  await openConversations(store, WHOLE)
  const rate = await runTurns(store, mind, { ...WHOLE, turns: LOAD.turns, callers })
  await store.close()
  return rate
}

/**
 * The bare rate on a fresh place: tables and vault made by the store, then only raw statements, as many callers side by side
 * as were recorded. On SQLite they take turns on the one connection that writes, as everywhere.
 */
async function bareRate(make: () => Promise<Place>, records: Record[]): Promise<number> {
  const place = await make()
  await (await open(place.url, 1)).close()
  for (const { opening } of records) await place.replay([opening])
  const took = await place.replay(records.map(({ turns }) => turns))
  await place.drop()
  return (TURNS / took) * 1000
}

async function onFresh<T>(make: () => Promise<Place>, work: (place: Place) => Promise<T>): Promise<T> {
  const place = await make()
  try {
    return await work(place)
  } finally {
    await place.drop()
  }
}

function sqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'wegwijs-bench-'))
  const file = join(folder, 'bench.db')
  return Promise.resolve({
    name: 'SQLite',
    url: `file:${file}`,
    replay: (callers) => replaySqlite(file, callers.flat()),
    drop: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  })
}

const SERVER = process.env.TEST_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/test'
let made = 0

async function postgresPlace(): Promise<Place> {
  made += 1
  const name = `wegwijs_bench_${process.pid}_${made}`
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: SERVER })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  await admin(`create database ${name}`)
  const url = SERVER.replace(/\/[^/]*$/, `/${name}`)
  return {
    name: 'PostgreSQL',
    url,
    replay: (callers) => replayPostgres(url, callers),
    drop: () => admin(`drop database ${name} with (force)`),
  }
}

/** Ours and the bare database take turns, three times; the best of each counts, since other work on the machine only slows down. */
export async function durableTable(mind: Mind): Promise<DurableRow[]> {
  const rows: DurableRow[] = []
  for (const make of [sqlitePlace, postgresPlace]) {
    const name = await onFresh(make, (place) => Promise.resolve(place.name))
    for (const callers of [1, 8]) {
      const conversations = LOAD.conversations / callers
      const records: Record[] = []
      for (let caller = 0; caller < callers; caller += 1) {
        records.push(await onFresh(make, (place) => recorded(place, mind, { first: caller * conversations, conversations })))
      }
      let ours = 0
      let bare = 0
      for (let round = 0; round < 3; round += 1) {
        ours = Math.max(ours, await onFresh(make, (place) => measured(place, mind, callers)))
        bare = Math.max(bare, await bareRate(make, records))
      }
      rows.push({ database: name, callers, turns: TURNS, ours, bare, ratio: ours / bare })
    }
  }
  return rows
}
