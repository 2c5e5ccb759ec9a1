/** Before all tests: the language model is built once, so that test files running side by side do not each build it. */
import { loadMind } from '../../src/turns/core.ts'
import { ROOT, SETTINGS } from './mind.ts'

export default function setup(): void {
  loadMind(ROOT, SETTINGS, (line) => console.error(line))
}
