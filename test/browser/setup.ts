/** What every file of browser tests begins and ends with: a server and a Chromium of its own. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { openBrowser, openContext, type World } from './browser.ts'
import { Chat } from './chat.ts'
import { startSite, type Site } from './site.ts'

export type Visiting = {
  site: () => Site
  browser: () => Browser
  /** A person with a page; the page had no fault, and is pictured when the test fails. */
  visit: (world: World, act: (chat: Chat) => Promise<void>, zoom?: number) => Promise<void>
}

type Parts = { settings?: Record<string, string>; at?: Date; flags?: string[] }

/** @param parts settings of the server; the time it is for the server, when it should stand still; flags of Chromium */
export function useBrowser({ settings, at, flags }: Parts = {}): Visiting {
  let started: [Site, Browser] | null = null
  const site = (): Site => started![0]
  const browser = (): Browser => started![1]
  /** Opening a browser's page takes longer than most tests: the next one in the same world gets it, emptied. */
  const free = new Map<string, Chat>()

  beforeAll(async () => {
    started = await Promise.all([startSite(settings, at), openBrowser(flags)])
  })
  afterAll(async () => {
    await started?.[1].close()
    await started?.[0].close()
  })

  async function visit(world: World, act: (chat: Chat) => Promise<void>, zoom = 1): Promise<void> {
    const key = JSON.stringify([world, zoom])
    const chat = free.get(key) ?? new Chat(await (await openContext(browser(), world, zoom)).newPage(), site(), world)
    free.delete(key)
    try {
      await chat.open()
      await act(chat)
      expect(chat.faults()).toEqual([])
      await chat.forget()
      free.set(key, chat)
    } catch (error) {
      await chat.picture(`failed-${(expect.getState().currentTestName ?? '').replace(/[^a-z0-9]+/gi, '-').slice(-80)}`)
      await chat.page.context().close()
      throw error
    }
  }

  return { site, browser, visit }
}
