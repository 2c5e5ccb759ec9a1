/** Deletes what may no longer be kept. */
import type { Store } from '../store.ts'
import type { Context } from './context.ts'
import type { Queries } from './queries.ts'

/** So many in one transaction: nobody's message waits long for it. */
const BATCH = 50

export function retention({ connections }: Context): Pick<Store, 'forget'> {
  const all = async (query: (q: Queries) => Queries['forgetFiles'], before: Date): Promise<number> => {
    let gone = 0
    for (;;) {
      const rows = await connections.write((q) => query(q)({ before: before.getTime(), limit: BATCH }))
      gone += rows.length
      if (rows.length < BATCH) return gone
    }
  }
  return {
    async forget(before) {
      const files = await all((q) => q.forgetFiles, before.files)
      return { conversations: await all((q) => q.forgetConversations, before.conversations), files }
    },
  }
}
