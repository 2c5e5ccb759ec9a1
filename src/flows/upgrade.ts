/** Flows change while people stand in them. */
import type { Frame } from '../domain/state.ts'
import { isWaiting, type Flow } from './flow.ts'

/** More removed steps in a row than this is a loop. */
const MAX_STEPS = 50

/**
 * Lifts a frame of an older version of its flow: a removed step goes on at its successor.
 * @returns null when the flow or the way on is gone: the person is told and it starts again, or ends
 */
export function upgradeFrame(frame: Frame, flows: ReadonlyMap<string, Flow>): Frame | null {
  const flow = flows.get(frame.flow)
  if (!flow) return null
  let step: string | undefined = frame.step
  for (let count = 0; step !== undefined && !(step in flow.steps) && count < MAX_STEPS; count += 1) step = flow.successors[step]
  const found = step === undefined ? undefined : flow.steps[step]
  if (step === undefined || found === undefined) return null
  const trail = frame.trail.filter((name) => name in flow.steps)
  // A step whose kind no longer waits can't be stood at.
  return isWaiting(found) ? { ...frame, step, trail, version: flow.version } : null
}

/** A frame that has ended stands at no question: it is kept for a correction as long as its flow is the same. */
export const upgradeFinished = (frame: Frame, flows: ReadonlyMap<string, Flow>): Frame | null =>
  flows.get(frame.flow)?.version === frame.version ? frame : null
