/** Classifiers of questions side by side: ours, nlp.js and natural's, each behind the same function. */
import { serialize } from 'node:v8'
import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js'
import LogisticRegressionClassifier from 'natural/lib/natural/classifiers/logistic_regression_classifier.js'
import english from 'natural/lib/natural/stemmers/porter_stemmer.js'
import spanish from 'natural/lib/natural/stemmers/porter_stemmer_es.js'
import french from 'natural/lib/natural/stemmers/porter_stemmer_fr.js'
import dutch from 'natural/lib/natural/stemmers/porter_stemmer_nl.js'
import ukrainian from 'natural/lib/natural/stemmers/porter_stemmer_uk.js'
import { NlpManager } from 'node-nlp'
import type { Language } from '../src/domain/codes.ts'
import { predict, type Example } from '../src/understanding/linear.ts'
import { train } from '../src/understanding/train.ts'

/** A trained classifier: topics with the likeliest first, and its size as it is kept in a file. */
export type Trained = { rank: (text: string) => string[] | Promise<string[]>; bytes: () => number }
export type TopicClassifier = {
  name: string
  /** Gets ten topics of twenty examples: natural's logistic regression needs minutes for more, and hours for all. */
  few?: boolean
  train: (examples: readonly Example[], language: Language) => Trained | Promise<Trained>
}

/** Our classifier as the assistant uses it. */
const ours: TopicClassifier = {
  name: 'ours',
  train: (examples) => {
    const model = train([...examples])
    const { table: _table, ...kept } = model
    const rank = (text: string): string[] =>
      [...predict(model, text)]
        .map((chance, i) => ({ chance, label: model.labels[i] ?? '' }))
        .sort((a, b) => b.chance - a.chance)
        .map(({ label }) => label)
    return { rank, bytes: () => serialize(kept).byteLength }
  },
}

const nothing = (): void => undefined
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing, log: nothing, trace: nothing, fatal: nothing }

const nlpJs: TopicClassifier = {
  name: 'nlp.js',
  train: async (examples, language) => {
    // It knows codes of two letters; its Farsi is nearer to Dari than no stemmer at all.
    const locale = language === 'prs' ? 'fa' : language
    // Every question has a topic: without an answer "none" it is right more often.
    const nlu = { log: false, useNoneFeature: false }
    const manager = new NlpManager({ languages: [locale], autoSave: false, autoLoad: false, nlu })
    manager.container.register('logger', SILENT)
    for (const { text, label } of examples) manager.addDocument(locale, text, label)
    await manager.train()
    // Not `process`, which also looks for entities and feelings and drops topics below a threshold.
    const rank = async (text: string): Promise<string[]> =>
      (await manager.classify(locale, text)).classifications.map(({ intent }) => intent).filter((intent) => intent !== 'None')
    return { rank, bytes: () => Buffer.byteLength(manager.export(true)) }
  },
}

type Stemmer = { stem: (token: string) => string }
const STEMMERS: Partial<Record<Language, Stemmer>> = { nl: dutch, en: english, es: spanish, fr: french, uk: ukrainian }

/** Its own way to tokens loses letters that aren't Latin; its stemmers are used where it has one. */
function tokens(text: string, language: Language): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const stemmer = STEMMERS[language]
  return stemmer ? words.map((word) => stemmer.stem(word)) : words
}

function trainNatural(
  classifier: BayesClassifier | LogisticRegressionClassifier,
  examples: readonly Example[],
  language: Language,
): Trained {
  for (const { text, label } of examples) classifier.addDocument(tokens(text, language), label)
  classifier.train()
  const rank = (text: string): string[] => classifier.getClassifications(tokens(text, language)).map(({ label }) => label)
  return { rank, bytes: () => Buffer.byteLength(JSON.stringify(classifier)) }
}

/** All that are measured, in the order of the table. */
export const TOPIC_CLASSIFIERS: readonly TopicClassifier[] = [
  ours,
  nlpJs,
  {
    name: 'natural Bayes',
    train: (examples, language) => trainNatural(new BayesClassifier(), examples, language),
  },
  {
    name: 'natural Bayes, smoothing 0.1',
    train: (examples, language) => trainNatural(new BayesClassifier(undefined, 0.1), examples, language),
  },
  { ...ours, name: 'ours, ten topics of 20', few: true },
  {
    name: 'natural logistic, ten topics of 20',
    few: true,
    train: (examples, language) => trainNatural(new LogisticRegressionClassifier(), examples, language),
  },
]
