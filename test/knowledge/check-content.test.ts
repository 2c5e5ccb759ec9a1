/** The real content, strictly: what fails here fails `npm run check:content`. */
import { resolve } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { checkContent, reportOn } from '../../src/cli/check-content.ts'
import { shown } from '../../src/knowledge/check/finding.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

afterEach(() => void vi.restoreAllMocks())

/** What the command prints, and its exit code. */
async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line))
  const code = await checkContent(args)
  return { code, lines }
}

test('the content has no faults', () => {
  const { findings } = reportOn(ROOT, { today: '2026-11-21', due: null })
  expect(findings.filter(({ level }) => level === 'fault').map(shown)).toEqual([])
})

test('the command prints one line a finding, then the counts', async () => {
  const { code, lines } = await run()
  const found = lines.filter((line) => /^(?:fault {2}|warning) /.test(line))
  expect(lines.at(-1)).toMatch(/^\d+ faults?, \d+ warnings?$/)
  expect(lines.find((line) => line.startsWith('nl'))).toMatch(
    /complete: \d+ texts, 0 missing, \d+ texts not yet read by a native speaker, reading ease \d+/,
  )
  expect(code).toBe(found.some((line) => line.startsWith('fault')) ? 1 : 0)
})

test('--json prints one object', async () => {
  const { lines } = await run('--json')
  expect(JSON.parse(lines.join('\n'))).toMatchObject({
    findings: expect.any(Array) as unknown,
    summary: { topics: expect.any(Number) as unknown },
  })
})

test('--due makes figures that are past their review date on that day a fault', async () => {
  const { code, lines } = await run('--due', '2030-01-01')
  expect(code).toBe(1)
  expect(lines.filter((line) => line.startsWith('fault') && line.includes('past its review date')).length).toBeGreaterThan(50)
})

test('--due needs a date', async () => {
  await expect(run('--due', 'tomorrow')).rejects.toThrow('--due: "tomorrow" is no date')
})
