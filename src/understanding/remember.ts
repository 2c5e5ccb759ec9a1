/** Keeps the latest results of a pure function of one text. */

/** Longer texts are rare, and would keep much memory. */
const MAX_LENGTH = 2000

/**
 * The same function, with its latest results kept. Only for this process's memory, and only for so few texts that none stays long:
 * a text is read while it is written down, again when its turn comes, and several times in a burst.
 * @param count how many are kept at least; at most twice as many
 */
export function remember<T>(work: (text: string) => T, count: number): (text: string) => T {
  let young = new Map<string, T>()
  let old = new Map<string, T>()
  return (text) => {
    const known = young.get(text) ?? old.get(text)
    if (known !== undefined) return known
    const value = work(text)
    if (text.length > MAX_LENGTH) return value
    if (young.size >= count) {
      old = young
      young = new Map()
    }
    young.set(text, value)
    return value
  }
}
