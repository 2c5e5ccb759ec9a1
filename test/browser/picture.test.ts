/** The picture in the README: a real short talk, in Arabic and in English beside each other. Written with UPDATE_PICTURES=1. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/mind.ts'
import { type World } from './browser.ts'
import { useBrowser } from './setup.ts'
import { ASKS } from './words.ts'

const FILE = join(ROOT, 'docs', 'pictures', 'chat.png')
const PHONE = { width: 400, height: 800 }
const TIME = new Date('2026-11-21T10:12:00+01:00')
const MOST = 250_000

const { browser, visit } = useBrowser({ settings: { DEFAULT_MUNICIPALITY: 'amersfoort' }, at: TIME })

async function phone(lang: World['lang']): Promise<string> {
  let picture = ''
  await visit({ lang, device: 'phone' }, async (chat) => {
    await chat.page.setViewportSize(PHONE)
    await chat.page.clock.setFixedTime(TIME)
    await chat.say(ASKS[lang].menu)
    await chat.say(ASKS[lang].second)
    await chat.box.blur()
    picture = (await chat.page.screenshot({ animations: 'disabled' })).toString('base64')
  })
  return `<img src="data:image/png;base64,${picture}" width="${PHONE.width}" height="${PHONE.height}">`
}

const STYLE = `body { display: flex; justify-content: space-around; align-items: center; width: 900px; height: 870px; margin: 0; background: #e9dfcf }
  img { display: block; border: 9px solid #26221c; border-radius: 30px; box-shadow: 0 10px 28px rgba(60, 45, 25, .35) }`

test('two phones beside each other', async () => {
  const phones = [await phone('ar'), await phone('en')]
  const page = await browser().newPage({ viewport: { width: 900, height: 870 } })
  await page.setContent(`<style>${STYLE}</style>${phones.join('')}`)
  const picture = await page.screenshot({ animations: 'disabled' })
  await page.close()
  expect(picture.length).toBeGreaterThan(20_000)
  expect(picture.length).toBeLessThan(MOST)
  if (process.env.UPDATE_PICTURES !== '1') return
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(FILE, picture)
})
