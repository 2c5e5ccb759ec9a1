/** A stored state of any age becomes a state of today: known formats are lifted, anything else starts afresh. */
import { Audience, Language, Law } from '../domain/codes.ts'
import { newState, State } from '../domain/state.ts'

type Start = { language: Language; municipality: string }
type Stored = Record<string, unknown>

/** Lifts one format to the next. Each stands for ever once it has shipped; format 1 is the first. */
const LIFTS: Readonly<Record<number, (stored: Stored) => Stored>> = {}
const NEWEST = 1

const isStored = (value: unknown): value is Stored => typeof value === 'object' && value !== null

/** Never throws: what can't be read costs the place in a flow, never the conversation. Language and profile are kept if legible. */
export function loadState(stored: unknown, start: Start): State {
  let current = isStored(stored) ? stored : {}
  for (let format = typeof current.format === 'number' ? current.format : NEWEST; format < NEWEST && LIFTS[format]; format += 1)
    current = LIFTS[format]?.(current) ?? current
  const found = State.safeParse(current)
  return found.success ? found.data : salvage(current, start)
}

function salvage(stored: Stored, start: Start): State {
  const profile = isStored(stored.profile) ? stored.profile : {}
  const fresh = newState({
    language: Language.catch(start.language).parse(stored.language),
    municipality: typeof profile.municipality === 'string' ? profile.municipality : start.municipality,
  })
  const legible = isStored(stored) && Object.keys(stored).length > 0
  return {
    ...fresh,
    greeted: legible && stored.greeted === true,
    profile: {
      ...fresh.profile,
      audience: Audience.catch('unknown').parse(profile.audience),
      law: Law.catch('unknown').parse(profile.law),
    },
  }
}
