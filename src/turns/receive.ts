/** Writes a message down: cleaned and masked before the first write, understood later. */
import type { InboundMessage, MessageBody } from '../domain/message.ts'
import { isTap } from '../domain/message.ts'
import { cleanText } from '../language/normalise.ts'
import type { Store } from '../store/store.ts'
import { maskPersonalData } from '../understanding/personal-data.ts'
import type { Mind } from './core.ts'

/** A burst is waited for at most this many times its pause, however long somebody goes on. */
const LONGEST_BURST = 5

/** The body as it may be written down: whole characters, nothing in it that may not be kept. */
export function receivedBody(body: MessageBody): MessageBody {
  if (body.kind === 'text') return { ...body, ...maskPersonalData(cleanText(body.text)) }
  if (body.kind === 'file') {
    const { text, masked } = maskPersonalData(cleanText(body.caption))
    return { ...body, caption: text, masked }
  }
  // A tap has an id of ours, but whoever calls the interface can write anything there.
  if (body.kind === 'choice') return { ...body, choice: maskPersonalData(cleanText(body.choice)).text }
  return body
}

/**
 * @param burstMs how long to wait for more of the same message; 0 for a tap
 * @param mind reads the text meanwhile, so that it is understood by the time its turn comes
 * @returns whether the message is new: a redelivery changes nothing
 */
export async function receive(
  store: Store,
  message: InboundMessage,
  burstMs: number,
  mind?: Pick<Mind, 'readAhead'>,
): Promise<boolean> {
  const wait = isTap(message.body) ? 0 : burstMs
  const due = { dueAt: new Date(message.at.getTime() + wait), latestMs: wait * LONGEST_BURST }
  const body = receivedBody(message.body)
  const written = store.receive({ ...message, body }, due)
  if (body.kind === 'text') readAhead(body.text, mind)
  return (await written).fresh
}

/** The message is being written down: whatever goes wrong here is for its turn to find and report. */
function readAhead(text: string, mind: Pick<Mind, 'readAhead'> | undefined): void {
  try {
    mind?.readAhead(text)
  } catch {
    return
  }
}
