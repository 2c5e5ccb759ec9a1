/** The turn worker: what breaks is set aside, what is old is thought again, what belongs together is read together. */
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { newState } from '../../src/domain/state.ts'
import type { Store, TurnCommit } from '../../src/store/store.ts'
import { receive } from '../../src/turns/receive.ts'
import { postgresAnswers, postgresDatabase, sqliteDatabase } from '../store/databases.ts'
import { Stage, textOf } from './stage.ts'

const LETTER = 'Wanneer komt de brief van DUO?'
const databases = { SQLite: sqliteDatabase(), ...((await postgresAnswers()) ? { PostgreSQL: postgresDatabase() } : {}) }

describe.each(Object.entries(databases))('on %s', (_, database) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await Stage.on(database)
  })
  afterEach(() => stage.store.close())
  afterAll(() => database.remove())

  describe('a message on which thinking breaks', () => {
    test('is tried three times, with a pause, and set aside; the person hears it, it is kept, and later ones are answered', async () => {
      const conversation = await stage.begin('amina')
      stage.breakOn('gif')
      await stage.hear('amina', 'dit is gif')
      expect(await stage.work()).toBe(1)
      expect(stage.reports).toEqual(['turn_failed RangeError'])
      stage.clock += 1_999
      expect(await stage.work()).toBe(0)
      stage.clock += 1
      expect(await stage.work()).toBe(1)
      stage.clock += 4_000
      expect(await stage.work()).toBe(1)
      expect(stage.reports).toEqual(['turn_failed RangeError', 'turn_failed RangeError', 'turn_set_aside RangeError'])
      expect(await stage.texts(conversation, 'bot')).toEqual([textOf('error.again')])
      expect(await stage.texts(conversation, 'you')).toEqual(['dit is gif'])
      expect(await stage.store.figures()).toMatchObject({ setAside: 1, waitingTurns: 0 })
      await stage.hear('amina', LETTER)
      expect(await stage.work()).toBe(1)
      expect((await stage.texts(conversation, 'bot')).at(-1)).toContain(textOf('letter.when.short'))
      const reported = stage.reports.length
      stage.clock += 86_400_000
      expect([await stage.work(), stage.reports.length]).toEqual([0, reported])
    })

    test('others are answered meanwhile', async () => {
      await stage.begin('amina')
      const other = await stage.begin('bilal')
      stage.breakOn('gif')
      await stage.hear('amina', 'gif')
      await stage.hear('bilal', LETTER)
      expect(await stage.work()).toBe(2)
      expect(await stage.texts(other, 'bot')).toHaveLength(1)
    })

    test('the apology is in the language of the conversation and leads on', async () => {
      const conversation = await stage.begin('amina', 'ar')
      stage.breakOn('gif')
      await stage.hear('amina', 'gif')
      for (let i = 0; i < 3; i += 1) {
        await stage.work()
        stage.clock += 5_000
      }
      const [said] = (await stage.transcript(conversation)).filter(({ from }) => from === 'bot')
      expect(said?.body).toMatchObject({ text: textOf('error.again', 'ar'), lang: 'ar', dir: 'rtl', choices: [{ id: 'menu' }] })
    })

    test('once it can be thought about again, it is answered and nothing is set aside', async () => {
      const conversation = await stage.begin('amina')
      stage.breakOn('DUO')
      await stage.hear('amina', LETTER)
      await stage.work()
      stage.breakOn('nothing')
      stage.clock += 2_000
      await stage.work()
      expect((await stage.texts(conversation, 'bot')).join()).toContain(textOf('letter.when.short'))
      expect(await stage.store.figures()).toMatchObject({ setAside: 0 })
    })

    test('what came while it was tried again is kept too', async () => {
      const conversation = await stage.begin('amina')
      stage.breakOn('gif')
      await stage.hear('amina', 'gif')
      await stage.work()
      await stage.hear('amina', LETTER)
      for (let i = 0; i < 4; i += 1) {
        stage.clock += 5_000
        await stage.work()
      }
      expect(await stage.texts(conversation, 'you')).toEqual(['gif', LETTER])
      expect((await stage.texts(conversation, 'bot'))[0]).toBe(textOf('error.again'))
      expect(await stage.store.figures()).toMatchObject({ waitingTurns: 0 })
    })

    test('a state that can not be read costs the place in a flow, not the conversation', async () => {
      const from = { channel: 'web', handle: 'amina' }
      const state = {
        ...newState({ language: 'en', municipality: 'national' }),
        format: 99 as unknown as 1,
        running: 'odd' as never,
      }
      const { conversation } = await stage.store.openConversation(
        { from, municipality: 'national', language: 'en', state },
        stage.now(),
      )
      await stage.hear('amina', 'menu')
      await stage.work()
      expect((await stage.texts(conversation, 'bot')).at(-1)).toBe(textOf('menu.question', 'en'))
      expect(stage.reports).toEqual([])
    })
  })

  describe('a commit that does not come through', () => {
    /** Something in the way of the next commits, once each. */
    function inTheWay(...obstacles: ((commit: TurnCommit) => Promise<void>)[]): void {
      const commitTurn: Store['commitTurn'] = async (commit) => {
        await obstacles.shift()?.(commit)
        return stage.store.commitTurn(commit)
      }
      stage.seen = { ...stage.store, commitTurn }
    }

    test('changed meanwhile (a caseworker claimed it): thought again, and the gate is kept', async () => {
      const conversation = await stage.begin('amina')
      const change = { now: stage.now(), name: 'Anna' }
      await stage.store.changeCase(conversation, { kind: 'request', by: 'person', reason: 'human', urgent: false }, change)
      await stage.hear('amina', LETTER)
      inTheWay(async () => {
        expect(await stage.store.changeCase(conversation, { kind: 'claim', who: 'w1' }, change)).toMatchObject({ ok: true })
      })
      expect(await stage.work()).toBe(2)
      expect(stage.reports).toEqual(['turn_stale '])
      const said = await stage.texts(conversation, 'bot')
      expect(said).toHaveLength(1)
      expect(said[0]).toContain('Anna')
      expect(await stage.store.openCase(conversation)).toMatchObject({ status: 'claimed' })
    })

    test('a message that comes while thinking is not lost and not answered twice', async () => {
      const conversation = await stage.begin('amina')
      await stage.hear('amina', 'menu')
      inTheWay(async () => {
        await stage.hear('amina', LETTER)
      })
      await stage.work()
      const said = await stage.texts(conversation, 'bot')
      expect(said).toHaveLength(2)
      expect([said[0], said[1]?.includes(textOf('letter.when.short'))]).toEqual([textOf('menu.question'), true])
    })

    test('the database lost: told to the operator, and tried again two seconds later, not after the lease', async () => {
      const conversation = await stage.begin('amina')
      await stage.hear('amina', 'menu')
      inTheWay(() => Promise.reject(new AppError('database', '57P01')))
      await expect(stage.work()).rejects.toMatchObject({ code: 'database' })
      expect(await stage.work()).toBe(0)
      stage.clock += 2_000
      expect(await stage.work()).toBe(1)
      expect(await stage.texts(conversation, 'bot')).toEqual([textOf('menu.question')])
    })

    test('written, but the answer of the database was lost: not written again', async () => {
      const conversation = await stage.begin('amina')
      await stage.hear('amina', 'menu')
      inTheWay(async (commit) => {
        expect(await stage.store.commitTurn(commit)).toBe('done')
        throw new AppError('database', 'ECONNRESET')
      })
      await expect(stage.work()).rejects.toMatchObject({ code: 'database' })
      stage.clock += 60_000
      expect(await stage.work()).toBe(0)
      expect(await stage.texts(conversation, 'bot')).toEqual([textOf('menu.question')])
    })

    test('a mistake of ours in it is set aside after three times, like one in thinking', async () => {
      const conversation = await stage.begin('amina')
      await stage.hear('amina', 'menu')
      const mistake = () => Promise.reject(new AppError('internal'))
      inTheWay(mistake, mistake, mistake)
      for (let i = 0; i < 3; i += 1) {
        expect(await stage.work()).toBe(1)
        stage.clock += 5_000
      }
      expect(stage.reports).toEqual(['turn_failed internal', 'turn_failed internal', 'turn_set_aside internal'])
      expect(await stage.texts(conversation, 'bot')).toEqual([textOf('error.again')])
    })

    test('a worker that died with a turn: another takes it when the lease is over, and not before', async () => {
      const conversation = await stage.begin('amina')
      await stage.hear('amina', 'menu')
      expect(await stage.store.nextTurn(stage.now(), 30_000)).not.toBeNull()
      stage.clock += 29_999
      expect(await stage.work()).toBe(0)
      stage.clock += 1
      expect(await stage.work()).toBe(1)
      expect(await stage.texts(conversation, 'bot')).toEqual([textOf('menu.question')])
    })
  })

  test('a message that comes again changes nothing, before its turn and after', async () => {
    const conversation = await stage.begin('amina')
    const message = { from: { channel: 'web', handle: 'amina' }, externalId: 'm', at: stage.now() }
    const again = (text: string) => receive(stage.store, { ...message, body: { kind: 'text', text, masked: [] } }, 0)
    expect([await again('menu'), await again('menu')]).toEqual([true, false])
    expect(await stage.work()).toBe(1)
    const before = await stage.transcript(conversation)
    expect(await again(LETTER)).toBe(false)
    expect(await stage.work()).toBe(0)
    expect(await stage.transcript(conversation)).toEqual(before)
  })

  describe('several messages in a burst', () => {
    test('are read as one, once nothing more comes; every one is kept as it was sent', async () => {
      const conversation = await stage.begin('amina')
      for (const text of ['ik heb een vraag', 'over de brief van DUO', 'wanneer komt hij?']) {
        await stage.hear('amina', text, 800)
        stage.clock += 700
        expect(await stage.work()).toBe(0)
      }
      stage.clock += 100
      expect(await stage.work()).toBe(1)
      const said = await stage.texts(conversation, 'bot')
      expect(said).toHaveLength(1)
      expect(said[0]).toContain(textOf('letter.when.short'))
      expect(await stage.texts(conversation, 'you')).toHaveLength(3)
    })

    test('are not waited for without end: somebody who keeps typing is answered too', async () => {
      await stage.begin('amina')
      let waited = 0
      while ((await stage.work()) === 0) {
        await stage.hear('amina', `nog iets ${waited}`, 800)
        stage.clock += 700
        waited += 700
      }
      expect(waited).toBeGreaterThan(3_000)
      expect(waited).toBeLessThanOrEqual(800 * 6 + 700)
    })

    test('a tap is never held back, and takes along what waits before it', async () => {
      const conversation = await stage.begin('amina')
      await stage.hear('amina', LETTER, 800)
      await stage.hear('amina', { kind: 'choice', choice: 'menu' }, 800)
      expect(await stage.work()).toBe(1)
      const said = await stage.texts(conversation, 'bot')
      expect([said[0]?.includes(textOf('letter.when.short')), said.at(-1)]).toEqual([true, textOf('menu.question')])
    })

    test('a message of another conversation is none of it', async () => {
      const [one, other] = [await stage.begin('amina'), await stage.begin('bilal')]
      await stage.hear('amina', 'menu', 800)
      await stage.hear('bilal', LETTER, 800)
      stage.clock += 800
      expect(await stage.work()).toBe(2)
      expect(await stage.texts(one, 'bot')).toEqual([textOf('menu.question')])
      expect(await stage.texts(other, 'bot')).toHaveLength(1)
    })
  })
})
