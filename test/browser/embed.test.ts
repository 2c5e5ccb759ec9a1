/** The chat on the site of a municipality: a button that opens it in a frame, only where the site is named. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { artefact, noteFaults, openBrowser, openContext, WORLDS, type World } from './browser.ts'
import { startSite, type Site } from './site.ts'
import { ASKS, said, startOf } from './words.ts'

let host: Server
let sites: { named: Site; unnamed: Site }
let browser: Browser

/** A page of another site (another name and port), with the one line that puts the chat on it. */
const hostPage = (chat: string, lang: string): string =>
  `<!doctype html><html lang="nl"><title>Gemeente</title><meta name="viewport" content="width=device-width"><h1>Gemeente</h1><p><a href="#a">Afval</a></p>
  <script src="${chat}/chat/assets/embed.js" data-municipality="amersfoort" data-lang="${lang}" data-label="Vraag" defer></script></html>`

beforeAll(async () => {
  host = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(hostPage(searchParams.get('chat') ?? '', searchParams.get('lang') ?? ''))
  })
  await new Promise<void>((resolve) => host.listen(0, 'localhost', resolve))
  const [named, unnamed] = await Promise.all([startSite({ EMBED_ORIGINS: hostOrigin() }), startSite()])
  sites = { named, unnamed }
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await Promise.all([sites.named.close(), sites.unnamed.close()])
  host.close()
})

const hostOrigin = (): string => `http://localhost:${(host.address() as AddressInfo).port}`

async function onHostPage(world: World, site: Site, act: (page: Page, faults: string[]) => Promise<void>): Promise<void> {
  const context = await openContext(browser, world)
  try {
    const page = await context.newPage()
    const { faults } = noteFaults(page)
    await page.goto(`${hostOrigin()}/?${new URLSearchParams({ chat: site.url, lang: world.lang }).toString()}`)
    await act(page, faults)
  } finally {
    await context.close()
  }
}

describe.each([WORLDS[0]!, WORLDS[3]!])('$lang on a $device', (world) => {
  const { lang, device } = world

  test('the button opens the chat, it answers, and it closes again', () =>
    onHostPage(world, sites.named, async (page, faults) => {
      await page.getByRole('button', { name: 'Vraag' }).click()
      const dialog = page.getByRole('dialog', { name: said(lang, 'web.title') })
      await dialog.waitFor()
      const chat = page.frameLocator('iframe')
      await chat.locator('#text').fill(ASKS[lang].first)
      await chat.locator('#text').press('Enter')
      await chat.locator('.choices').first().waitFor()
      expect(await chat.locator('#messages').innerText()).toContain(startOf(lang, 'answer.source'))
      // The button that closes covers none of the chat's own.
      const close = page.getByRole('button', { name: said(lang, 'web.close') })
      await chat.locator('#forget').click()
      await chat.locator('#forget-no').click()
      await page.screenshot({ path: artefact(`embedded-${lang}-${device}`) })
      await close.click()
      expect(await dialog.isVisible()).toBe(false)
      // By keyboard: open, and out with Escape from inside the chat.
      expect(await page.locator(':focus').innerText()).toBe('Vraag')
      await page.keyboard.press('Enter')
      await chat.locator(device === 'phone' ? '#title:focus' : '#text:focus').waitFor()
      expect(await chat.locator('.message.you').count()).toBe(1)
      await page.keyboard.press('Escape')
      await expect.poll(() => dialog.isVisible()).toBe(false)
      expect(faults).toEqual([])
    }))
})

test('a site that is not named can not show the chat', () =>
  onHostPage(WORLDS[3]!, sites.unnamed, async (page, faults) => {
    await page.getByRole('button', { name: 'Vraag' }).click()
    await expect.poll(() => faults.join(' ')).toContain('frame-ancestors')
    expect(await page.frameLocator('iframe').locator('#text').count()).toBe(0)
  }))
