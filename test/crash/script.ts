/** What a person does in a conversation, and what must be answered: played in the pure core, one message after another. */
import { wireId } from '../../src/conversation/choices.ts'
import { loadState } from '../../src/conversation/load-state.ts'
import type { Language } from '../../src/domain/codes.ts'
import type { MessageBody } from '../../src/domain/message.ts'
import { newState, type State } from '../../src/domain/state.ts'
import type { Mind } from '../../src/turns/core.ts'
import { receivedBody } from '../../src/turns/receive.ts'
import { think } from '../../src/turns/think.ts'
import { keyOf } from './answers.ts'
import type { Dice } from './random.ts'

const FIXED = ['menu', 'help', 'language', 'privacy', 'repeat', 'back', 'aboutMe', 'stop', 'human']
const LANGUAGES = ['language:nl', 'language:en', 'language:ar']
const TEXTS = [
  'Wat is inburgering?',
  'Ik heb een brief van DUO',
  'How do I get a DigiD?',
  'Can I borrow money for my course?',
  'أين أتعلم اللغة؟',
  'مرحبا',
  'hallo',
  'dank je wel',
  '2',
  'ja',
  'nee',
  '12 mei 2026',
  'menu',
  'qwrt zxcv plkj',
  'mijn bsn is 123456782',
]

export type Start = { language: Language; municipality: string }

export class Script {
  /** Every answer so far, in order. */
  readonly expected: string[] = []
  marks = 0
  readonly start: Start
  private state: State
  private readonly mind: Mind
  private readonly dice: Dice

  constructor(start: Start, mind: Mind, dice: Dice) {
    this.start = start
    this.state = newState(start)
    this.mind = mind
    this.dice = dice
  }

  /** A fixed button, a choice of the present question, an old button, or, now and then, a text. */
  choose(): MessageBody {
    const { question, earlier } = this.state
    const roll = this.dice.roll()
    if (roll < 0.05) return { kind: 'text', text: this.dice.pick(TEXTS), masked: [] }
    const old = roll < 0.1 ? earlier.at(-1) : null
    const from = old ?? question
    if (roll > 0.55 || !from) return { kind: 'choice', choice: this.dice.pick(this.dice.chance(0.1) ? LANGUAGES : FIXED) }
    return { kind: 'choice', choice: wireId(this.dice.pick(from.say.choices).id, from.number) }
  }

  /** Goes on by one message: what it must be answered is expected from now on. */
  play(body: MessageBody, at: Date): void {
    const state = loadState(JSON.parse(JSON.stringify(this.state)), this.start)
    const thought = think(state, [{ at, body: { kind: 'message', body: receivedBody(body) } }], null, this.mind)
    this.state = thought.state
    this.marks += thought.marks.length
    this.expected.push(...thought.say.map((one) => keyOf(one.body)))
  }
}
