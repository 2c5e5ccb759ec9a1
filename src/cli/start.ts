/** `npm start`: runs everything the environment asks for, until it is told to stop. */
import type { Logger } from 'pino'
import { startApp } from '../app.ts'
import type { Config } from '../config.ts'

/** @returns the exit code, when the process was told to stop */
export async function start(config: Config, { root, log }: { root: string; log: Logger }): Promise<number> {
  const app = await startApp({ root, config, log, web: true })
  const base =
    config.PUBLIC_URL ||
    `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${app.listening?.port ?? config.PORT}`
  console.log(`Chat: ${base.replace('127.0.0.1', 'localhost')}/chat`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  log.info('stopping')
  await app.stop()
  return 0
}
