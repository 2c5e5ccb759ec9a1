/** A command in a process of its own, in an empty folder, with nothing of the environment but what the test gives. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../support/mind.ts'

const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Ends the process with 99 as soon as anything of it goes to a network; sockets of this machine's files (of tsx) may be used. */
const GUARD = `import net from 'node:net'
const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...args) {
  const [first] = args.flat()
  if (first?.path) return connect.apply(this, args)
  process.stderr.write('NETWORK')
  process.exit(99)
}`
export const NO_NETWORK = `--import=data:text/javascript,${encodeURIComponent(GUARD)}`

export type CommandOptions = { env?: Record<string, string>; cwd?: string; root?: string }

export class Command {
  readonly out: string[] = []
  err = ''
  readonly ended: Promise<number | null>
  private rest = ''
  private tell: () => void = () => undefined
  private over = false
  readonly child: ChildProcessWithoutNullStreams

  constructor(args: string[], { env = {}, cwd = tmpdir(), root = ROOT }: CommandOptions = {}) {
    const { PATH = '', HOME = '' } = process.env
    this.child = spawn(process.execPath, ['--import', TSX, join(root, 'src', 'cli.ts'), ...args], {
      cwd,
      env: { PATH, HOME, ...env },
    })
    this.child.stdin.on('error', () => undefined)
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.err += text
      this.tell()
    })
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.rest + text).split('\n')
      this.rest = lines.pop() ?? ''
      this.out.push(...lines)
      this.tell()
    })
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code) => {
        this.over = true
        if (this.rest !== '') this.out.push(this.rest)
        resolve(code)
        this.tell()
      }),
    )
  }

  write(text: string | Uint8Array): void {
    this.child.stdin.write(text)
  }

  /** Waits until something is so. */
  async until(what: (command: this) => boolean): Promise<void> {
    while (!what(this)) {
      if (this.over) throw new Error(`it ended:\n${this.out.join('\n')}\n${this.err}`)
      await new Promise<void>((resolve) => (this.tell = resolve))
    }
  }

  /** Ends its input and waits for the end. */
  async end(text = ''): Promise<{ code: number | null; out: string[]; err: string }> {
    this.child.stdin.end(text)
    const code = await this.ended
    return { code, out: this.out, err: this.err }
  }

  /** Asks it to end, as an operator would. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM')
    return this.ended
  }
}

/** Runs a command to its end. */
export const run = (args: string[], options: CommandOptions = {}, input = '') => new Command(args, options).end(input)

/** A folder that is gone after the tests. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'wegwijs-cli-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
