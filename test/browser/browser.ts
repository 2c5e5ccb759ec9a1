/** Chromium, and a page in it as somebody has it: a phone or a desk, Arabic or English. What goes wrong in the page is noted. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { ROOT } from '../support/mind.ts'

export type Device = 'phone' | 'desk'
export type World = { lang: 'ar' | 'en'; device: Device }

export const WORLDS: World[] = [
  { lang: 'ar', device: 'phone' },
  { lang: 'en', device: 'phone' },
  { lang: 'ar', device: 'desk' },
  { lang: 'en', device: 'desk' },
]
const SIZES = { phone: { width: 360, height: 640 }, desk: { width: 1280, height: 800 } }

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
const PLACES = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser']

/** @param more arguments of Chromium beside the usual */
export function openBrowser(more: string[] = []): Promise<Browser> {
  const executablePath = PLACES.find((place) => place !== '' && existsSync(place))
  if (executablePath === undefined) throw new Error('No Chromium found: install it or name it in CHROMIUM_PATH.')
  return chromium.launch({ executablePath, args: [...ARGS, ...more] })
}

export const artefact = (name: string): string => join(ROOT, 'test', 'artefacts', `${name}.png`)

/** What the browser says by itself when a request does not get through; only tests that break the connection expect it. */
const NETWORK = /^Failed to load resource/

/** Errors of the page and whatever its content security policy forbade. */
export function noteFaults(page: Page): { faults: string[]; network: string[] } {
  const noted = { faults: [] as string[], network: [] as string[] }
  page.on('pageerror', ({ message }) => noted.faults.push(message))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    noted[NETWORK.test(message.text()) ? 'network' : 'faults'].push(message.text())
  })
  return noted
}

/** @param zoom 2: a page zoomed to 200 % has half as many pixels of its own */
export async function openContext(browser: Browser, { lang, device }: World, zoom = 1): Promise<BrowserContext> {
  const touch = device === 'phone'
  const { width, height } = SIZES[device]
  const context = await browser.newContext({
    viewport: { width: width / zoom, height: height / zoom },
    deviceScaleFactor: zoom,
    hasTouch: touch,
    isMobile: touch,
    locale: lang === 'ar' ? 'ar-SY' : 'en-GB',
    timezoneId: 'Europe/Amsterdam',
  })
  context.setDefaultTimeout(10_000)
  await context.addInitScript({ path: join(import.meta.dirname, 'in-page.js') })
  return context
}
