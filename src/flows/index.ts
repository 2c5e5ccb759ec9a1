/** Every flow of the project, by id: the engine, the checker and the tests go by this list. */
import { aboutYou } from './about-you.ts'
import type { Flow } from './flow.ts'
import { objection } from './objection.ts'

export const FLOWS: ReadonlyMap<string, Flow> = new Map<string, Flow>([aboutYou, objection].map((flow) => [flow.id, flow]))
