/** Moves everything that an older key encrypted to the first key. */
import type { Connections } from './connections.ts'
import type { Purpose, SealedQueries } from './queries/sealed.ts'
import type { Vault } from './vault.ts'

/** The settings last: until they are moved, a start without the old key is refused, so an unfinished run is not forgotten. */
const ORDER: Purpose[] = [
  'conversation.handle',
  'conversation.state',
  'inbound.body',
  'outbox.body',
  'attachment.bytes',
  'setting.value',
]

/**
 * May run beside the working service and be stopped at any time: what is done is not done again.
 * @returns how many values were moved
 */
export async function rekey(connections: Connections, vault: Vault): Promise<number> {
  let moved = 0
  for (const purpose of ORDER) moved += await rekeyColumn(connections, vault, purpose)
  return moved
}

async function rekeyColumn(connections: Connections, vault: Vault, purpose: Purpose): Promise<number> {
  const prefix = `${vault.ring.prefix}%`
  let moved = 0
  for (let after = ''; ;) {
    const last = await connections.transaction(async (q) => {
      const queries = q.sealed(purpose)
      const rows = await queries.batch({ prefix, after })
      let count = 0
      for (const row of rows) count += await move(queries, vault, row)
      return { count, after: rows.at(-1)?.id }
    })
    if (last.after === undefined) return moved
    moved += last.count
    after = last.after
  }
}

/** Only if the value is still the one that was read: the service may have written a newer one, with the first key. */
async function move(
  { purpose, replace }: SealedQueries,
  vault: Vault,
  row: { id: string; owner: string; value: string },
): Promise<number> {
  const moved = vault.seal(purpose, row.owner, vault.open(purpose, row.owner, row.value))
  return (await replace({ id: row.id, old: row.value, new: moved })).length
}
