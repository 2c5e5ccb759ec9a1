/** The numbers of the crash test must be able to fail: made-up records in which something is wrong. */
import { expect, test } from 'vitest'
import { withoutNumbers } from './answers.ts'
import { judge, type Evidence, type Verdict } from './judge.ts'

const KEYS = ['welcome', 'menu@1"', 'help@2"', 'menu@3"', 'privacy@4"', 'language@5"']
const NONE: Verdict = { lost: 0, handledTwice: 0, shownTwice: 0, outOfOrder: 0, different: 0, repeats: 0 }

const calm = (keys: readonly string[]): Evidence['shown'] => keys.map((key) => ({ key, inFlight: false }))
const wrote = (keys: readonly string[], uncertain: number[] = []): Evidence['written'] =>
  keys.map((key, at) => ({ key, uncertain: uncertain.includes(at) }))

function verdict(changed: Partial<Evidence>): Partial<Verdict> {
  const ids = ['1', '2', '3']
  const fine: Evidence = {
    sent: ids,
    received: ids,
    expected: KEYS,
    written: wrote(KEYS),
    shown: calm(KEYS),
    mayRepeat: false,
  }
  const found = judge({ ...fine, ...changed })
  return Object.fromEntries(Object.entries(found).filter(([name, count]) => count !== NONE[name as keyof Verdict]))
}

const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at)
const doubled = <T>(list: readonly T[], at: number): T[] => list.toSpliced(at, 0, list[at]!)
const swapped = <T>(list: readonly T[], at: number): T[] => list.toSpliced(at, 2, list[at + 1]!, list[at]!)

test('a record without fault', () => {
  expect(verdict({})).toEqual({})
  expect(verdict({ mayRepeat: true })).toEqual({})
})

test('a lost, a doubled and a swapped answer are found', () => {
  for (const mayRepeat of [false, true]) {
    expect(verdict({ mayRepeat, shown: calm(without(KEYS, 2)) })).toEqual({ lost: 1 })
    expect(verdict({ mayRepeat, shown: calm(KEYS.slice(0, -1)) })).toEqual({ lost: 1 })
    expect(verdict({ mayRepeat, shown: calm(doubled(KEYS, 2)) })).toEqual({ shownTwice: 1 })
    expect(verdict({ mayRepeat, shown: calm(swapped(KEYS, 2)) })).toEqual({ outOfOrder: 1 })
  }
  const all = swapped(doubled(without(KEYS, 5), 0), 4)
  expect(verdict({ shown: calm(all) })).toEqual({ lost: 1, shownTwice: 1, outOfOrder: 1 })
})

test('a message that was lost, written twice or handled out of order is found', () => {
  expect(verdict({ received: ['1', '3'] })).toEqual({ lost: 1 })
  expect(verdict({ received: ['1', '2', '2', '3'] })).toEqual({ handledTwice: 1 })
  expect(verdict({ received: ['2', '1', '3'] })).toEqual({ outOfOrder: 1 })
  expect(verdict({ received: [], written: [], shown: [] })).toEqual({ lost: 3 + KEYS.length })
})

test('a message that was answered twice is found, though the questions after it have other numbers', () => {
  const twice = ['welcome', 'menu@1"', 'help@2"', 'help@3"', 'menu@4"', 'privacy@5"', 'language@6"']
  expect(verdict({ written: wrote(twice), shown: calm(twice) })).toEqual({ handledTwice: 1 })
  expect(withoutNumbers('["menu@12"]')).toBe('["menu"]')
})

test('an answer with other content is found', () => {
  const other = KEYS.with(3, 'menu@9"')
  expect(verdict({ written: wrote(other), shown: calm(other) })).toEqual({ different: 1 })
})

test('a repeat is allowed only for a send in flight at a kill that the store marked, and only in its place', () => {
  const again = (inFlight: boolean) => doubled(calm(KEYS), 2).map((one, at) => (at === 2 ? { ...one, inFlight } : one))
  expect(verdict({ mayRepeat: true, shown: again(true), written: wrote(KEYS, [2]) })).toEqual({ repeats: 1 })
  expect(verdict({ mayRepeat: true, shown: again(false), written: wrote(KEYS, [2]) })).toEqual({ shownTwice: 1 })
  expect(verdict({ mayRepeat: true, shown: again(true) })).toEqual({ shownTwice: 1 })
  const afterLoss = without(doubled(calm(KEYS), 4), 1).map((one) => ({ ...one, inFlight: true }))
  expect(verdict({ mayRepeat: true, shown: afterLoss, written: wrote(KEYS, [4]) })).toEqual({ lost: 1, repeats: 1 })
  const late = [...calm(KEYS), { key: KEYS[2]!, inFlight: true }]
  expect(verdict({ mayRepeat: true, shown: late, written: wrote(KEYS, [2]) })).toEqual({ shownTwice: 1 })
})
