import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { KEY_A } from './fixtures.ts'

const script = fileURLToPath(new URL('./open-process.ts', import.meta.url))

/** Opens the store in several processes at the same time. @returns what each printed */
export async function openInProcesses(url: string, count: number): Promise<string[]> {
  const run = promisify(execFile)
  const all = Array.from({ length: count }, () => run(process.execPath, ['--import', 'tsx', script, url, KEY_A]))
  return (await Promise.all(all)).map(({ stdout }) => stdout.trim())
}
