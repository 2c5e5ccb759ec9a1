/** What every store must do. Run on each database by test/store/sqlite.test.ts and postgres.test.ts. */
import { afterAll, afterEach, beforeEach, describe } from 'vitest'
import { openStore, type StoreOptions } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { caseContract } from '../store/contract/cases.ts'
import { crowdContract } from '../store/contract/crowd.ts'
import { outboxContract } from '../store/contract/outbox.ts'
import { readingContract } from '../store/contract/reading.ts'
import { receiveContract } from '../store/contract/receive.ts'
import { secrecyContract } from '../store/contract/secrecy.ts'
import { turnContract } from '../store/contract/turns.ts'
import type { TestDatabase } from '../store/databases.ts'
import { KEY_A, PULL } from '../store/fixtures.ts'

/** What a part of the contract gets: the store of the running test, further stores on the same data, and the raw data. */
export type Subject = {
  store: Store
  /** Another store on the same database, as a second process would have. Closed after the test. */
  another: (options?: Partial<StoreOptions>) => Promise<Store>
  query: TestDatabase['query']
  dump: TestDatabase['dump']
}
export type Use = () => Subject

/** Declares the tests of the contract for one database. */
export function storeContract(name: string, database: TestDatabase): void {
  describe(`store on ${name}`, () => {
    const opened: Store[] = []
    let store: Store
    const another = async (options: Partial<StoreOptions> = {}): Promise<Store> => {
      const made = await openStore({ url: database.url(), dataKey: KEY_A, pullChannels: [PULL], ...options })
      opened.push(made)
      return made
    }
    beforeEach(async () => {
      await database.fresh()
      store = await another()
    })
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close()
    })
    afterAll(() => database.remove())

    const use: Use = () => ({ store, another, query: database.query, dump: database.dump })
    receiveContract(use)
    turnContract(use)
    caseContract(use)
    outboxContract(use)
    readingContract(use)
    secrecyContract(use)
    crowdContract(use)
  })
}
