/** Choices under an answer: tapped, clicked, pressed; and those of an earlier question. */
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { WORLDS } from './browser.ts'
import type { Chat } from './chat.ts'
import { useBrowser } from './setup.ts'
import { ASKS, said, startOf } from './words.ts'

const { visit } = useBrowser()

const hasFocus = async (chat: Chat, element: Locator): Promise<boolean> =>
  (await element.and(chat.page.locator(':focus')).count()) === 1

/** Presses a key until the focus is where it should be; somebody without a mouse has no other way. */
async function moveTo(chat: Chat, key: 'Tab' | 'Shift+Tab', target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await hasFocus(chat, target)) return
    await chat.page.keyboard.press(key)
  }
  throw new Error('The focus never came there.')
}

describe.each([WORLDS[0]!, WORLDS[3]!])('$lang on a $device', (world) => {
  const { lang } = world

  test('a tap is answered; old choices look old and are answered as old', () =>
    visit(world, async (chat) => {
      await chat.say(ASKS[lang].menu)
      const subjects = await chat.choices.count()
      expect(subjects).toBeGreaterThan(4)
      const label = await chat.choices.first().innerText()
      await chat.tap(chat.choices.first())
      expect(await chat.lastOwn()).toEqual({ from: 'you', state: 'sent', text: label })
      expect(await chat.earlier.count()).toBe(subjects)
      expect(await chat.page.locator('.choices.earlier').getAttribute('aria-label')).toBe(said(lang, 'web.earlier'))

      await chat.tap(chat.choices.first())
      const old = chat.earlier.nth(subjects + 1)
      const oldLabel = await old.innerText()
      await chat.tap(old)
      expect(await chat.answer()).toBe(said(lang, 'choice.old'))
      expect(await chat.choices.first().innerText()).toBe(oldLabel)
      await chat.picture('old-choice')
      await chat.tap(chat.choices.first())
      expect(await chat.answer()).toContain(startOf(lang, 'answer.source'))
    }))
})

test.each([WORLDS[0]!, WORLDS[3]!])('tapped twice by an impatient finger it counts once ($lang on a $device)', (world) =>
  visit(world, async (chat) => {
    await chat.say(ASKS[world.lang].menu)
    const { x, y, width, height } = (await chat.choices.nth(1).boundingBox())!
    const [left, top] = [x + width / 2, y + height / 2]
    await chat.answerTo(() => chat.page.mouse.dblclick(left, top))
    await chat.say(ASKS[world.lang].menu)
    expect(await chat.messages('you').count()).toBe(3)
  }),
)

describe.each(WORLDS.slice(2))('$lang on a $device', (world) => {
  const { lang } = world

  test('everything by keyboard alone', () =>
    visit(world, async (chat) => {
      const { keyboard } = chat.page
      await moveTo(chat, 'Tab', chat.box)
      await keyboard.insertText(ASKS[lang].menu)
      await chat.answerTo(() => keyboard.press('Enter'))
      await moveTo(chat, 'Shift+Tab', chat.choices.last())
      await moveTo(chat, 'Shift+Tab', chat.choices.nth(1))
      const label = await chat.choices.nth(1).innerText()
      await chat.answerTo(() => keyboard.press('Enter'))
      expect((await chat.lastOwn())?.text).toBe(label)
      // Going on from where one was, the next choices come next.
      await moveTo(chat, 'Tab', chat.choices.first())
      await chat.answerTo(() => keyboard.press('Space'))
      expect(await chat.answer()).toContain(startOf(lang, 'answer.source'))

      const language = chat.page.locator('#language')
      await moveTo(chat, 'Shift+Tab', language)
      await keyboard.press('Enter')
      const menu = chat.page.locator('#languages')
      expect(await menu.isVisible()).toBe(true)
      expect(await hasFocus(chat, menu.locator('[aria-current]'))).toBe(true)
      await keyboard.press('Escape')
      expect(await menu.isVisible()).toBe(false)
      expect(await hasFocus(chat, language)).toBe(true)

      await moveTo(chat, 'Tab', chat.page.locator('#human'))
      await chat.answerTo(() => keyboard.press('Enter'))
      expect(await chat.messages('bot').last().locator('a').count()).toBeGreaterThan(0)
    }))
})
