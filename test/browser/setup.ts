/** What every file of browser tests begins and ends with: a server and a Chromium of its own. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser, type World } from './browser.ts'
import { withChat, type Chat } from './chat.ts'
import { startSite, type Site } from './site.ts'

export type Visiting = {
  site: () => Site
  browser: () => Browser
  visit: (world: World, act: (chat: Chat) => Promise<void>, zoom?: number) => Promise<void>
}

/** @param settings of the server; `at`: the time it is for the server, when it should stand still */
export function useBrowser({
  settings,
  at,
  flags,
}: { settings?: Record<string, string>; at?: Date; flags?: string[] } = {}): Visiting {
  let started: [Site, Browser] | null = null
  beforeAll(async () => {
    started = await Promise.all([startSite(settings, at), openBrowser(flags)])
  })
  afterAll(async () => {
    await started?.[1].close()
    await started?.[0].close()
  })
  const site = (): Site => started![0]
  const browser = (): Browser => started![1]
  return {
    site,
    browser,
    visit: (world, act, zoom) => withChat({ browser: browser(), site: site(), world, ...(zoom && { zoom }) }, act),
  }
}
