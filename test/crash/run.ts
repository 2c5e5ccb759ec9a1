/** A whole run: conversations, kills, and what came of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../../src/domain/codes.ts'
import type { Mind } from '../../src/turns/core.ts'
import { isDrained, readCounts, readLedger, type Query } from './ledger.ts'
import { judge, type Delivery, type Verdict } from './judge.ts'
import { killInTurn } from './killer.ts'
import { LoopLine } from './loop-line.ts'
import { diceOf, sleep, type Dice } from './random.ts'
import { Script } from './script.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { Sink } from './sink.ts'
import { postTo, talk, until, type Talk } from './talker.ts'
import { WebLine } from './web-line.ts'

export type RunOptions = {
  database: { url: string; query: Query }
  mind: Mind
  seed: number
  kills: number
  servers: number
  web: number
  loop: number
  /** How much faster the servers' clock runs. */
  speed: number
  /** Longest pause between two messages of a person. */
  pauseMs: number
}

export type Result = {
  table: Record<string, number>
  /** All that must not be; empty when all is well. */
  faults: string[]
}

/** The key is given: with it PostgreSQL starts, and the servers share it. */
const KEY = `k1:${Buffer.alloc(32, 7).toString('base64')}`
const LANGUAGES: Language[] = ['nl', 'en', 'ar']
/** After everything has come: long enough for what should not come any more. */
const AFTERMATH_MS = 1_500
/** Between a send and the note of its outcome; longer than that, and a kill is no excuse for a repeat. */
const NOTE_MS = 5_000

type Person = Talk & ({ line: WebLine } | { line: LoopLine })

function people({ web, loop, mind }: RunOptions, parts: { servers: ServerProcess[]; sink: Sink; dice: Dice }): Person[] {
  const { servers, sink, dice } = parts
  const municipalities = [...mind.core.knowledge.packs.keys()]
  const script = (name: string): Script => {
    const own = dice.branch(name)
    return new Script({ language: own.pick(LANGUAGES), municipality: own.pick(municipalities) }, mind, own)
  }
  return [
    ...Array.from({ length: web }, (_, i) => {
      const one = script(`web ${i}`)
      return { script: one, line: new WebLine(one.start, servers, dice.branch(`reader ${i}`)), sent: [] }
    }),
    ...Array.from({ length: loop }, (_, i) => {
      const one = script(`loop ${i}`)
      return { script: one, line: new LoopLine(`31600${i}`, one, sink), sent: [] }
    }),
  ]
}

/** Whether a sender was killed before the outcome of a send can have been written down. */
function deliveriesOf(line: LoopLine, servers: readonly ServerProcess[]): Delivery[] {
  return line.arrivals.map(({ key, run, at, answeredAt }) => {
    const death = servers.map(({ deaths }) => deaths.get(run)).find((one) => one !== undefined)
    return { key, inFlight: death !== undefined && death <= (answeredAt ?? at) + NOTE_MS }
  })
}

const shownTo = ({ line }: Person, servers: readonly ServerProcess[]): Delivery[] =>
  line instanceof WebLine ? line.shown.map((key) => ({ key, inFlight: false })) : deliveriesOf(line, servers)

async function verify(
  options: RunOptions,
  everybody: readonly Person[],
  parts: { servers: ServerProcess[]; environment: Record<string, string> },
) {
  const { servers, environment } = parts
  const { query } = options.database
  const addresses = everybody.map(({ line }) =>
    line instanceof WebLine ? { channel: 'web', handle: line.conversation } : { channel: 'loop', handle: line.handle },
  )
  const ledger = await readLedger(environment, query, addresses)
  const verdicts: Verdict[] = everybody.map((person, at) =>
    judge({
      sent: person.sent,
      expected: person.script.expected,
      shown: shownTo(person, servers),
      mayRepeat: person.line instanceof LoopLine,
      ...ledger[at]!,
    }),
  )
  const total = (name: keyof Verdict): number => verdicts.reduce((all, verdict) => all + verdict[name], 0)
  const { uncertain, 'given up': givenUp, marks, ...counts } = await readCounts(query)
  const table = {
    kills: options.kills,
    conversations: everybody.length,
    messages: everybody.reduce((all, { sent }) => all + sent.length, 0),
    answers: everybody.reduce((all, { script }) => all + script.expected.length, 0),
    lost: total('lost'),
    'handled twice': total('handledTwice'),
    'shown twice': total('shownTwice'),
    'out of order': total('outOfOrder'),
    different: total('different'),
    repeats: total('repeats'),
    uncertain,
    'given up': givenUp,
  }
  const zero = { ...counts, marks: marks - everybody.reduce((all, { script }) => all + script.marks, 0) }
  return { table, zero }
}

/** @returns what must not be */
function faultsOf(table: Record<string, number>, zero: Record<string, number>): string[] {
  const never = ['lost', 'handled twice', 'shown twice', 'out of order', 'different'] as const
  return [
    ...never.filter((name) => table[name] !== 0).map((name) => `${name}: ${table[name]}`),
    ...Object.entries(zero)
      .filter(([, n]) => n !== 0)
      .map(([name, n]) => `${name} should be 0: ${n}`),
  ]
}

export async function crashRun(options: RunOptions): Promise<Result> {
  const { seed, kills, database, speed, pauseMs } = options
  const dice = diceOf(seed)
  const folder = mkdtempSync(join(tmpdir(), 'wegwijs-crash-'))
  const sink = new Sink(dice.branch('sink'))
  const address = await sink.open()
  const environment = {
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    DATA_KEY: KEY,
    BURST_MS: '0',
    LIMIT_PER_ADDRESS: '0',
    LIMIT_PER_CONVERSATION: '0',
    LOG_LEVEL: 'error',
  }
  const clock = { zero: Date.now(), speed }
  const servers: ServerProcess[] = []
  for (let i = 0; i < options.servers; i += 1) {
    const ports = { web: await freePort(dice), loop: await freePort(dice) }
    servers.push(new ServerProcess({ name: 'ABC'[i]!, seed, ports, sink: address, clock, environment }))
  }
  const everybody = people(options, { servers, sink, dice })
  const flags = { stopped: false }
  try {
    servers.forEach((server) => server.start())
    const talks = everybody.map((person, i) => {
      const own = dice.branch(`person ${i}`)
      return talk(person, { post: postTo(servers, own), dice: own, clock, pauseMs, stopped: () => flags.stopped })
    })
    const talking = Promise.all(talks)
    await Promise.all([
      killInTurn({ servers, kills, sink, dice: dice.branch('killer'), stopped: () => flags.stopped }).finally(
        () => (flags.stopped = true),
      ),
      talking,
    ])
    const answered = await until(() => everybody.every(({ line, script }) => line.answered() >= script.expected.length))
    const drained = await until(() => isDrained(database.query))
    await sleep(AFTERMATH_MS)
    const codes = await Promise.all(servers.map((server) => server.stop()))
    const { table, zero } = await verify(options, everybody, { servers, environment })
    return {
      table,
      faults: [
        ...faultsOf(table, zero),
        ...(answered ? [] : ['not everything was answered in time']),
        ...(drained ? [] : ['work was left']),
        ...codes.filter((code) => code !== 0).map((code) => `a server ended with ${code}`),
        ...servers.flatMap(({ faults }) => faults),
        ...everybody.flatMap(({ line }) => (line instanceof WebLine ? line.faults : [])),
      ],
    }
  } finally {
    flags.stopped = true
    for (const { line } of everybody) if (line instanceof WebLine) await line.close()
    for (const server of servers) await server.kill()
    await sink.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
