/** The connection breaks, the server stops, the conversation is gone: what was written is kept, sent once, and the talk goes on. */
import { describe, expect, test } from 'vitest'
import { WORLDS } from './browser.ts'
import type { Chat } from './chat.ts'
import { useBrowser } from './setup.ts'
import { ASKS, said, startOf } from './words.ts'

const { site, visit } = useBrowser()

const POSTS = '**/messages'
const PATIENCE = { timeout: 15_000, interval: 50 }

const ownTexts = async (chat: Chat): Promise<string[]> =>
  (await site().transcript(await chat.conversation())).flatMap(({ from, body }) =>
    from === 'you' && 'text' in body ? [body.text] : [],
  )

/** The message stands there, not sent, and the page says why. */
async function expectKept(chat: Chat, text: string): Promise<void> {
  const own = chat.messages('you').last()
  await expect.poll(() => own.getAttribute('data-state'), PATIENCE).toBe('waiting')
  expect(await own.locator('.bubble').innerText()).toBe(text)
  await expect.poll(() => chat.page.locator('#status').innerText(), PATIENCE).toBe(said(chat.world.lang, 'web.offline'))
}

describe.each([WORLDS[0]!, WORLDS[3]!])('$lang on a $device', (world) => {
  const { lang } = world
  const asks = ASKS[lang]
  const broken = (act: (chat: Chat) => Promise<void>): Promise<void> =>
    visit(world, (chat) => {
      chat.mayFail()
      return act(chat)
    })

  test('without a connection a message is kept, and sent once when it is back', () =>
    broken(async (chat) => {
      await chat.say(asks.menu)
      await chat.page.context().setOffline(true)
      await chat.type(asks.first)
      await chat.type(asks.second)
      await expect.poll(() => chat.page.locator('#status').innerText(), PATIENCE).toBe(said(lang, 'web.offline'))
      await chat.picture('offline')
      expect(await ownTexts(chat)).toEqual([asks.menu])
      await chat.page.context().setOffline(false)
      await chat.settled()
      expect(await ownTexts(chat)).toEqual([asks.menu, asks.first, asks.second])
      expect(await chat.page.locator('#status').innerText()).toBe('')
    }))

  test('a message that arrived, but whose receipt was lost, is not there twice', () =>
    broken(async (chat) => {
      await chat.say(asks.menu)
      let lost = 0
      await chat.page.route(POSTS, async (route) => {
        lost += 1
        if (lost > 1) return route.continue()
        await route.fetch()
        return route.abort()
      })
      await chat.say(asks.first)
      expect(await ownTexts(chat)).toEqual([asks.menu, asks.first])
    }))

  test('a message that is not sent is still there after a reload, and can be sent by hand', () =>
    broken(async (chat) => {
      await chat.say(asks.menu)
      await chat.page.route(POSTS, (route) => route.abort())
      await chat.type(asks.first)
      await expectKept(chat, asks.first)
      await chat.page.reload()
      await expectKept(chat, asks.first)
      expect(await ownTexts(chat)).toEqual([asks.menu])
      // Between two attempts of its own.
      await chat.page.waitForEvent('requestfailed')
      await chat.page.unroute(POSTS)
      await chat.page.getByRole('button', { name: said(lang, 'web.retry') }).click()
      await chat.settled()
      expect(await ownTexts(chat)).toEqual([asks.menu, asks.first])
    }))

  test('the server stops in the middle and comes back: the talk goes on where it was', () =>
    broken(async (chat) => {
      await chat.say(asks.menu)
      await chat.tap(chat.choices.first())
      const before = await chat.bubbles()
      await site().goAway()
      await chat.type(asks.first)
      await expectKept(chat, asks.first)
      await site().comeBack()
      await chat.settled()
      expect((await chat.bubbles()).slice(0, before.length)).toEqual(before)
      expect((await chat.bubbles()).filter(({ text }) => text === asks.first)).toHaveLength(1)
      // The buttons from before are still those of the talk.
      await chat.tap(chat.earlier.nth((await chat.earlier.count()) - 2))
    }))

  test('a conversation that is gone begins anew, with what was not sent yet', () =>
    broken(async (chat) => {
      await chat.say(asks.menu)
      const first = await chat.conversation()
      await site().forgetAll()
      await chat.type(asks.first)
      await expect.poll(async () => (await site().transcript(await chat.conversation())).at(-1)?.from, PATIENCE).toBe('bot')
      expect(await chat.conversation()).not.toBe(first)
      expect(await ownTexts(chat)).toEqual([asks.first])
      await expect.poll(() => chat.answer(), PATIENCE).toContain(startOf(lang, 'answer.source'))
      const own = (await chat.bubbles()).filter(({ from }) => from === 'you')
      expect(own.map(({ text, state }) => [text, state])).toEqual([
        [asks.menu, 'sent'],
        [asks.first, 'sent'],
      ])
      // Found gone on opening the page, too.
      await site().forgetAll()
      await chat.page.reload()
      await chat.say(asks.second)
      expect(await ownTexts(chat)).toEqual([asks.second])
    }))
})
