/** The store over SQL, for both databases. */
import { guarded } from '../errors.ts'
import type { Store } from '../store.ts'
import { cases } from './cases.ts'
import type { Connections } from './connections.ts'
import type { Change, Context } from './context.ts'
import { conversations } from './conversations.ts'
import { outbox } from './outbox.ts'
import { reading } from './reading.ts'
import { rekey } from './rekey.ts'
import { retention } from './retention.ts'
import { turns } from './turns.ts'
import type { Vault } from './vault.ts'

/**
 * Puts the store together.
 * @param pullChannels channels that fetch their messages: for these nothing is queued
 */
export function createStore(connections: Connections, vault: Vault, pullChannels: readonly string[]): Store {
  const listeners = new Set<(change: Change) => void>()
  const context: Context = {
    connections,
    vault,
    pull: new Set(pullChannels),
    changed: (conversation, what) => listeners.forEach((listener) => listener({ conversation, what })),
  }
  return guarded({
    ...conversations(context),
    ...turns(context),
    ...cases(context),
    ...outbox(context),
    ...reading(context),
    ...retention(context),
    rekey: () => rekey(connections, vault),
    onChange(listener: (change: Change) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: () => connections.close(),
  })
}
