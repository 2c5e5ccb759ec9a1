/** Data for the rule against typed figures: numbers that are names, and words that make a number a figure. */
import type { Language } from '../../domain/codes.ts'

/** Numbers that are part of a name, or the start of a law: they may be typed. Tried one after another. */
export const NUMBER_NAMES: readonly RegExp[] = [
  /(?<![\d.,])112(?![\d.,]\d|\d)/gu, // the alarm number
  /(?<![\p{Script=Latin}\p{N}])[ABC][0-2](?![\p{Script=Latin}\p{N}])/gu, // levels of language
  /(?<![\p{Script=Latin}\p{N}])NT2(?![\p{Script=Latin}\p{N}])/giu,
  /(?<![\p{Script=Latin}\p{N}])mbo\*?[ -]?[1-4](?![\p{N}])/giu, // levels of vocational education
  // 1 January 2022 in any order of words: the day on which a law began or ended. The words between are the month.
  /(?<!\d)(?:1|31)(?!\d)(?:\p{L}{1,3})?(?:[ .،-]+[\p{L}\p{M}’']+){1,3}[ ،-]+20(?:[01]\d|2[0-2])(?!\d)/gu,
  /(?<!\d)20(?:[01]\d|2[0-2])(?!\d)(?:[ ،-]+[\p{L}\p{M}’']+){1,4}[ ،-]+(?:1|31)(?!\d)/gu,
  /(?<!\d)(?:2013|2021|2022)(?!\d)/gu, // laws are called by their year
  /^\d{1,2}[.)] /gmu, // numbers of a list
]

const MONTHS: Readonly<Partial<Record<Language, string>>> = {
  nl: 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
}
const WORDS = String.raw`(?:[\p{L}\p{M}’']+[ .،-]+){1,4}`
const DAY = String.raw`(?<!\d)(?:[12]?\d|3[01])(?!\d)\p{L}{0,3}[ .،-]+`
const YEAR = String.raw`(?:19|20)\d\d(?!\d)`

/**
 * A day with its month and year: "1 July 2025", "12-05-2026". Exact in the two languages from which the others are made;
 * in those any words may be the month, since their numbers are compared with the Dutch ones.
 */
export function fullDates(language: Language): RegExp[] {
  const month = MONTHS[language]
  const numeric = new RegExp(String.raw`(?<!\d)\d{1,2}[-/]\d{1,2}[-/]${YEAR}`, 'gu')
  if (month !== undefined) return [new RegExp(`${DAY}(?:${month}) ${YEAR}`, 'giu'), numeric]
  const turned = new RegExp(String.raw`(?<!\d)${YEAR}[ .،-]+${WORDS}(?:[12]?\d|3[01])(?!\d)`, 'gu')
  return [new RegExp(`${DAY}${WORDS}${YEAR}`, 'gu'), turned, numeric]
}

/** Keys whose numbers are examples of how to type, or limits of this program. */
export const NUMBER_KEYS: readonly RegExp[] = [/^ask\.(?:date|number)(?:\.|$)/, /^kind\.rejected$/, /^web\.tooLarge$/]

type UnitWords = { money: string; time: string }

/** Words that follow an amount or a term. A year alone ("2022 року", "2022 کال") is no term, so those forms are left out. */
export const UNIT_WORDS: Readonly<Record<Language, UnitWords>> = {
  nl: { money: 'euro|procent', time: 'jaar|jaren|maand|maanden|week|weken|dag|dagen|uur|uren|minuut|minuten' },
  en: { money: 'euros?|percent|per cent', time: 'years?|months?|weeks?|days?|hours?|minutes?' },
  ar: {
    money: 'يورو|بالمئة|بالمائة|في المئة|في المائة',
    time: 'سنة|سنوات|أعوام|شهر|شهرا|شهرًا|أشهر|أسبوع|أسبوعًا|أسابيع|يوم|يومًا|أيام|ساعة|ساعات|دقيقة|دقائق',
  },
  fa: { money: 'یورو|درصد', time: 'سال|ماه|هفته|روز|ساعت|دقیقه' },
  prs: { money: 'یورو|فیصد|درصد', time: 'سال|ماه|هفته|روز|ساعت|دقیقه' },
  ps: { money: 'یورو|سلنه|فیصده', time: 'کاله|کلونه|میاشت|میاشتې|اونۍ|ورځ|ورځې|ساعت|ساعته|دقیقې' },
  ti: { money: 'ዩሮ|ሚእታዊ|ካብ ሚእቲ', time: 'ዓመታት|ወርሒ|ኣዋርሕ|ሰሙን|ሰሙናት|መዓልቲ|መዓልታት|ሰዓት|ሰዓታት|ደቒቕ|ደቓይቕ' },
  so: {
    money: 'yuuro|euro|boqolkiiba',
    time: 'sano|sanno|sannadood|sanadood|bil|bilood|toddobaad|maalin|maalmood|saac|saacadood|daqiiqo',
  },
  tr: { money: 'euro|avro|yüzde', time: 'yıl|ay|hafta|gün|saat|dakika' },
  uk: { money: 'євро|відсотк\\p{L}*', time: 'роки|років|місяц\\p{L}*|тиж\\p{L}*|день|дні|днів|годин\\p{L}*|хвилин\\p{L}*' },
  es: { money: 'euros?|por ciento', time: 'años?|mes(?:es)?|semanas?|días?|horas?|minutos?' },
  fr: { money: 'euros?|pour ?cent', time: 'ans?|années?|mois|semaines?|jours?|heures?|minutes?' },
}

/** Written-out numbers, in the two languages from which the others are made. */
export const NUMBER_WORDS: Readonly<Partial<Record<Language, string>>> = {
  nl: 'één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|twintig|dertig|veertig|vijftig|honderd|duizend',
  en: 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|hundred|thousand',
}
