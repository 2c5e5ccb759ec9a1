/** What time does to a conversation: after hours a flow is offered again, after days only the results are kept. */
import { suspend } from './flow-talk.ts'
import type { Talk } from './talk.ts'

export type Age = 'fresh' | 'stale' | 'old'

/** Applies expiry before a message is read. `stale`: the message is not the answer to what was asked before. */
export function expire(talk: Talk): Age {
  const { state, core } = talk
  if (state.activeAt === null) return 'fresh'
  const away = talk.at.getTime() - Date.parse(state.activeAt)
  if (away > core.settings.hardExpiryMs) {
    Object.assign(state, { running: null, finished: null, suspended: [], misunderstood: 0, lastTopic: null, drift: null })
    return 'old'
  }
  if (away <= core.settings.softExpiryMs) return 'fresh'
  state.misunderstood = 0
  suspend(talk)
  return 'stale'
}
