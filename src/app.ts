/** The one place where parts are chosen and put together. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Channel } from './channels/channel.ts'
import { webRoutes } from './channels/web/routes.ts'
import type { Config } from './config.ts'
import { AppError } from './domain/errors.ts'
import { addressOf, httpApp, listen, type Listening } from './http.ts'
import { faultOf } from './log.ts'
import { Metrics } from './metrics.ts'
import { deliverNext } from './outbox/worker.ts'
import { loadDataKey } from './store/data-key.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'
import { mindFor } from './mind.ts'
import type { Mind } from './turns/core.ts'
import { startLoop, type Loop } from './turns/loop.ts'
import { handleNextTurn } from './turns/worker.ts'
import { createWebPort, WEB } from './web-port.ts'

export type AppParts = {
  root: string
  config: Config
  log: Logger
  /** Channels beside the web chat. */
  channels?: Channel[]
  now?: () => Date
  dice?: () => number
  /** A mind that is already loaded. */
  mind?: Mind
}

export type App = {
  store: Store
  mind: Mind
  metrics: Metrics
  listening: Listening | null
  wake: () => void
  stop: () => Promise<void>
}

const TURN_PAUSE_MS = 250
const OUTBOX_PAUSE_MS = 500
const FAULT_MS = 1_000
const DAY_MS = 86_400_000

/** The database named in the settings, else SQLite in the data folder. */
const databaseUrl = ({ DATABASE_URL, DATA_DIR }: Config): string => DATABASE_URL || `file:${join(DATA_DIR, 'wegwijs.db')}`

/** Opens the store with its key; warnings are for the operator. @throws AppError config, wrong_key, database */
export async function openAppStore(config: Config, warn: (line: string) => void): Promise<Store> {
  const url = databaseUrl(config)
  const { key, warning } = loadDataKey({ url, dataDir: config.DATA_DIR, dataKey: config.DATA_KEY || undefined })
  if (warning !== null) warn(warning)
  return openStore({ url, dataKey: key, pullChannels: [WEB] })
}

/** Turns, outbox and retention, each in its loop. Turns of different conversations run side by side. */
function startLoops(
  store: Store,
  mind: Mind,
  metrics: Metrics,
  parts: Required<Pick<AppParts, 'config' | 'log' | 'now' | 'dice'>> & { channels: Channel[] },
): Loop[] {
  const { config, log, now, dice } = parts
  const report = (what: string, code: string): void => {
    metrics.count(what, code)
    log[what === 'turn_stale' || what === 'send_later' ? 'debug' : 'warn']({ what, code }, 'work')
  }
  const onFault = (error: unknown): void => {
    metrics.count('fault')
    log.error(faultOf(error), 'fault')
  }
  const start = { language: config.DEFAULT_LANGUAGE, municipality: config.DEFAULT_MUNICIPALITY }
  const turn = (): Promise<boolean> => handleNextTurn({ store, mind, now, start, report })
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]))
  const forget = async (): Promise<boolean> => {
    const before = (days: number): Date => new Date(now().getTime() - days * DAY_MS)
    const gone = await store.forget({ conversations: before(config.RETENTION_DAYS), files: before(config.ATTACHMENT_DAYS) })
    log.info(gone, 'retention')
    return false
  }
  return [
    ...Array.from({ length: config.WORKERS }, () =>
      startLoop({ work: turn, pauseMs: TURN_PAUSE_MS, onFault, faultMs: FAULT_MS }),
    ),
    startLoop({
      work: async () => (await deliverNext({ store, channels, now, dice, report })) > 0,
      pauseMs: OUTBOX_PAUSE_MS,
      onFault,
      faultMs: FAULT_MS,
    }),
    startLoop({ work: forget, pauseMs: DAY_MS, onFault, faultMs: 60_000 }),
  ]
}

/** Starts everything that the settings ask for. @throws AppError with one clear line per fault */
export async function startApp(parts: AppParts & { web: boolean }): Promise<App> {
  const { root, config, log, channels = [], now = () => new Date(), dice = Math.random } = parts
  const mind = parts.mind ?? mindFor(root, config, (line) => log.info(line))
  const store = await openAppStore(config, (line) => log.warn(line))
  const metrics = new Metrics()
  const loops = startLoops(store, mind, metrics, { config, log, now, dice, channels })
  // The last loop is the daily clean-up: it has its own time.
  const wake = (): void => loops.slice(0, -1).forEach((loop) => loop.wake())
  const stopWaking = wakeOnChange(store, wake, config.BURST_MS)
  const stopWorking = async (): Promise<void> => {
    stopWaking()
    await Promise.all(loops.map((loop) => loop.stop()))
    await store.close()
  }
  try {
    const listening = parts.web ? await listenWeb(store, mind, metrics, { config, log, now }) : null
    return { store, mind, metrics, listening, wake, stop: async () => (await listening?.close(), await stopWorking()) }
  } catch (error) {
    await stopWorking()
    throw error
  }
}

/** A message wakes the loops at once, and again when its burst is over. */
function wakeOnChange(store: Store, wake: () => void, burstMs: number): () => void {
  const timers = new Set<NodeJS.Timeout>()
  const stop = store.onChange(() => {
    wake()
    if (burstMs === 0) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      wake()
    }, burstMs + 5)
    timers.add(timer)
  })
  return () => {
    stop()
    timers.forEach((timer) => clearTimeout(timer))
  }
}

async function listenWeb(
  store: Store,
  mind: Mind,
  metrics: Metrics,
  parts: { config: Config; log: Logger; now: () => Date },
): Promise<Listening> {
  const { config, log, now } = parts
  const start = { municipality: config.DEFAULT_MUNICIPALITY, language: config.DEFAULT_LANGUAGE }
  const port = createWebPort({ store, mind, now, burstMs: config.BURST_MS, start })
  const routes = webRoutes(port, {
    embedOrigins: config.EMBED_ORIGINS,
    perAddress: config.LIMIT_PER_ADDRESS,
    perConversation: config.LIMIT_PER_CONVERSATION,
    addressOf: addressOf(config.TRUST_PROXY),
  })
  const app = httpApp({
    routes: [routes],
    ready: async () => {
      await store.figures()
    },
    metrics: async () => metrics.render({ ...(await store.figures()) }),
    onFault: (error) => {
      metrics.count('http_fault', error instanceof AppError ? error.code : 'internal')
      log.error(faultOf(error), 'http')
    },
  })
  return listen(app, config.HOST, config.PORT)
}
