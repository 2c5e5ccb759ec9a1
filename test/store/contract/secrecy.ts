import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { AppError } from '../../../src/domain/errors.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Use } from '../../contracts/store.ts'
import { at, begin, body, commit, hear, KEY_A, KEY_B, message, person, says, state, take, transcriptOf } from '../fixtures.ts'

const SECRETS = ['31655500011', 'geheim bericht', 'geheim antwoord', 'geheim in de staat', 'geheim bestand']
const from = person(SECRETS[0])

/** A conversation full of things that must not be readable. */
async function confide(store: Store): Promise<string> {
  const conversation = await begin(store, from)
  const file = { id: 'f1', mime: 'image/png', bytes: Buffer.from(SECRETS[4]!) }
  await store.receive(message('m1', { from, body: { kind: 'text', text: SECRETS[1]!, masked: [] }, file }), {
    dueAt: at(0),
    latestMs: 0,
  })
  await commit(store, await take(store), { say: says(SECRETS[2]!), state: { ...state(), lastTopic: SECRETS[3]! } })
  return conversation
}

async function readsAll(store: Store, conversation: string): Promise<void> {
  expect(await store.findConversation(from)).toMatchObject({ conversation })
  expect((await transcriptOf(store, conversation)).slice(0, 2)).toEqual([`you: ${SECRETS[1]}`, `bot: ${SECRETS[2]}`])
  expect(Buffer.from((await store.readFile('f1'))!.bytes).toString()).toBe(SECRETS[4])
  await hear(store, `again ${Math.random()}`, { from })
  const turn = await take(store)
  expect(turn.state).toMatchObject({ lastTopic: SECRETS[3] })
  await store.failTurn(turn, { setAside: 'internal', say: [], now: at(0) })
}

/** Encryption, keys, and errors that tell nothing. */
export function secrecyContract(use: Use): void {
  test('nothing that a person wrote, was told or is reached by can be read in the database', async () => {
    const { store, dump } = use()
    await confide(store)
    const stored = await dump()
    expect(stored).toContain('v1.a.')
    for (const secret of [...SECRETS, Buffer.from(SECRETS[4]!).toString('base64'), 'antwoord', 'lastTopic']) {
      expect(stored).not.toContain(secret)
    }
  })

  test('the same text is never stored as the same value', async () => {
    const { store, query } = use()
    await begin(store)
    for (const id of ['m1', 'm2']) await hear(store, id, { body: { kind: 'choice', choice: 'same' } })
    const [one, two] = await query('select body_enc from inbound')
    expect(one!.body_enc).not.toBe(two!.body_enc)
  })

  test('a wrong key is refused, and with the right one everything is still there', async () => {
    const { store, another } = use()
    const conversation = await confide(store)
    await expect(another({ dataKey: KEY_B })).rejects.toMatchObject({ code: 'wrong_key' })
    const samesId = KEY_B.replace('b:', 'a:')
    await expect(another({ dataKey: samesId })).rejects.toMatchObject({ code: 'wrong_key' })
    await readsAll(await another(), conversation)
  })

  test('a new first key: the old data opens, is moved, and then the old key is not needed', async () => {
    const { store, another, dump } = use()
    const conversation = await confide(store)
    const both = await another({ dataKey: `${KEY_B},${KEY_A}` })
    await readsAll(both, conversation)
    expect(await both.rekey()).toBeGreaterThanOrEqual(6)
    expect(await both.rekey()).toBe(0)
    await readsAll(await another({ dataKey: KEY_B }), conversation)
    await expect(another({ dataKey: KEY_A })).rejects.toMatchObject({ code: 'wrong_key' })
    // On SQLite the write-ahead log still has old pages: only what the tables hold counts.
    if (!(await dump()).startsWith('SQLite')) expect(await dump()).not.toContain('v1.a.')
  })

  test('many rows are moved in batches', async () => {
    const { store, another, query } = use()
    await begin(store)
    for (let i = 0; i < 250; i += 1) await hear(store, `m${i}`)
    const both = await another({ dataKey: `${KEY_B},${KEY_A}` })
    // 250 messages, handle and state, and the key of the hash.
    expect(await both.rekey()).toBe(253)
    expect(await query(`select id from inbound where body_enc not like 'v1.b.%'`)).toEqual([])
  })

  test('a value that was put in the place of another does not open', async () => {
    const { store, query } = use()
    const mine = await begin(store)
    const other = person('31600000000')
    const theirs = await begin(store, other)
    await hear(store, 'mine')
    await hear(store, 'theirs', { from: other })
    await query(
      `update inbound set body_enc = (select body_enc from inbound where conversation_id = '${theirs}') where conversation_id = '${mine}'`,
    )
    await expect(store.transcript(mine, 0, 10)).rejects.toMatchObject({ code: 'wrong_key' })
  })

  test('an error tells a code and nothing of what was to be stored', async () => {
    const { store } = use()
    await begin(store, from)
    const file = { id: 'same', mime: 'image/png', bytes: new Uint8Array([1]) }
    const send = (externalId: string) =>
      store.receive(message(externalId, { from, body: { kind: 'text', text: SECRETS[1]!, masked: [] }, file }), {
        dueAt: at(0),
        latestMs: 0,
      })
    await send('secret-external-id')
    const error: unknown = await send('secret-external-id-2').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'database' })
    const seen = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String((error as Error).stack)
    for (const part of [...SECRETS, 'secret-external-id', 'v1.a.', 'image/png', 'insert into', 'params'])
      expect(seen).not.toContain(part)
    expect(await store.transcript((await store.findConversation(from))!.conversation, 0, 10)).toHaveLength(1)
  })

  test('a reply that can not be written leaves the case as it was', async () => {
    const { store } = use()
    const conversation = await begin(store)
    await store.changeCase(conversation, { kind: 'request', by: 'person', reason: 'x', urgent: false }, { now: at(0) })
    const broken = {
      ...body('x'),
      get text(): string {
        throw new TypeError('boom')
      },
    }
    await expect(
      store.changeCase(conversation, { kind: 'claim', who: 'w' }, { now: at(0), reply: broken }),
    ).rejects.toMatchObject({ code: 'internal' })
    expect(await store.openCase(conversation)).toMatchObject({ status: 'requested' })
  })
}
