/** Asking and reading: the greeting, the answer, where the view stands, and the whole talk after a reload. */
import { describe, expect, test } from 'vitest'
import { WORLDS } from './browser.ts'
import type { Chat } from './chat.ts'
import { useBrowser } from './setup.ts'
import { ASKS, contact, said, startOf } from './words.ts'

const { site, visit } = useBrowser()

type Place = { top: number; bottom: number; height: number }

/** Enough of it is in view to begin to read, and it is the beginning. */
async function expectBeginningInView(chat: Chat, which: number): Promise<void> {
  const { top, bottom, height } = await chat.ask<Place>(`place('.message.bot', ${which})`)
  expect(top).toBeGreaterThanOrEqual(0)
  expect(Math.min(bottom, height) - top).toBeGreaterThanOrEqual(Math.min(100, bottom - top))
}

describe.each(WORLDS)('$lang on a $device', (world) => {
  const { lang, device } = world
  const asks = ASKS[lang]

  test('the page says what this is; what is asked is greeted and answered, and the answer begins in view', () =>
    visit(world, async (chat) => {
      const start = chat.page.locator('#start')
      await start.waitFor()
      expect(await start.innerText()).toContain(startOf(lang, 'welcome.hello'))
      expect(await start.locator('a[href="tel:112"]').innerText()).toBe('112')
      expect(await start.locator('[aria-current=true]').getAttribute('lang')).toBe(lang)
      await chat.picture('start')
      await chat.say(asks.first)
      const [own, greeting, answer] = await chat.bubbles()
      expect(own).toEqual({ from: 'you', state: 'sent', text: asks.first })
      expect(greeting!.text).toContain(startOf(lang, 'welcome.hello'))
      expect(answer!.text).toContain(startOf(lang, 'answer.source'))
      expect(await start.isVisible()).toBe(false)
      await expectBeginningInView(chat, 1)
      await chat.picture('first-answer')
      // A later answer too; and reading on goes down.
      const before = await chat.messages('bot').count()
      await chat.say(asks.second)
      await expectBeginningInView(chat, before)
      await chat.picture('second-answer')
      if (device === 'desk') return
      const newer = chat.page.locator('#newer')
      for (let presses = 0; await newer.isVisible(); presses += 1) {
        expect(presses).toBeLessThan(5)
        await newer.tap()
      }
      const { bottom, height } = await chat.ask<Place>(`place('.message.bot', -1)`)
      expect(bottom).toBeLessThanOrEqual(height)
    }))
})

describe.each(WORLDS.slice(0, 2))('$lang on a $device', (world) => {
  const { lang } = world
  const asks = ASKS[lang]

  test('the button for a person gives a contact that is real', () =>
    visit(world, async (chat) => {
      await chat.say(asks.first)
      await chat.tap(chat.page.locator('#human'))
      const { name, tel } = contact()
      expect(await chat.answer()).toContain(name)
      expect(await chat.messages('bot').last().locator('a').first().getAttribute('href')).toBe(`tel:${tel}`)
      await chat.picture('person')
    }))

  test('a reload shows the whole talk, taps with the labels they had', () =>
    visit(world, async (chat) => {
      await chat.tap(chat.page.locator('#human'))
      await chat.say(asks.menu)
      const label = await chat.choices.first().innerText()
      await chat.tap(chat.choices.first())
      const before = await chat.bubbles()
      const own = before.filter(({ from }) => from === 'you').map(({ text }) => text)
      expect(own).toEqual([said(lang, 'web.human'), asks.menu, label])
      await chat.page.reload()
      await chat.settled()
      expect(await chat.bubbles()).toEqual(before)
      expect(await chat.choices.count()).toBeGreaterThan(0)
    }))

  test('what looks like markup is shown as it was typed', () =>
    visit(world, async (chat) => {
      const markup = `<img src=x onerror="document.title='torn'"> <b>*bold*</b> & &amp; https://a.nl/<script>`
      await chat.say(markup)
      expect((await chat.bubbles())[0]!.text).toBe(markup)
      await chat.page.reload()
      await chat.settled()
      expect((await chat.bubbles())[0]!.text).toBe(markup)
      expect(await chat.page.locator('#messages :is(img, b, script)').count()).toBe(0)
      expect(await chat.page.title()).toBe(said(lang, 'web.title'))
    }))

  test('who reads back is left alone and told of what is new', () =>
    visit(world, async (chat) => {
      await chat.say(asks.first)
      await chat.say(asks.second)
      await chat.page.locator('#scroll').hover()
      await chat.page.mouse.wheel(0, -5000)
      await expect.poll(async () => (await chat.ask<Place>(`place('.message', 0)`)).top).toBeGreaterThan(-5)
      const before = await chat.messages('bot').count()
      await fetch(`${site().url}/api/chat/${await chat.conversation()}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: 'from another tab', text: asks.menu }),
      })
      await chat.settled()
      expect((await chat.ask<Place>(`place('.message', 0)`)).top).toBeGreaterThan(-5)
      const newer = chat.page.getByRole('button', { name: said(lang, 'web.newMessage') })
      await newer.tap()
      await expectBeginningInView(chat, before)
    }))
})
