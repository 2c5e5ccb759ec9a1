/** The parts of `node-nlp` that are measured. */
declare module 'node-nlp' {
  export type NlpSettings = {
    languages: string[]
    autoSave: boolean
    autoLoad: boolean
    nlu: { log: boolean; useNoneFeature: boolean }
  }
  export class NlpManager {
    constructor(settings: NlpSettings)
    container: { register(name: string, instance: object): void }
    addDocument(locale: string, utterance: string, intent: string): void
    train(): Promise<unknown>
    /** Intents with the likeliest first. */
    classify(locale: string, utterance: string): Promise<{ classifications: { intent: string; score: number }[] }>
    export(minified: boolean): string
  }
}

/** The classifiers of `natural`, by path: its main entry loads three database drivers. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor(stemmer?: object, smoothing?: number)
    addDocument(tokens: string[], label: string): void
    train(): void
    getClassifications(tokens: string[]): { label: string; value: number }[]
  }
}
declare module 'natural/lib/natural/classifiers/logistic_regression_classifier.js' {
  export default class LogisticRegressionClassifier {
    addDocument(tokens: string[], label: string): void
    /** @throws a string when it finds no minimum */
    train(): void
    getClassifications(tokens: string[]): { label: string; value: number }[]
  }
}
declare module 'natural/lib/natural/stemmers/porter_stemmer*.js' {
  const stemmer: { stem(token: string): string }
  export default stemmer
}
