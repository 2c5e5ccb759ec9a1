/** The whole process as an operator sees it: time from start to the first answer, and memory. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PORT = 34_567

async function firstAnswer(base: string): Promise<void> {
  for (;;) {
    try {
      const opened = await fetch(`${base}/api/chat`, { method: 'POST', body: '{"lang":"nl"}' })
      const { conversation } = (await opened.json()) as { conversation: string }
      await fetch(`${base}/api/chat/${conversation}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: '1', text: 'hoeveel kan ik lenen' }),
      })
      const events = await fetch(`${base}/api/chat/${conversation}/events`)
      const reader = events.body?.getReader()
      let seen = ''
      while (reader && !seen.includes('data:'))
        seen += new TextDecoder().decode(((await reader.read()) as { value?: Uint8Array }).value)
      await reader?.cancel()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** Resident memory in MB, of the process itself (Linux). */
function memoryOf(pid: number): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1024
}

export async function processTable(root: string): Promise<Record<string, string | number>[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wegwijs-bench-'))
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, PORT: String(PORT), BURST_MS: '0', LOG_LEVEL: 'silent', LIMIT_PER_ADDRESS: '0' },
    stdio: 'ignore',
  })
  const base = `http://127.0.0.1:${PORT}`
  await firstAnswer(base)
  const seconds = (performance.now() - started) / 1000
  for (let i = 0; i < 200; i += 1) await firstAnswer(base)
  const memory = memoryOf(child.pid ?? 0)
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true })
  return [{ 'start to first answer, s': seconds, 'memory after 200 conversations, MB': memory }]
}
