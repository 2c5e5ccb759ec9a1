/** A server as the killer sees it: started, ready, killed, started again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Clock } from './clock.ts'
import type { Dice } from './random.ts'
import type { ServerSettings } from './server.ts'

const SCRIPT = fileURLToPath(new URL('./server.ts', import.meta.url))

export type ServerOptions = {
  name: string
  seed: number
  ports: { web: number; loop: number }
  sink: string
  clock: Clock
  environment: Record<string, string>
}

export class ServerProcess {
  /** Whether the present process got ready; false when it was killed before. */
  ready: Promise<boolean> = Promise.resolve(false)
  up = false
  /** When each run was killed. */
  readonly deaths = new Map<string, number>()
  /** What no server may do: write errors, stop by itself. */
  readonly faults: string[] = []
  private runs = 0
  private child: ChildProcess | null = null
  private ended: Promise<number | null> = Promise.resolve(null)
  private run = ''
  private readonly options: ServerOptions

  constructor(options: ServerOptions) {
    this.options = options
  }

  get web(): string {
    return `http://127.0.0.1:${this.options.ports.web}`
  }

  get loop(): string {
    return `http://127.0.0.1:${this.options.ports.loop}`
  }

  start(): void {
    const { name, seed, ports, sink, clock, environment } = this.options
    const run = `${name}${(this.runs += 1)}`
    this.run = run
    const settings: ServerSettings = { run, seed, loopPort: ports.loop, sink, clock }
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT], {
      env: { ...process.env, ...environment, PORT: String(ports.web), CRASH_TEST: JSON.stringify(settings) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.child = child
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.faults.push(`${run}: ${text.trim()}`))
    this.ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
    const alive = new Promise<boolean>((resolve) => child.once('message', () => resolve((this.up = true))))
    this.ready = Promise.race([alive, this.ended.then(() => false)])
    void this.ended.then((code) => {
      this.up = false
      if (code !== null && code !== 0) this.faults.push(`${run}: stopped by itself with ${code}`)
    })
  }

  async kill(): Promise<void> {
    this.up = false
    this.deaths.set(this.run, Date.now())
    this.child?.kill('SIGKILL')
    await this.ended
  }

  /** Asks it to end as an operator would. @returns the exit code */
  async stop(): Promise<number | null> {
    if (this.child?.exitCode !== null || !this.child.connected) return this.child?.exitCode ?? null
    this.child.send('stop')
    return this.ended
  }
}

/** One that is up, if any. */
export const anyOf = (servers: readonly ServerProcess[], dice: Dice): ServerProcess => {
  const up = servers.filter((server) => server.up)
  return dice.pick(up.length > 0 ? up : servers)
}

/** A free port below those that outgoing connections take: nothing else gets it while the server is down. */
export async function freePort(dice: Dice): Promise<number> {
  for (;;) {
    const port = dice.between(15_000, 31_000)
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free) return port
  }
}
