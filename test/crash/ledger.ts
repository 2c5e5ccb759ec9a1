/** What the database says after a run: through the store, and past it. */
import { openAppStore } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { keyOf } from './answers.ts'

const PAGE = 500

export type Entry = { received: string[]; written: { key: string; uncertain: boolean }[] }
export type Query = (sql: string) => Promise<Record<string, unknown>[]>

/** @param addresses channel and handle of each conversation */
export async function readLedger(
  environment: Record<string, string>,
  query: Query,
  addresses: readonly { channel: string; handle: string }[],
): Promise<Entry[]> {
  const store = await openAppStore(readConfig(environment), () => undefined)
  try {
    const uncertain = new Set((await query('select id from outbox where uncertain > 0')).map(({ id }) => id))
    return await Promise.all(
      addresses.map(async (from) => {
        const entry: Entry = { received: [], written: [] }
        const conversation = (await store.findConversation(from))?.conversation
        if (conversation === undefined) return entry
        for (let after = 0; ;) {
          const items = await store.transcript(conversation, after, PAGE)
          for (const { seq, from: who, body, externalId } of items) {
            if (who === 'you') entry.received.push(externalId ?? '')
            else if ('lang' in body) entry.written.push({ key: keyOf(body), uncertain: uncertain.has(`${conversation}.${seq}`) })
          }
          if (items.length < PAGE) return entry
          after = items.at(-1)!.seq
        }
      }),
    )
  } finally {
    await store.close()
  }
}

const COUNTS = {
  waiting: 'select count(*) as n from inbound where handled_at is null',
  turns: 'select count(*) as n from conversation where due_at is not null or lease is not null',
  unsent: `select count(*) as n from outbox where status in ('queued', 'sending')`,
} as const

/** Whether nothing is left to do. */
export async function isDrained(query: Query): Promise<boolean> {
  const rows = await Promise.all(Object.values(COUNTS).map(query))
  return rows.every(([row]) => Number(row?.n) === 0)
}

/** Counts that must all be zero, and those that are for the table. */
export async function readCounts(query: Query) {
  const count = async (sql: string): Promise<number> => Number((await query(sql))[0]?.n ?? 0)
  return {
    waiting: await count(COUNTS.waiting),
    turns: await count(COUNTS.turns),
    unsent: await count(COUNTS.unsent),
    setAside: await count(`select count(*) as n from inbound where outcome <> 'handled'`),
    failed: await count(`select count(*) as n from outbox where status = 'failed' and code <> 'outcome_unknown'`),
    'given up': await count(`select count(*) as n from outbox where code = 'outcome_unknown'`),
    uncertain: await count('select coalesce(sum(uncertain), 0) as n from outbox'),
    marks: await count('select coalesce(sum(count), 0) as n from answer_mark'),
  }
}
