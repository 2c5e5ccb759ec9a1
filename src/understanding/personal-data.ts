/**
 * Finds personal data that must not be kept: pure, without a model, run before a message is written down.
 * Works on digits of any script; every pattern is linear in the length of the text.
 */
import type { PersonalDataKind } from '../domain/codes.ts'
import type { PersonalDataSpan } from '../domain/understanding.ts'
import { toWesternDigits } from '../language/digits.ts'
import { remember } from './remember.ts'

/** Kinds that are crossed out before storage. A phone number or e-mail address may be needed by a caseworker. */
const MASKED: readonly PersonalDataKind[] = ['bsn', 'iban', 'code', 'password', 'document']

/** Digits with what people put between them: spaces of any width, points, dashes, underscores. */
const DIGIT_RUN = /(?<!\d)\d(?:[ .\-\u00a0\u2009\u202f\u200b\u2010-\u2013_]?\d){6,14}(?!\d)/gu
/** A day is no number of a person, though one in eleven would pass its test. */
const DAY = /^(?:\d{1,2}([-./ ])\d{1,2}\1\d{4}|\d{4}([-./ ])\d{1,2}\2\d{1,2})$/
const IBAN = /(?<![\p{L}\d])[a-z]{2}\d{2}(?: ?[a-z\d]){11,30}/giu
const EMAIL = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,5}/gu
const PHONE = /(?<![\p{L}\d])(?:\+|00)?\d(?:[ ()-]{0,2}\d){8,13}(?!\d)/gu
/** Dutch travel and residence documents: two letters, six letters or digits, one digit (rvig.nl, document numbers). */
const DOCUMENT = /(?<![\p{L}\d])(?=[a-z\d]{9}(?![\p{L}\d]))[a-z]{2}[a-z\d]{6}\d/giu

const SECRET_WORDS: Record<'code' | 'password', string> = {
  password:
    'wachtwoord|password|passwort|mot de passe|contrase[nñ]a|parola|[sş]ifre|пароль|كلمة السر|كلمة المرور|الباسورد|باسورد|رمز عبور|پسورد|پټنوم|furaha sirta|ቃል ምስጢር|ፓስዎርድ',
  code: 'digid|sms|pin ?code|pincode|inlogcode|code|kode|koodhka|koodh|c[oó]digo|kod|код|كود|الكود|رمز|رقم سري|الرمز|کد|کود|ኮድ',
}
const BETWEEN = '[^\\p{L}\\d]{0,4}(?:(?:is|ist|est|es|dir|waa|هو|هي|است|ده|دی|እዩ|:|=|-)[^\\p{L}\\d]{0,3})?'
const PASSWORD = new RegExp(`(?:${SECRET_WORDS.password})${BETWEEN}(\\S{4,64})`, 'giu')
/** "my code is 1234", "the code that I got: 12 34 56": the word, at most a few words without digits, then 4 to 8 digits. */
const CODE = new RegExp(
  `(?<!\\p{L})(?:${SECRET_WORDS.code})(?!\\p{L})[^\\d\\n]{0,24}(\\d(?:[ -]?\\d){3,7})(?![\\d-]|[./]\\d)`,
  'giu',
)
const YEAR = /^(?:19|20)\d\d$/

/** A citizen service number is valid by the eleven test (9·a+8·b+…+2·h−i divisible by 11; rijksoverheid.nl, BSN). */
export function isBsn(digits: string): boolean {
  if (!/^\d{8,9}$/.test(digits) || /^0+$/.test(digits)) return false
  const nine = digits.padStart(9, '0')
  const sum = nine.split('').reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0)
  return sum % 11 === 0
}

/** An account number is valid when its rearranged digits leave 1 modulo 97 (ISO 13616). */
export function isIban(text: string): boolean {
  const iban = text.replace(/ /g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(iban)) return false
  let rest = 0
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = /\d/.test(char) ? char : String(char.charCodeAt(0) - 55)
    rest = Number(String(rest) + value) % 97
  }
  return rest === 1
}

type Span = PersonalDataSpan
const span = (kind: PersonalDataKind, start: number, length: number): Span => ({ kind, start, end: start + length })

function ibans(text: string): Span[] {
  return [...text.matchAll(IBAN)].flatMap((match) => {
    // The pattern is greedy over spaces: shorten from the end until the number is valid.
    for (let length = match[0].length; length >= 15; length -= 1) {
      if (/\s/.test(match[0][length - 1] ?? '')) continue
      if (isIban(match[0].slice(0, length))) return [span('iban', match.index, length)]
    }
    return []
  })
}

function bsns(text: string): Span[] {
  return [...text.matchAll(DIGIT_RUN)]
    .filter((match) => !DAY.test(match[0]) && isBsn(match[0].replace(/\D/g, '')))
    .map((match) => span('bsn', match.index, match[0].length))
}

/** The secret itself is the first group; only it is crossed out. */
function secrets(text: string, kind: 'code' | 'password', pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const secret = match[1] ?? ''
    // "my password is forgotten", "wachtwoord vergeten": a plain word is no password.
    if (kind === 'password' && /^\p{L}+[.,!?]*$/u.test(secret)) return []
    if (kind === 'code' && YEAR.test(secret)) return []
    return [span(kind, match.index + match[0].length - secret.length, secret.length)]
  })
}

const simple = (text: string, kind: PersonalDataKind, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => span(kind, match.index, match[0].length))

const documents = (text: string): Span[] =>
  simple(text, 'document', DOCUMENT).filter((found) => (text.slice(found.start, found.end).match(/\d/g) ?? []).length >= 3)

/** Western digits at the same places: characters outside the first plane keep their two code units. */
function sameLengthDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => toWesternDigits(digit).padStart(digit.length, '0'))
}

/**
 * Personal data in a text, in order, without overlaps; what must be masked wins over what may stay.
 * Offsets are code units of the text as given.
 */
function find(text: string): readonly Span[] {
  const plain = sameLengthDigits(text)
  const found = [
    ...ibans(plain),
    ...secrets(plain, 'password', PASSWORD),
    ...bsns(plain),
    ...secrets(plain, 'code', CODE),
    ...documents(plain),
    ...simple(plain, 'email', EMAIL),
    ...simple(plain, 'phone', PHONE),
  ]
  const kept: Span[] = []
  for (const candidate of found) {
    if (!kept.some((other) => candidate.start < other.end && other.start < candidate.end)) kept.push(candidate)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** Looked for when a text arrives, when its turn comes and when it is understood. */
export const findPersonalData = remember(find, 64)

/** Crosses out what may not be kept, with a mark of fixed length that tells nothing of it. */
export function maskPersonalData(text: string): { text: string; masked: PersonalDataKind[] } {
  let result = text
  const masked = findPersonalData(text).filter(({ kind }) => MASKED.includes(kind))
  for (const { start, end } of [...masked].reverse()) result = `${result.slice(0, start)}•••••${result.slice(end)}`
  return { text: result, masked: [...new Set(masked.map(({ kind }) => kind))] }
}
