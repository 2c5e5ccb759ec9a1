/** The variants of an answer: complete, spelled right, and the same in a municipality as in the country. */
import { join } from 'node:path'
import { AUDIENCES, LAWS } from '../../domain/codes.ts'
import { NATIONAL, type Pack } from '../knowledge.ts'
import { VARIANTS } from '../schema.ts'
import { fault, warning, type Finding } from './finding.ts'
import { grouped } from './group.ts'
import { answerKey, fileOf, sourceTexts, topicsOf, type AnswerKey, type CheckInput } from './input.ts'

type Answer = AnswerKey & { key: string }

/** The parts of answers that a namespace has in Dutch. */
function answersIn(input: CheckInput, ns: string): Answer[] {
  const topics = topicsOf(input.content)
  return Object.keys(sourceTexts(input.content, ns)).flatMap((key) => {
    const answer = answerKey(key, topics)
    return answer && answer.part !== 'title' ? [{ ...answer, key }] : []
  })
}

/** Both parts of a variant, named as a variant, with a truth that says where it comes from. */
function checkParts(input: CheckInput, pack: Pack): Finding[] {
  const dutch = sourceTexts(input.content, pack.id)
  return answersIn(input, pack.id).flatMap(({ topic, part, variant, key }) => {
    const file = fileOf(input, 'nl', pack.id, key)
    const other = `${topic}.${part === 'short' ? 'more' : 'short'}${variant === '' ? '' : `_${variant}`}`
    const known = variant === '' || VARIANTS.includes(variant)
    const named = variant === '' || (pack.topics.get(topic)?.differs.includes(variant) ?? true)
    return [
      ...(other in dutch ? [] : [fault(file, other, `missing, though there is ${key}: the two parts come together`)]),
      ...(known
        ? []
        : [
            fault(file, key, `"${variant}" is no variant: ${AUDIENCES.join(', ')}, ${LAWS.join(', ')}, or both with a _ between`),
          ]),
      ...(known && !named
        ? [warning(join('content', pack.id, 'topics'), `${topic}.differs`, `does not name ${variant}, though there is ${key}`)]
        : []),
    ]
  })
}

/** Every answer stands on a truth of its own pack: where it was read, and when. */
function checkSourced(input: CheckInput, pack: Pack): Finding[] {
  const topics = [...grouped(answersIn(input, pack.id), ({ topic }) => topic)]
  return topics.flatMap(([topic, [first]]) => {
    if (!first || pack.topics.has(topic)) return []
    const file = fileOf(input, 'nl', pack.id, first.key)
    return [fault(file, first.key, `content/${pack.id} says nothing of ${topic}: the answer has no source and no date`)]
  })
}

/** A national variant is more exact than a local general text and would be shown instead of it: the pack needs its own. */
function checkOverrides(input: CheckInput, pack: Pack): Finding[] {
  if (pack.id === NATIONAL) return []
  const own = answersIn(input, pack.id)
  const keys = new Set(own.map(({ key }) => key))
  const overridden = new Set(own.map(({ topic }) => topic))
  return answersIn(input, NATIONAL)
    .filter(({ topic, key }) => overridden.has(topic) && !keys.has(key))
    .map(({ key }) =>
      fault(
        fileOf(input, 'nl', pack.id, key),
        key,
        `missing: ${pack.name} has its own text, but these readers would get the national one`,
      ),
    )
}

/** The law for everybody who began in 2022 or later: a text for an audience is about that law unless it says otherwise. */
const [, ...OLDER_LAWS] = LAWS

/**
 * Somebody with an audience and an older law gets the text for the law first. Where a topic has both a text for the audience
 * and one for the law, the two together may need a text as well, else what holds for the audience is not said.
 */
function checkCombinations(input: CheckInput, pack: Pack): Finding[] {
  const variants = grouped(
    answersIn(input, pack.id).filter(({ part }) => part === 'short'),
    ({ topic }) => topic,
  )
  return [...variants].flatMap(([topic, answers]) => {
    const has = new Set(answers.map(({ variant }) => variant))
    const both = AUDIENCES.flatMap((audience) => OLDER_LAWS.map((law) => ({ audience, law })))
    const missing = both.filter(({ audience, law }) => has.has(audience) && has.has(law) && !has.has(`${audience}_${law}`))
    return missing.map(({ audience, law }) =>
      warning(
        fileOf(input, 'nl', pack.id, `${topic}.short`),
        `${topic}.short_${audience}_${law}`,
        `missing: these readers get the text for ${law}, not the one for ${audience}`,
      ),
    )
  })
}

/** Flows that are named exist; asking about somebody changes something. */
function checkTruth(input: CheckInput, pack: Pack): Finding[] {
  const unknown = pack.flows.filter((flow) => !input.flows.has(flow))
  const topics = [...pack.topics].flatMap(([id, { flow, ask, differs }]) => {
    const file = join('content', pack.id, 'topics')
    const wanted: readonly string[] = ask === 'law' ? LAWS : AUDIENCES
    const useless = ask !== undefined && !differs.some((variant) => variant.split('_').some((one) => wanted.includes(one)))
    return [
      ...(flow !== undefined && !input.flows.has(flow) ? [fault(file, `${id}.flow`, `there is no flow ${flow}`)] : []),
      ...(useless ? [warning(file, `${id}.ask`, `asks about the ${ask}, but no variant of the answer depends on it`)] : []),
    ]
  })
  return [...unknown.map((flow) => fault(join('content', pack.id, 'pack.yaml'), 'flows', `there is no flow ${flow}`)), ...topics]
}

/** Everything about the variants of answers, pack by pack. */
export const checkTopics = (input: CheckInput): Finding[] =>
  [...input.content.packs.values()].flatMap((pack) =>
    [checkParts, checkSourced, checkOverrides, checkCombinations, checkTruth].flatMap((check) => check(input, pack)),
  )
