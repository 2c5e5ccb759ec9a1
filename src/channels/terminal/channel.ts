/** The terminal as a channel: one conversation, plain text, choices by number. */
import type { OutboundBody } from '../../domain/outbound.ts'
import type { Channel, SendResult } from '../channel.ts'

export const TERMINAL = 'terminal'

/** A message as the terminal shows it. Emphasis has no form here: the asterisks go. */
export function terminalText(body: OutboundBody, colour: boolean): string {
  const text = body.text.replace(/\*([^*\n]+)\*/g, '$1')
  const lines = body.choices.map(({ label }, i) => `  ${i + 1}. ${label}`)
  const whole = [text, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n\n')
  return colour ? `\u001b[36m${whole}\u001b[0m` : whole
}

/** @param write shows a message; gets the body too, so that a talk can be kept */
export function terminalChannel(write: (body: OutboundBody) => void): Channel {
  return {
    name: TERMINAL,
    delivery: 'push',
    limits: { textLength: 100_000, choices: null, choiceLength: 200 },
    send(_handle, body): Promise<SendResult> {
      write(body)
      return Promise.resolve({ ok: true, externalId: null })
    },
  }
}
