/** The whole way on a network that pushes: what goes wrong is to be seen in the numbers and the log, and tells nothing of anybody. */
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newState } from '../../src/domain/state.ts'
import { receive } from '../../src/turns/receive.ts'
import { startServer, textOf, type Server } from '../http/support.ts'
import { FakeNetwork } from './fake-network.ts'

const HANDLE = '31612345678'
let network: FakeNetwork
let server: Server
let skew = 0
let log = ''
const now = (): Date => new Date(Date.now() + skew)

beforeEach(async () => {
  network = new FakeNetwork()
  await network.open()
  skew = 0
  log = ''
  const logger = pino({ level: 'debug' }, { write: (line: string) => void (log += line) })
  server = await startServer({}, { channels: [network.channel()], log: logger, now })
})
afterEach(async () => {
  await server.stop()
  await network.close()
})

let ids = 0
async function hear(handle: string, text: string): Promise<void> {
  const from = { channel: 'fake', handle }
  const start = { language: 'nl', municipality: 'national' } as const
  await server.app.store.openConversation({ from, ...start, state: { ...newState(start), greeted: true } }, now())
  await receive(server.app.store, { from, externalId: `m${(ids += 1)}`, at: now(), body: { kind: 'text', text, masked: [] } }, 0)
}
const metrics = async (): Promise<string> => (await fetch(`${server.base}/metrics`)).text()

test('a person who blocked us, a network that breaks: counted by kind, the rest goes on, and no log has a number, text or name', async () => {
  network.script(HANDLE, { status: 403 }, { status: 500 })
  await hear(HANDLE, 'mijn geheime vraag over de brief')
  await vi.waitUntil(async () => (await server.app.store.figures()).failed === 1)
  await hear(HANDLE, 'help')
  await network.until(2)
  await vi.waitUntil(async () => /send_later_total/.test(await metrics()))
  skew += 60_000
  server.app.wake()
  await vi.waitUntil(async () => (await server.app.store.figures()).queued === 0)
  expect(network.arrived).toEqual([`${HANDLE} ${textOf('help.text')}`])
  const numbers = await metrics()
  expect(numbers).toMatch(/^wegwijs_failed 1$/m)
  expect(numbers).toMatch(/^wegwijs_send_failed_total\{kind="blocked"\} 1$/m)
  expect(numbers).toMatch(/^wegwijs_send_later_total\{kind="unreachable"\} 1$/m)
  expect(log).toContain('"what":"send_failed","code":"blocked"')
  for (const secret of [HANDLE, 'geheime', textOf('help.text').slice(0, 20), 'Wegwijs,']) {
    expect(log).not.toContain(secret)
    expect(numbers).not.toContain(secret)
  }
})

test('a database that fails while it works: one line a fault, without the message of the driver', async () => {
  const { store } = server.app
  await hear(HANDLE, 'geheim')
  await network.until(1)
  await store.close()
  server.app.wake()
  await vi.waitUntil(() => log.includes('"msg":"fault"'))
  const line = log.split('\n').find((one) => one.includes('"msg":"fault"')) ?? ''
  expect(JSON.parse(line)).toMatchObject({ level: 50, name: 'AppError', code: 'database' })
  expect(log).not.toMatch(/geheim|31612345678|select |insert |update /i)
  server.app.store.close = () => Promise.resolve()
})
