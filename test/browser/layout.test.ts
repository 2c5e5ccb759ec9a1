/** How the page lies: mirrored for Arabic, numbers whole, and nothing to scroll sideways at any size. */
import { describe, expect, test } from 'vitest'
import { WORLDS, type World } from './browser.ts'
import type { Chat } from './chat.ts'
import { useBrowser } from './setup.ts'
import { ASKS } from './words.ts'

const { visit } = useBrowser()
/** Letters twice as large, as somebody sets them on the device. */
const { visit: visitLarge } = useBrowser({ flags: ['--blink-settings=defaultFontSize=32'] })

type Place = { top: number; bottom: number; left: number; right: number; width: number; height: number }
const place = (chat: Chat, selector: string, which = 0): Promise<Place> => chat.ask(`place('${selector}', ${which})`)

/** How far an element is from the side where the lines of this language begin, and from the other. */
async function sides(chat: Chat, selector: string): Promise<{ before: number; after: number }> {
  const { left, right, width } = await place(chat, selector)
  return chat.world.lang === 'ar' ? { before: width - right, after: left } : { before: left, after: width - right }
}

async function expectOrder(chat: Chat, first: string, second: string): Promise<void> {
  expect((await sides(chat, first)).before).toBeLessThan((await sides(chat, second)).before)
}

async function expectFits(chat: Chat): Promise<void> {
  expect(await chat.ask('tooWide()')).toEqual([])
  for (const part of [chat.box, chat.page.locator('#send'), chat.page.locator('#human')]) {
    const box = (await part.boundingBox())!
    const { width, height } = chat.page.viewportSize()!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(width)
    expect(box.y + box.height).toBeLessThanOrEqual(height)
  }
}

async function expectUsable(chat: Chat, name: string): Promise<void> {
  const { lang } = chat.world
  await expectFits(chat)
  await chat.picture(`${name}-start`)
  await chat.say(ASKS[lang].first)
  await chat.say(ASKS[lang].menu)
  await expectFits(chat)
  await chat.picture(name)
  await chat.page.locator('#language').click()
  expect(await chat.ask('tooWide()')).toEqual([])
}

describe.each(WORLDS)('$lang on a $device', (world: World) => {
  const { lang } = world

  test('each side has its own place, mirrored for Arabic; phone numbers are whole and can be called', () =>
    visit(world, async (chat) => {
      await chat.tap(chat.page.locator('#human'))
      const own = await sides(chat, '.message.you .bubble')
      const bot = await sides(chat, '.message.bot .bubble')
      expect(own.after).toBeLessThan(own.before)
      expect(bot.before).toBeLessThan(bot.after)
      expect(bot.before).toBeLessThan(own.before)
      await expectOrder(chat, '#title', '#language')
      await expectOrder(chat, '#attach', '#send')
      expect(await chat.messages('bot').first().locator('.bubble').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : 'ltr')

      const phones = await chat.page.locator('#messages a.phone').all()
      for (const phone of phones) {
        expect(await phone.getAttribute('dir')).toBe('ltr')
        expect((await phone.getAttribute('href'))!.slice('tel:'.length)).toBe((await phone.innerText()).replace(/ /g, ''))
      }
      expect(phones.length).toBeGreaterThanOrEqual(2)
      expect(new Set(await chat.ask<number[]>('phoneLines()'))).toEqual(new Set([1]))
    }))

  test('at 200 % nothing has to be scrolled sideways, and writing and sending are in view', () =>
    visit(world, (chat) => expectUsable(chat, 'zoom'), 2))

  test('the same with letters twice as large', () => visitLarge(world, (chat) => expectUsable(chat, 'large-letters')))
})
