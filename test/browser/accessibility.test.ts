/** For whoever can't see well or uses a screen reader: no serious finding in any state, and what is said is said. */
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { WORLDS } from './browser.ts'
import type { Chat } from './chat.ts'
import { useBrowser } from './setup.ts'
import { ASKS, said } from './words.ts'

const { visit } = useBrowser()

type Finding = { impact: string; id: string; nodes: { html: string; failureSummary: string }[] }

const WCAG = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"

/** Serious and critical findings of axe. */
async function findings(chat: Chat, rules: string): Promise<string[]> {
  const { violations } = await chat.page.evaluate<{ violations: Finding[] }>(
    `axe.run(document, { resultTypes: ['violations'], runOnly: ${rules} })`,
  )
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

/** In the light; in the dark only the colours are others. */
async function expectAccessible(chat: Chat, state: string): Promise<void> {
  const { page } = chat
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  if (!(await page.evaluate<boolean>('Boolean(window.axe)'))) await page.evaluate(axe.source)
  expect(await findings(chat, WCAG), state).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await findings(chat, "['color-contrast']"), `${state}, dark`).toEqual([])
  await chat.picture(`dark-${state}`)
}

describe.each([WORLDS[0]!, WORLDS[3]!])('$lang on a $device', (world) => {
  const { lang } = world

  test('no serious finding in any state', () =>
    visit(world, async (chat) => {
      const { page } = chat
      await page.locator('#start').waitFor()
      await expectAccessible(chat, 'start')
      await chat.say(ASKS[lang].first)
      await chat.say(ASKS[lang].menu)
      await expectAccessible(chat, 'talk')
      await page.locator('#language').click()
      await expectAccessible(chat, 'languages')
      await page.locator('#forget').click()
      await expectAccessible(chat, 'forget')
      chat.mayFail()
      await page.keyboard.press('Escape')
      const file = (name: string, type: string) => ({ name, mimeType: type, buffer: Buffer.from('PK') })
      await page.locator('#file').setInputFiles(file('a.zip', 'application/zip'))
      await page.locator('#file').setInputFiles(file('a.png', 'image/png'))
      await page.locator('#send').click()
      await page.locator('[data-state=failed]').waitFor()
      await page.locator('#file').setInputFiles(file('b.png', 'image/png'))
      await page.route('**/messages', (route) => route.abort())
      await chat.type(ASKS[lang].second)
      await page.locator('[data-state=waiting]').waitFor()
      await page.locator('#status.away').waitFor()
      await expectAccessible(chat, 'refused-and-waiting')
    }))
})

describe.each(WORLDS.slice(0, 2))('$lang for a screen reader', (world) => {
  const { lang } = world

  test('everything has a name, and new messages are spoken', () =>
    visit(world, async (chat) => {
      const { page } = chat
      await chat.say(ASKS[lang].first)
      const named = (role: 'button' | 'textbox' | 'log' | 'group', key: string) =>
        page.getByRole(role, { name: said(lang, key), exact: true })
      for (const key of ['web.human', 'web.forget', 'web.attach', 'web.camera', 'web.send']) {
        expect(await named('button', key).count(), key).toBe(1)
      }
      const language = page.locator('#language')
      expect(await language.getAttribute('aria-label')).toContain(said(lang, 'web.language'))
      expect(await language.getAttribute('aria-expanded')).toBe('false')
      await language.click()
      expect(await language.getAttribute('aria-expanded')).toBe('true')
      expect(await named('group', 'web.language').count()).toBe(1)
      await page.keyboard.press('Escape')
      expect(await named('textbox', 'web.placeholder').count()).toBe(1)
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Wegwijs')
      // The list of messages speaks what is added; status and problems speak too.
      const log = named('log', 'web.title')
      expect(await log.locator('.message').count()).toBeGreaterThanOrEqual(3)
      expect([null, 'polite']).toContain(await log.getAttribute('aria-live'))
      expect(await page.getByRole('status').count()).toBe(1)
      expect(await page.locator('#problem').getAttribute('role')).toBe('alert')
      expect(await named('group', 'web.options').count()).toBe(1)
      // Who speaks, in which language, and what is Dutch.
      const who = await page.locator('.message .who').allTextContents()
      expect(who.slice(0, 2)).toEqual([`${said(lang, 'web.you')}:`, `${said(lang, 'web.bot')}:`])
      expect(await chat.messages('bot').last().locator('.bubble').getAttribute('lang')).toBe(lang)
      expect(await page.locator('#messages em').first().getAttribute('lang')).toBe('nl')
    }))

  test('after a reload the earlier talk is not read aloud again; what comes then is', () =>
    visit(world, async (chat) => {
      await chat.say(ASKS[lang].first)
      await chat.page.reload()
      const log = chat.page.getByRole('log')
      await chat.messages('bot').first().waitFor()
      expect(await log.getAttribute('aria-live')).toBe('off')
      await expect.poll(() => log.getAttribute('aria-live'), { timeout: 5_000 }).toBe('polite')
      await chat.settled()
    }))
})
