/** Personal data is crossed out before the first write, whatever it comes in; and nothing of it, or of anybody, is in the database. */
import { afterAll, describe, expect, test } from 'vitest'
import type { InboundMessage, MessageBody } from '../../src/domain/message.ts'
import { receivedBody } from '../../src/turns/receive.ts'
import { postgresAnswers, postgresDatabase, sqliteDatabase } from '../store/databases.ts'
import { Stage, textOf } from './stage.ts'

const MARK = '•••••'
const text = (said: string): MessageBody => ({ kind: 'text', text: said, masked: [] })
const file = (caption: string): MessageBody => ({ kind: 'file', file: { id: 'f1', kind: 'image', size: 3 }, caption, masked: [] })

describe('the body that may be written down', () => {
  test.each([
    ['bsn', 'mijn bsn is 111222333 dank u', `mijn bsn is ${MARK} dank u`],
    ['bsn', 'bsn 111.222.333', `bsn ${MARK}`],
    ['bsn', 'رقمي ١١١٢٢٢٣٣٣', `رقمي ${MARK}`],
    ['iban', 'NL91 ABNA 0417 1643 00 is van mij', `${MARK} is van mij`],
    ['code', 'de code is 482913', `de code is ${MARK}`],
    ['password', 'wachtwoord: Tulp!2026', `wachtwoord: ${MARK}`],
    ['document', 'paspoort SPECI2014', `paspoort ${MARK}`],
  ])('%s: %s', (kind, said, kept) => {
    expect(receivedBody(text(said))).toEqual({ kind: 'text', text: kept, masked: [kind] })
    expect(receivedBody(file(said))).toMatchObject({ caption: kept, masked: [kind] })
  })

  test('a number with control characters in it is found as well', () => {
    expect(receivedBody(text('bsn 111\u0000222\u0007333'))).toMatchObject({ masked: ['bsn'] })
  })

  test('what a caller puts into a tap is crossed out too; a real choice stays as it is', () => {
    expect(receivedBody({ kind: 'choice', choice: 'x 111222333' })).toEqual({ kind: 'choice', choice: `x ${MARK}` })
    for (const choice of ['menu', 'is:audience:family@12', 'more:letter.when@123456789', 'subject:letters:16@3', 'language:prs'])
      expect(receivedBody({ kind: 'choice', choice })).toEqual({ kind: 'choice', choice })
  })

  test('a phone number and an address may stay: a caseworker may need them', () => {
    expect(receivedBody(text('bel 0612345678 of mail a@example.org'))).toMatchObject({
      text: 'bel 0612345678 of mail a@example.org',
      masked: [],
    })
  })
})

const databases = { SQLite: sqliteDatabase(), ...((await postgresAnswers()) ? { PostgreSQL: postgresDatabase() } : {}) }

describe.each(Object.entries(databases))('in the database: %s', (_, database) => {
  afterAll(() => database.remove())

  test('a talk full of secrets: nothing readable anywhere, nothing of a BSN even with the key', async () => {
    const stage = await Stage.on(database)
    const written: InboundMessage[] = []
    const { store } = stage
    Object.assign(stage, {
      store: {
        ...store,
        receive: (message: InboundMessage, due: Parameters<typeof store.receive>[1]) => {
          written.push(message)
          return store.receive(message, due)
        },
      },
    })
    const conversation = await stage.begin('31612345678')
    const talk = [
      'mijn bsn is 111222333',
      file('bsn 111222333 op de foto'),
      { kind: 'choice', choice: '111222333' } as const,
      'Wanneer komt mijn geheime brief?',
    ]
    for (const said of talk) {
      await stage.hear('31612345678', said)
      await stage.work()
    }
    expect(JSON.stringify(written)).not.toContain('111222333')
    expect(JSON.stringify(await stage.transcript(conversation))).not.toContain('111222333')
    expect((await stage.texts(conversation, 'bot')).join()).toContain(textOf('pii.bsn'))
    const stored = await database.dump()
    for (const secret of [
      '111222333',
      '31612345678',
      'geheime',
      textOf('letter.when.short').slice(0, 30),
      Buffer.from('111222333').toString('base64'),
    ])
      expect(stored).not.toContain(secret)
    await store.close()
  })

  test('what an older detector let through is crossed out in the turn that finds it, and the person is told', async () => {
    const stage = await Stage.on(database)
    const conversation = await stage.begin('amina')
    const from = { channel: 'web', handle: 'amina' }
    const due = { dueAt: stage.now(), latestMs: 0 }
    const old = [{ ...text('mijn bsn is 111222333'), masked: ['code'] } as MessageBody, file('bsn 111222333')]
    for (const [i, body] of old.entries()) {
      await stage.store.receive({ from, externalId: `old${i}`, at: stage.now(), body }, due)
      await stage.work()
    }
    const kept = await stage.transcript(conversation)
    expect(JSON.stringify(kept)).not.toContain('111222333')
    const own = kept.filter((item) => item.from === 'you').map((item) => item.body)
    expect(own).toMatchObject([
      { text: `mijn bsn is ${MARK}`, masked: ['code', 'bsn'] },
      { caption: `bsn ${MARK}`, masked: ['bsn'] },
    ])
    expect((await stage.texts(conversation, 'bot')).filter((said) => said.includes(textOf('pii.bsn')))).toHaveLength(2)
    await stage.store.close()
  })
})
