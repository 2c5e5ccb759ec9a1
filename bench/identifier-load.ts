/**
 * Loads one identifier in a process of its own and prints what that cost, as JSON.
 * `node --expose-gc --import tsx bench/identifier-load.ts <name> <file of our model>`
 */
import { IDENTIFIERS } from './identifiers.ts'

export type LoadCost = { milliseconds: number; megabytes: number }

function residentMegabytes(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss() / 1024 / 1024
}

const [name, modelFile] = process.argv.slice(2)
const found = IDENTIFIERS.find((one) => one.name === name)
if (!found) throw new Error(`no identifier ${name}`)
const before = residentMegabytes()
const started = performance.now()
const identify = await found.load(modelFile ?? '')
// The first answer is part of it: some libraries put their tables together only then.
identify('Wanneer begint de cursus?')
const milliseconds = performance.now() - started
console.log(JSON.stringify({ milliseconds, megabytes: residentMegabytes() - before } satisfies LoadCost))
