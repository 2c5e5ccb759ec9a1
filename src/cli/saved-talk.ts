/** Keeps a talk as a conversation file for the tests: it is played again, and what it says by key is written down. */
import { existsSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { stringify } from 'yaml'
import type { Language, PersonalDataKind } from '../domain/codes.ts'
import { AppError } from '../domain/errors.ts'
import { newState } from '../domain/state.ts'
import { cleanText } from '../language/normalise.ts'
import type { Mind } from '../turns/core.ts'
import { playTurn, type Scene } from '../turns/play.ts'
import { receivedBody } from '../turns/receive.ts'
import { findPersonalData } from '../understanding/personal-data.ts'

const reasonOf = (error: unknown): string => {
  const { code = 'error' } = error as { code?: string }
  return code === 'EEXIST' ? 'the file is there already' : `the file can't be made (${code})`
}

/** Looked at before the talk, so that nobody talks in vain. @throws AppError config */
export function checkSavePath(path: string): void {
  if (existsSync(path)) throw new AppError('config', `\n--save: ${reasonOf({ code: 'EEXIST' })}; choose another name`)
  if (!existsSync(dirname(path))) throw new AppError('config', '\n--save: there is no such folder; choose another name')
}

/** Data that belong to nobody, one of each kind: the file plays as the talk went, and holds nothing of anybody. */
const STAND_INS: Record<PersonalDataKind, string> = {
  bsn: '111222333',
  iban: 'NL91ABNA0417164300',
  code: '123456',
  password: 'Geheim-123',
  document: 'SPECI2014',
  phone: '0612345678',
  email: 'naam@example.org',
}

function withStandIns(text: string): string {
  let result = text
  for (const { kind, start, end } of findPersonalData(text).toReversed())
    result = `${result.slice(0, start)}${STAND_INS[kind]}${result.slice(end)}`
  return result
}

type SavedTurn = { after?: string; says: string; bot: string[]; choices?: string[] }

export class SavedTalk {
  private readonly mind: Mind
  private readonly start: { language: Language; municipality: string }
  private readonly turns: SavedTurn[] = []
  private scene: Scene | null = null

  constructor(mind: Mind, start: { language: Language; municipality: string }) {
    this.mind = mind
    this.start = start
  }

  /** Plays one message. In the place of personal data stands something made up. */
  add(text: string, at: Date): void {
    const says = withStandIns(cleanText(text))
    const body = receivedBody({ kind: 'text', text: says, masked: [] })
    const before = this.scene
    const played = playTurn(
      { ...(before ?? { state: newState(this.start), openCase: null }), at },
      [{ kind: 'message', body }],
      this.mind,
    )
    this.scene = { state: played.state, openCase: played.openCase, at }
    const seconds = before ? Math.round((at.getTime() - before.at.getTime()) / 1000) : 0
    this.turns.push({
      ...(seconds > 60 ? { after: `${seconds}s` } : {}),
      says,
      bot: played.keys,
      ...(played.choices.length > 0 ? { choices: played.choices } : {}),
    })
  }

  /** @throws AppError config when the file can't be made or is there already: a test is never overwritten by a talk */
  write(path: string): void {
    if (this.turns.length === 0) return
    const file = { title: 'A talk kept from the terminal', ...this.start, turns: this.turns }
    try {
      writeFileSync(path, stringify(file, { lineWidth: 130 }), { flag: 'wx' })
    } catch (error) {
      throw new AppError('config', `\n--save: ${reasonOf(error)}; choose another name`)
    }
    console.error(`Kept as ${path}: give it a title, and read whether it is what should be said.`)
  }
}
