/** Runs all tests; the last line is plain: `N passed, N failed`. Arguments go to the runner. */
import { startVitest } from 'vitest/node'

const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const vitest = await startVitest('test', filters, { run: true, watch: false })
const tests = vitest.state.getFiles().flatMap((file) => [...testsOf(file)])
await vitest.close()

type Task = { type: string; mode?: string; result?: { state?: string } | undefined; tasks?: Task[] }

function* testsOf(task: Task): Generator<Task> {
  if (task.type === 'test') yield task
  for (const one of task.tasks ?? []) yield* testsOf(one)
}

const passed = tests.filter(({ result }) => result?.state === 'pass').length
const skipped = tests.filter(({ mode, result }) => result?.state === 'skip' || mode === 'skip' || mode === 'todo').length
const failed = tests.length - passed - skipped
// A file that can't even be loaded has no tests: it counts as one that failed.
const broken = vitest.state.getFiles().filter((file) => file.result?.state === 'fail' && [...testsOf(file)].length === 0).length
console.log(`${passed} passed, ${failed + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed + broken > 0 || tests.length === 0 ? 1 : 0
