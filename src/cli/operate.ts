/** Commands for who runs it: tables, keys, retention. Each says in one line what it did. */
import { openAppStore } from '../app.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'

const DAY_MS = 86_400_000

async function withStore(config: Config, work: (store: Store) => Promise<string>): Promise<number> {
  const store = await openAppStore(config, (line) => console.error(line))
  try {
    console.log(await work(store))
    return 0
  } finally {
    await store.close()
  }
}

/** Makes or updates the tables: opening the store does it. */
export const migrate = (config: Config): Promise<number> =>
  withStore(config, () => Promise.resolve('The database is up to date.'))

/** Moves what older keys encrypted to the first key of DATA_KEY. */
export const rekey = (config: Config): Promise<number> =>
  withStore(
    config,
    async (store) => `${await store.rekey()} rows moved to the first key. Older keys may now be taken out of DATA_KEY.`,
  )

/** Deletes what is past its time; `npm start` does this once a day by itself. */
export const retention = (config: Config): Promise<number> =>
  withStore(config, async (store) => {
    const before = (days: number): Date => new Date(Date.now() - days * DAY_MS)
    const gone = await store.forget({ conversations: before(config.RETENTION_DAYS), files: before(config.ATTACHMENT_DAYS) })
    return `${gone.conversations} conversations and ${gone.files} files deleted.`
  })
