/** Texts by key through i18next: local first, then national; the language, then what stands in for it. */
import i18next, { type i18n } from 'i18next'
import type { Language, Profile } from '../domain/codes.ts'
import { PLAIN, type TextRef, type TextValue } from '../domain/text.ts'
import { isolate } from '../language/bidi.ts'
import { language, languageChain } from '../language/table.ts'
import { contactValues, formatDate, formatFigure, formatHours } from './formats.ts'
import { NATIONAL, type Pack, type Rendered } from './knowledge.ts'

/** Language → namespace (national or a municipality) → key → text. */
export type Resources = Map<Language, Map<string, Record<string, string>>>
export type Where = { language: Language; municipality: Profile['municipality'] }

type Values = { f: Record<string, string>; c: Record<string, Record<string, string>> }

export class Texts {
  private readonly i18n: i18n
  private readonly packs: ReadonlyMap<string, Pack>
  private readonly values = new Map<string, Values>()
  /** Texts without values of their own: the same for everybody in a language and municipality. */
  private readonly fixed = new Map<string, Rendered>()

  constructor(resources: Resources, packs: ReadonlyMap<string, Pack>) {
    this.packs = packs
    this.i18n = i18next.createInstance()
    void this.i18n.init({
      lng: 'nl',
      fallbackLng: false,
      initAsync: false,
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      resources: Object.fromEntries([...resources].map(([code, spaces]) => [code, Object.fromEntries(spaces)])),
    })
  }

  private find(key: string, where: Where, count: number | undefined): { language: Language; ns: string } | null {
    for (const code of languageChain(where.language)) {
      for (const ns of [where.municipality, NATIONAL]) {
        if (this.i18n.exists(key, { lng: code, ns, ...(count === undefined ? {} : { count }) })) return { language: code, ns }
      }
    }
    return null
  }

  /** Whether a key has a text in exactly this language and namespace. */
  hasExactly(key: string, code: Language, ns: string): boolean {
    return this.i18n.exists(key, { lng: code, ns })
  }

  /** Figures and contacts as this language writes them, the municipality's over the national ones. */
  private shared(code: Language, municipality: string): Values {
    const id = `${code} ${municipality}`
    const known = this.values.get(id)
    if (known) return known
    const values: Values = { f: {}, c: {} }
    for (const name of [NATIONAL, municipality]) {
      for (const [figure, truth] of this.packs.get(name)?.figures ?? []) values.f[figure] = formatFigure(truth, code)
      for (const [contact, truth] of this.packs.get(name)?.contacts ?? []) values.c[contact] = contactValues(truth, code)
    }
    this.values.set(id, values)
    return values
  }

  private value(value: TextValue, where: Where): string | number {
    const { dir } = language(where.language)
    if (typeof value === 'number') return value
    if (typeof value === 'string') return isolate(value, dir)
    if ('date' in value) return formatDate(value.date, where.language)
    if ('hours' in value) return formatHours(value.hours, where.language)
    if ('language' in value) return isolate(language(value.language).name, dir)
    const ref = value.count === undefined ? { key: value.key } : { key: value.key, values: { count: value.count } }
    return isolate(this.render(ref, where).text, dir)
  }

  /** The text, and the language it is really in. A missing key gives the key itself: the check does not let one through. */
  render(ref: TextRef, where: Where): Rendered {
    if (ref.key === PLAIN) return { text: typeof ref.values?.text === 'string' ? ref.values.text : '', language: where.language }
    const id = ref.values ? null : `${where.language} ${where.municipality} ${ref.key}`
    const known = id === null ? undefined : this.fixed.get(id)
    if (known) return known
    const rendered = this.renderNow(ref, where)
    if (id !== null) this.fixed.set(id, rendered)
    return rendered
  }

  private renderNow(ref: TextRef, where: Where): Rendered {
    const count = typeof ref.values?.count === 'number' ? ref.values.count : undefined
    const found = this.find(ref.key, where, count)
    if (!found) return { text: ref.key, language: where.language }
    const own = { ...where, language: found.language }
    const values = Object.fromEntries(Object.entries(ref.values ?? {}).map(([name, value]) => [name, this.value(value, own)]))
    const text = this.i18n.t(ref.key, {
      lng: found.language,
      ns: found.ns,
      ...this.shared(found.language, where.municipality),
      ...values,
    })
    return { text, language: found.language }
  }
}
