/** The content check: every rule, in one list. `npm run check:content` runs it. */
import { checkCodeKeys } from './code-keys.ts'
import { fault, sorted, type Finding } from './finding.ts'
import type { CheckInput, Rule } from './input.ts'
import { checkKeys } from './keys.ts'
import { checkLabels } from './labels.ts'
import { checkLengths } from './lengths.ts'
import { checkPlaceholders } from './placeholders.ts'
import { checkReading } from './reading.ts'
import { checkSameNumbers } from './same-numbers.ts'
import { checkScripts } from './scripts.ts'
import { checkSources } from './sources.ts'
import { checkTerms } from './terms.ts'
import { checkTopics } from './topics.ts'
import { checkTyped } from './typed.ts'
import { checkUnits } from './units.ts'
import { checkWording } from './wording.ts'

/** What does not even fit together: found while the files were read. */
const checkStructure: Rule = ({ content }) => content.reader.faults.map(({ file, path, message }) => fault(file, path, message))

const RULES: readonly Rule[] = [
  checkStructure,
  checkKeys,
  checkPlaceholders,
  checkTyped,
  checkSameNumbers,
  checkUnits,
  checkLengths,
  checkReading,
  checkTerms,
  checkScripts,
  checkWording,
  checkSources,
  checkTopics,
  checkLabels,
  checkCodeKeys,
]

/** Everything that is wrong or worth a look, faults first. Pure: the same input gives the same findings. */
export const checkAll = (input: CheckInput): Finding[] => sorted(RULES.flatMap((rule) => rule(input)))
