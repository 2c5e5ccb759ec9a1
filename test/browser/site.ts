/** The real server for browser tests: everything as in use, in this process, with a mind loaded once. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp, type App } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { TranscriptItem } from '../../src/store/store.ts'
import { realMind, ROOT } from '../support/mind.ts'

export type Site = {
  url: string
  /** What the server has of a conversation; empty when there is none. */
  transcript: (conversation: string) => Promise<TranscriptItem[]>
  /** Ends every conversation, as retention does. */
  forgetAll: () => Promise<void>
  /** Stops the server; the data and the port stay for `comeBack`. */
  goAway: () => Promise<void>
  comeBack: () => Promise<void>
  close: () => Promise<void>
}

/** @param at the time it is for the server, when it should stand still */
export async function startSite(settings: Record<string, string> = {}, at?: Date): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'wegwijs-browser-'))
  const start = (port: number): Promise<App> => {
    const config = readConfig({
      DATA_DIR: folder,
      PORT: String(port),
      BURST_MS: '0',
      LIMIT_PER_ADDRESS: '0',
      LIMIT_PER_CONVERSATION: '0',
      LOG_LEVEL: 'silent',
      ...settings,
    })
    return startApp({
      root: ROOT,
      config,
      log: createLog(config.LOG_LEVEL),
      web: true,
      mind: realMind(),
      ...(at && { now: () => at }),
    })
  }
  let app = await start(0)
  const port = app.listening!.port
  let running = true
  const goAway = async (): Promise<void> => {
    if (running) await app.stop()
    running = false
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async transcript(handle) {
      const found = await app.store.findConversation({ channel: 'web', handle })
      return found ? app.store.transcript(found.conversation, 0, 1000) : []
    },
    async forgetAll() {
      const later = new Date(Date.now() + 1000)
      await app.store.forget({ conversations: later, files: later })
    },
    goAway,
    async comeBack() {
      app = await start(port)
      running = true
    },
    async close() {
      await goAway()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
