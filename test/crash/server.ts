/**
 * The server of the crash test, a process of its own: everything as in use, plus a network ("loop") that the test plays.
 * The settings come from the environment; those of the test itself as JSON in CRASH_TEST.
 */
import { Hono } from 'hono'
import { startApp } from '../../src/app.ts'
import type { Channel } from '../../src/channels/channel.ts'
import { readConfig } from '../../src/config.ts'
import type { Language } from '../../src/domain/codes.ts'
import type { MessageBody } from '../../src/domain/message.ts'
import { newState } from '../../src/domain/state.ts'
import { listen } from '../../src/http.ts'
import { createLog } from '../../src/log.ts'
import { receive } from '../../src/turns/receive.ts'
import { ROOT } from '../support/mind.ts'
import { timeOf, type Clock } from './clock.ts'
import { diceOf, sleep } from './random.ts'

export type ServerSettings = { run: string; seed: number; loopPort: number; sink: string; clock: Clock }
export type LoopMessage = { id: string; body: MessageBody; start: { language: Language; municipality: string } }

// Whoever started it is gone.
process.on('disconnect', () => process.exit(1))

const { run, seed, loopPort, sink, clock } = JSON.parse(process.env.CRASH_TEST ?? '') as ServerSettings
const dice = diceOf(seed).branch(run)
const now = (): Date => timeOf(clock)

/** The way to the network takes its time too: a kill may come before the message is there. */
const loop: Channel = {
  name: 'loop',
  delivery: 'push',
  limits: { textLength: 4096, choices: 10, choiceLength: 24 },
  async send(handle, body) {
    await sleep(dice.between(0, 20))
    const { ok } = await fetch(sink, { method: 'POST', body: JSON.stringify({ handle, run, body }) })
    return ok ? { ok: true, externalId: null } : { ok: false, why: 'unreachable' }
  },
}

const config = readConfig(process.env)
const app = await startApp({
  root: ROOT,
  config,
  log: createLog(config.LOG_LEVEL),
  web: true,
  channels: [loop],
  now,
  dice: () => dice.roll(),
})

const entry = new Hono()
entry.post('/:handle', async (context) => {
  const from = { channel: loop.name, handle: context.req.param('handle') }
  const { id, body, start } = await context.req.json<LoopMessage>()
  await app.store.openConversation({ from, ...start, state: newState(start) }, now())
  await receive(app.store, { from, externalId: id, at: now(), body }, config.BURST_MS)
  return context.body(null, 202)
})
const entrance = await listen(entry, config.HOST, loopPort)

process.on('message', () => {
  void entrance
    .close()
    .then(() => app.stop())
    .then(() => process.exit(0))
})
process.send?.('ready')
