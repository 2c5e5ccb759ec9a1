/** Photos and files: a photo and a PDF are received; what can't be received is refused with a reason, and the talk goes on. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { WORLDS } from './browser.ts'
import { useBrowser } from './setup.ts'
import { ASKS, said } from './words.ts'

const JPEG = [0xff, 0xd8, 0xff, 0xe0]
const MB = 1024 * 1024

const { site, visit } = useBrowser()

const folder = mkdtempSync(join(tmpdir(), 'wegwijs-files-'))
/** On disk: so much would take seconds to bring to the browser. */
const large = join(folder, 'large.jpg')
writeFileSync(large, Buffer.from(JPEG))
truncateSync(large, 11 * MB)
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, mimeType: string, start: number[] | string, size: number) => {
  const buffer = Buffer.alloc(Math.round(size))
  Buffer.from(start as string).copy(buffer)
  return { name, mimeType, buffer }
}
describe.each([WORLDS[0]!, WORLDS[3]!])('$lang on a $device', (world) => {
  const { lang } = world

  test('a photo is received and stays in the talk', () =>
    visit(world, async (chat) => {
      await chat.page.locator('#file').setInputFiles(file('letter from DUO.jpg', 'image/jpeg', JPEG, 0.3 * MB))
      expect(await chat.page.locator('#chosen').innerText()).toContain('letter from DUO.jpg · 0.3 MB')
      await chat.answerTo(() => chat.page.locator('#send').click())
      expect(await chat.answer()).toContain(said(lang, 'kind.image'))
      expect((await chat.lastOwn())?.text).toBe('letter from DUO.jpg')
      await chat.picture('photo')
      await chat.page.reload()
      await chat.settled()
      expect((await chat.lastOwn())?.text).toBe(said(lang, 'web.file'))
      expect(await chat.messages('you').locator('.file .icon').count()).toBe(1)
    }))

  test('a PDF with a question beside it', () =>
    visit(world, async (chat) => {
      await chat.page.locator('#file').setInputFiles(file('brief.pdf', 'application/pdf', '%PDF-1.7', 1000))
      await chat.say(ASKS[lang].first)
      const words = [said(lang, 'web.file'), ASKS[lang].first]
      expect((await chat.lastOwn())?.text.split(/\n+/)).toEqual(['brief.pdf', words[1]])
      await chat.page.reload()
      await chat.settled()
      expect((await chat.lastOwn())?.text.split(/\n+/)).toEqual(words)
    }))

  test('a zip and a file of 11 MB are refused before they are sent, with the reason', () =>
    visit(world, async (chat) => {
      const problem = chat.page.locator('#problem')
      await chat.page.locator('#file').setInputFiles(file('letters.zip', 'application/zip', 'PK\u0003\u0004', 1000))
      expect(await problem.innerText()).toBe(said(lang, 'kind.rejected'))
      await chat.page.locator('#file').setInputFiles(large)
      expect(await problem.innerText()).toBe(said(lang, 'web.tooLarge'))
      expect(await chat.page.locator('#chosen').isVisible()).toBe(false)
      await chat.picture('too-large')
      await chat.say(ASKS[lang].menu)
      expect(await problem.innerText()).toBe('')
      expect(await chat.messages('you').count()).toBe(1)
    }))

  test('a file that only calls itself a photo is refused by the server, for good, and what follows is sent', () =>
    visit(world, async (chat) => {
      chat.mayFail()
      await chat.page.locator('#file').setInputFiles(file('virus.png', 'image/png', 'PK\u0003\u0004', 1000))
      await chat.page.locator('#send').click()
      const own = chat.messages('you').last()
      await expect.poll(() => own.getAttribute('data-state')).toBe('failed')
      expect(await own.locator('.reason').innerText()).toBe(said(lang, 'kind.rejected'))
      expect(await own.getByRole('button').count()).toBe(0)
      await chat.picture('refused')
      await chat.type(ASKS[lang].menu)
      await chat.choices.first().waitFor()
      expect((await site().transcript(await chat.conversation()))[0]?.body).toMatchObject({ text: ASKS[lang].menu })
      await chat.page.reload()
      await chat.settled()
      expect(await chat.messages('you').count()).toBe(1)
    }))
})
