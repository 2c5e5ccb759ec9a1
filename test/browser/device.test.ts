/** What the page keeps on this device: the language, the conversation until it is forgotten. */
import { describe, expect, test } from 'vitest'
import { WORLDS } from './browser.ts'
import { useBrowser } from './setup.ts'
import { ASKS, said, startOf } from './words.ts'

const { site, visit } = useBrowser()

describe.each([WORLDS[1]!, WORLDS[2]!])('$lang on a $device', (world) => {
  const { lang } = world
  const other = lang === 'en' ? 'ar' : 'en'

  test('the language menu changes the page, its direction and what is answered; the talk stays', () =>
    visit(world, async (chat) => {
      const { page } = chat
      await chat.say(ASKS[lang].first)
      const conversation = await chat.conversation()
      await page.locator('#language').click()
      await chat.picture('language-menu')
      const loaded = page.waitForEvent('load')
      await page.locator(`#languages [lang=${other}]`).click()
      await loaded
      await chat.settled()
      expect(await page.locator('html').getAttribute('lang')).toBe(other)
      expect(await page.locator('html').getAttribute('dir')).toBe(other === 'ar' ? 'rtl' : 'ltr')
      expect(await page.title()).toBe(said(other, 'web.title'))
      expect(await chat.conversation()).toBe(conversation)
      expect((await chat.bubbles())[0]!.text).toBe(ASKS[lang].first)
      expect(await chat.answer()).toContain(said(other, 'language.changed'))
      await chat.say(ASKS[other].menu)
      expect(await chat.answer()).toContain(said(other, 'menu.question'))
    }))

  test('a language chosen before anything is said', () =>
    visit(world, async (chat) => {
      const loaded = chat.page.waitForEvent('load')
      await chat.page.locator(`#start-languages [lang=${other}]`).click()
      await loaded
      await chat.settled()
      expect(await chat.page.locator('html').getAttribute('lang')).toBe(other)
      expect((await chat.bubbles()).map(({ from }) => from)).toContain('bot')
      expect(await chat.choices.count()).toBeGreaterThan(0)
      await chat.say(ASKS[other].first)
      expect(await chat.answer()).toContain(startOf(other, 'answer.source'))
    }))

  test('what was being written is still there after a reload', () =>
    visit(world, async (chat) => {
      await chat.box.fill(ASKS[lang].second)
      await chat.page.reload()
      await expect.poll(() => chat.box.inputValue()).toBe(ASKS[lang].second)
    }))

  test('forgotten on this device: asked first, then nothing is left and a new talk begins', () =>
    visit(world, async (chat) => {
      const { page } = chat
      await chat.say(ASKS[lang].first)
      const conversation = await chat.conversation()
      await chat.box.fill('draft')
      await page.locator('#forget').click()
      await chat.picture('forget')
      await page.getByRole('button', { name: said(lang, 'web.cancel') }).click()
      expect(await chat.messages('you').count()).toBe(1)
      await page.locator('#forget').click()
      const loaded = page.waitForEvent('load')
      await page.locator('#forget-yes').click()
      await loaded
      await page.locator('#start').waitFor()
      expect(await chat.bubbles()).toEqual([])
      expect(await chat.box.inputValue()).toBe('')
      const kept = await chat.ask<string[]>('remembers()')
      expect(kept.filter((name) => !name.endsWith('/conversation'))).toEqual([])
      await chat.say(ASKS[lang].menu)
      expect(await chat.conversation()).not.toBe(conversation)
      expect(await site().transcript(conversation)).not.toEqual([])
    }))
})
