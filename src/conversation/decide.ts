/** From scores to what is done: answer, let choose, or say that it was not understood. */
import type { TopicScore } from '../domain/understanding.ts'

/** Above this the likeliest topic is answered at once. */
const SURE = 0.5
/** ... if it is this much ahead of the second. */
const AHEAD = 0.12
/** Together at least this: then three are offered. */
const WORTH_OFFERING = 0.3

export type TopicDecision = { kind: 'sure'; topic: string } | { kind: 'unsure'; topics: string[] } | { kind: 'none' }

/** @param answered whether there is an answer to a topic at all: nothing is offered that leads nowhere */
export function decideTopic(scores: readonly TopicScore[], answered: (topic: string) => boolean): TopicDecision {
  const [first, second] = scores
  if (!first || first.id === 'none') return first && first.confidence >= SURE ? { kind: 'none' } : offer(scores, answered)
  const sure = first.confidence >= SURE && first.confidence - (second?.confidence ?? 0) >= AHEAD
  return sure && answered(first.id) ? { kind: 'sure', topic: first.id } : offer(scores, answered)
}

function offer(scores: readonly TopicScore[], answered: (topic: string) => boolean): TopicDecision {
  const topics = scores.filter(({ id, confidence }) => id !== 'none' && confidence > 0.02 && answered(id))
  const sum = topics.reduce((total, { confidence }) => total + confidence, 0)
  return topics.length > 0 && sum >= WORTH_OFFERING ? { kind: 'unsure', topics: topics.map(({ id }) => id) } : { kind: 'none' }
}
