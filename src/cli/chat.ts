/** `npm run chat`: the assistant in the terminal, by the same way as any channel: store, turns, outbox. */
import { randomUUID } from 'node:crypto'
import { createInterface, type Interface } from 'node:readline'
import { parseArgs } from 'node:util'
import { startApp } from '../app.ts'
import { TERMINAL, terminalChannel, terminalText } from '../channels/terminal/channel.ts'
import type { Config } from '../config.ts'
import { Language } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import { newState } from '../domain/state.ts'
import type { Logger } from 'pino'
import { receive } from '../turns/receive.ts'
import { checkSavePath, SavedTalk } from './saved-talk.ts'

type Options = { lang: Language; municipality: string; save: string | undefined }

function options(args: string[], config: Config): Options {
  const { values } = parseArgs({
    args,
    options: { lang: { type: 'string' }, municipality: { type: 'string' }, save: { type: 'string' } },
  })
  const lang = Language.safeParse(values.lang ?? config.DEFAULT_LANGUAGE)
  if (!lang.success) throw new AppError('unknown_language', `Choose one of ${Language.options.join(', ')}.`)
  return { lang: lang.data, municipality: values.municipality ?? config.DEFAULT_MUNICIPALITY, save: values.save }
}

/** Lines of the person until the end of input; an empty line is no message. */
async function* lines(reader: Interface): AsyncGenerator<string> {
  for await (const line of reader) if (line.trim() !== '') yield line
}

/** Says when the answer to the last message has come, so that piped input is answered line by line. */
class Quiet {
  private waiting: (() => void)[] = []

  readonly done = (): void => {
    const resolve = this.waiting
    this.waiting = []
    resolve.forEach((one) => one())
  }

  next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

const LONGEST_ANSWER_MS = 10_000
const MORE_MESSAGES_MS = 150

/** @returns the exit code */
export async function chat(args: string[], config: Config, { root, log }: { root: string; log: Logger }): Promise<number> {
  const { lang, municipality, save } = options(args, config)
  if (save !== undefined) checkSavePath(save)
  const colour = process.stdout.isTTY
  const quiet = new Quiet()
  const channel = terminalChannel((body) => {
    console.log(`\n${terminalText(body, colour)}\n`)
    quiet.done()
  })
  // A pause for more of a message makes no sense for somebody who presses Enter.
  const app = await startApp({ root, config: { ...config, BURST_MS: 0 }, log, channels: [channel], web: false })
  const from = { channel: TERMINAL, handle: randomUUID() }
  try {
    if (!app.mind.core.knowledge.packs.has(municipality)) throw new AppError('unknown_municipality')
    await app.store.openConversation(
      { from, municipality, language: lang, state: newState({ language: lang, municipality }) },
      new Date(),
    )
    const talk = save === undefined ? null : new SavedTalk(app.mind, { language: lang, municipality })
    const reader = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ', terminal: process.stdin.isTTY })
    reader.prompt()
    for await (const text of lines(reader)) {
      const at = new Date()
      talk?.add(text, at)
      const answered = quiet.next(LONGEST_ANSWER_MS)
      await receive(app.store, { from, externalId: randomUUID(), at, body: { kind: 'text', text, masked: [] } }, 0, app.mind)
      await answered
      await quiet.next(MORE_MESSAGES_MS)
      reader.prompt()
    }
    if (talk && save !== undefined) talk.write(save)
  } finally {
    await app.stop()
  }
  return 0
}
