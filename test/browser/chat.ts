/** The chat page as a person uses it. Nothing here waits for a time: always for what the page shows and the server has. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { artefact, noteFaults, type World } from './browser.ts'
import type { Site } from './site.ts'

const PATIENCE = { timeout: 15_000, interval: 30 }

export type Bubble = { from: string; state: string; text: string }

export class Chat {
  readonly page: Page
  readonly site: Site
  readonly world: World
  private readonly noted: ReturnType<typeof noteFaults>
  private failing = false

  constructor(page: Page, site: Site, world: World) {
    this.page = page
    this.site = site
    this.world = world
    this.noted = noteFaults(page)
  }

  /** Opens the page and waits until somebody can write in it. */
  async open(): Promise<void> {
    await this.page.goto(`${this.site.url}/chat?lang=${this.world.lang}`)
    await this.box.waitFor()
  }

  get box(): Locator {
    return this.page.locator('#text')
  }

  /** The messages of the assistant or of the person. */
  messages(from: 'bot' | 'you'): Locator {
    return this.page.locator(`.message.${from}`)
  }

  /** The choices that ask for an answer now. */
  get choices(): Locator {
    return this.page.locator('.choices:not(.earlier) .choice')
  }

  get earlier(): Locator {
    return this.page.locator('.choices.earlier .choice')
  }

  async type(text: string): Promise<void> {
    await this.box.fill(text)
    await this.box.press('Enter')
  }

  /** Writes and waits for the whole answer. */
  async say(text: string): Promise<void> {
    await this.answerTo(() => this.type(text))
  }

  async tap(choice: Locator): Promise<void> {
    await this.answerTo(() => choice.click())
  }

  async answerTo(act: () => Promise<unknown>): Promise<void> {
    const before = await this.messages('you').count()
    await act()
    await expect.poll(() => this.messages('you').count(), PATIENCE).toBeGreaterThan(before)
    await this.settled()
  }

  /** Asks the page itself, by one of the questions of in-page.js. */
  async ask<T>(question: string): Promise<T> {
    return await this.page.evaluate<T>(`seen.${question}`)
  }

  conversation(): Promise<string> {
    return this.ask('conversation()')
  }

  /** The server has answered everything, and the page shows exactly what the server has: nothing missing, nothing twice. */
  async settled(): Promise<void> {
    await expect
      .poll(async () => {
        const items = await this.site.transcript(await this.conversation())
        const shown = await this.bubbles()
        const answered = items.at(-1)?.from === 'bot' && shown.every(({ from, state }) => from === 'bot' || state === 'sent')
        return answered && shown.map(({ from }) => from).join() === items.map(({ from }) => from).join()
      }, PATIENCE)
      .toBe(true)
  }

  bubbles(): Promise<Bubble[]> {
    return this.ask('bubbles()')
  }

  /** All that was said after what the person sent last. */
  async answer(): Promise<string> {
    const shown = await this.bubbles()
    const own = shown.findLastIndex(({ from }) => from === 'you')
    return shown
      .slice(own + 1)
      .map(({ text }) => text)
      .join('\n')
  }

  async lastOwn(): Promise<Bubble | undefined> {
    return (await this.bubbles()).findLast(({ from }) => from === 'you')
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: artefact(`${name}-${this.world.lang}-${this.world.device}`), animations: 'disabled' })
  }

  /** The test breaks the connection, or the server refuses: the browser tells of requests that failed, and may. */
  readonly mayFail = (): void => {
    this.failing = true
  }

  /** The page as on a new device: nothing is left of an earlier talk. */
  async forget(): Promise<void> {
    const { page } = this
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.context().setOffline(false)
    await page.emulateMedia({ colorScheme: null, reducedMotion: null })
    await page.goto('about:blank')
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Storage.clearDataForOrigin', { origin: this.site.url, storageTypes: 'all' })
    await devtools.detach()
    this.failing = false
    this.noted.faults.length = this.noted.network.length = 0
  }

  faults(): string[] {
    return [...this.noted.faults, ...(this.failing ? [] : this.noted.network)]
  }
}
