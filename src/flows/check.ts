/** Checks scripted flows without running them: every way leads on, every text is there, nothing is shadowed. */
import { AUDIENCES, GLOBAL_WORDS, LAWS } from '../domain/codes.ts'
import { checkFlowTexts } from './check-texts.ts'
import { inFlow, type FlowFinding, type FlowSurroundings } from './finding.ts'
import { exits, isWaiting, type Flow, type Step, type WaitingStep } from './flow.ts'
import { SHIPPED_STEPS } from './shipped-steps.ts'

/** Ids that the engine, the conversation or the page understand by themselves. */
const RESERVED = new Set<string>([...GLOBAL_WORDS, 'skip', 'national'])
/** Offers that are ways on of the conversation itself. */
const WAYS_ON = new Set(['human', 'menu'])

/** Steps from which `from` can be come to by following `next`, `from` included. */
function reach(from: Iterable<string>, next: (step: string) => readonly string[]): Set<string> {
  const found = new Set(from)
  for (const step of found) for (const other of next(step)) found.add(other)
  return found
}

const waysOut = (flow: Flow, name: string): string[] => {
  const step = flow.steps[name]
  return step ? exits(step) : []
}

function checkWays(flow: Flow): FlowFinding[] {
  const names = Object.keys(flow.steps)
  const unknown = names.flatMap((name) =>
    waysOut(flow, name)
      .filter((to) => !(to in flow.steps))
      .map((to) => inFlow(flow, name, `goes to ${to}, which is no step`)),
  )
  if (!(flow.start in flow.steps)) return [...unknown, inFlow(flow, 'start', `${flow.start} is no step`)]
  const reached = reach([flow.start], (name) => waysOut(flow, name))
  const before = (name: string): string[] => names.filter((other) => waysOut(flow, other).includes(name))
  const ending = reach(
    names.filter((name) => flow.steps[name]?.kind === 'end'),
    before,
  )
  return [
    ...unknown,
    ...names.filter((name) => !reached.has(name)).map((name) => inFlow(flow, name, 'is never reached')),
    ...names.filter((name) => !ending.has(name)).map((name) => inFlow(flow, name, 'leads to no end')),
    ...names
      .filter((name) => turnsInCircle(flow, name))
      .map((name) => inFlow(flow, name, 'comes back to itself without a question')),
  ]
}

/** Steps that do not wait must not lead round to themselves. */
function turnsInCircle(flow: Flow, name: string): boolean {
  const passing = (one: string): string[] => {
    const step = flow.steps[one]
    return step && !isWaiting(step) ? exits(step) : []
  }
  return reach(passing(name), passing).has(name)
}

function checkOptions(flow: Flow, name: string, step: WaitingStep): FlowFinding[] {
  if (step.kind !== 'choose') return []
  const ids = step.options.map(({ id }) => id)
  return [
    ...ids.filter((id) => RESERVED.has(id)).map((id) => inFlow(flow, name, `the option ${id} is a global word or a reserved id`)),
    ...ids
      .filter((id) => /[:@\s]/.test(id))
      .map((id) => inFlow(flow, name, `the option ${id} has a sign that ids on the wire use`)),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => inFlow(flow, name, `the option ${id} is there twice`)),
    ...(ids.length === 0 ? [inFlow(flow, name, 'has no options')] : []),
  ]
}

function checkDecide(flow: Flow, name: string, step: Step & { kind: 'decide' }, around: FlowSurroundings): FlowFinding[] {
  const rule = around.rules[step.rule]
  if (!rule) return [inFlow(flow, name, `there is no rule ${step.rule}`)]
  const ways = Object.keys(step.next)
  return [
    ...rule.outcomes
      .filter((outcome) => !ways.includes(outcome))
      .map((outcome) => inFlow(flow, name, `has no way on for the outcome ${outcome}`)),
    ...ways
      .filter((way) => !rule.outcomes.includes(way))
      .map((way) => inFlow(flow, name, `${way} is no outcome of the rule ${step.rule}`)),
    ...rule.figures
      .filter((id) => !around.figures.has(id))
      .map((id) =>
        inFlow(flow, name, `the rule ${step.rule} needs the figure ${id}, which is not in content/national/figures.yaml`),
      ),
  ]
}

const PROFILE: Readonly<Record<'audience' | 'law', readonly string[]>> = { audience: AUDIENCES, law: LAWS }

/** What is kept of a person was asked before, and is a value that the profile knows. */
function checkRemember(flow: Flow, name: string, { what, slot }: Step & { kind: 'remember' }): FlowFinding[] {
  const savers = Object.values(flow.steps).filter((step) => 'save' in step && step.save === slot)
  if (savers.length === 0) return [inFlow(flow, name, `keeps ${slot}, which no step asks`)]
  if (what === 'municipality') return []
  const values = savers.flatMap((step) => (step.kind === 'choose' ? step.options.map(({ id }) => id) : []))
  return values.filter((value) => !PROFILE[what].includes(value)).map((value) => inFlow(flow, name, `${value} is no ${what}`))
}

function checkStep(flow: Flow, name: string, step: Step, around: FlowSurroundings): FlowFinding[] {
  if (step.kind === 'decide') return checkDecide(flow, name, step, around)
  if (step.kind === 'remember') return checkRemember(flow, name, step)
  if (step.kind !== 'end') return step.kind === 'say' ? [] : checkOptions(flow, name, step)
  const unknown = (step.offer ?? []).filter((id) => !WAYS_ON.has(id) && !around.topics.has(id))
  return unknown.map((id) => inFlow(flow, name, `offers ${id}, which is no topic with an answer`))
}

/** Somebody may stand in a step of any version: every name ever shipped is there, or says where it goes on. */
function checkShipped(flow: Flow, shipped: readonly string[]): FlowFinding[] {
  const names = Object.keys(flow.steps)
  const end = (name: string): string | undefined => {
    const seen = new Set<string>()
    let at: string | undefined = name
    while (at !== undefined && !(at in flow.steps) && !seen.has(at)) {
      seen.add(at)
      at = flow.successors[at]
    }
    return at !== undefined && at in flow.steps ? at : undefined
  }
  return [
    ...names
      .filter((name) => !shipped.includes(name))
      .map((name) => inFlow(flow, name, 'is not in src/flows/shipped-steps.ts: add it')),
    ...shipped
      .filter((name) => end(name) === undefined)
      .map((name) => inFlow(flow, name, 'was removed and has no successor that exists')),
    ...Object.keys(flow.successors)
      .filter((name) => name in flow.steps)
      .map((name) => inFlow(flow, name, 'has a successor, but is still a step')),
    ...Object.keys(flow.successors)
      .filter((name) => !shipped.includes(name))
      .map((name) => inFlow(flow, name, 'has a successor, but is not in src/flows/shipped-steps.ts')),
  ]
}

/** All that is wrong with the flows, by what surrounds them. */
export function checkFlows(flows: ReadonlyMap<string, Flow>, around: FlowSurroundings): FlowFinding[] {
  const shipped = around.shipped ?? SHIPPED_STEPS
  return [...flows].flatMap(([id, flow]) => [
    ...(id === flow.id ? [] : [inFlow(flow, 'id', `stands under another id, ${id}`)]),
    ...checkWays(flow),
    ...Object.entries(flow.steps).flatMap(([name, step]) => checkStep(flow, name, step, around)),
    ...checkShipped(flow, shipped[flow.id] ?? []),
    ...checkFlowTexts(flow, around),
  ])
}
