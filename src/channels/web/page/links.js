// Finds what can be tapped or needs marking inside a line: *Dutch terms*, https addresses, phone numbers.

const GAP = '(?: ?-? ?)'
const TERM = '\\*([^\\s*](?:[^*\\n]*[^\\s*])?)\\*'
const ADDRESS = '(https:\\/\\/[^\\s<>"\\u2066-\\u2069]+)'
const PHONE = `((?:\\+31|0)${GAP}\\d(?:${GAP}\\d){6,10}|14 ?0\\d{2,3}|11[23])`
const pieces = () => new RegExp(`${TERM}|${ADDRESS}|${PHONE}`, 'g')

const TRAILING = /[.,;:!?)\]»”"'،؛؟。፡።፣]+$/
const LATIN_OR_DIGIT = /[A-Za-z0-9_]/

const digits = (phone) => phone.replace(/\D/g, '')

function rightLength(phone) {
  const number = digits(phone)
  if (phone[0] === '+') return number.length === 11
  if (/^0[89]00/.test(number)) return number.length === 8 || number.length === 11
  return number[0] !== '0' || number.length === 10
}

/** Leaves off the groups of digits at the end that are no part of the number ("0900-8844 09:00"). */
function fit(candidate) {
  let phone = candidate
  while (phone && !rightLength(phone)) {
    const shorter = phone.replace(/[ -]+\d+$/, '')
    phone = shorter === phone ? '' : shorter
  }
  return phone.split('-').length <= 2 ? phone : ''
}

/** A date, an amount or part of a longer number is not a phone number. */
function standsAlone(before, after) {
  if (LATIN_OR_DIGIT.test(before.slice(-1)) || LATIN_OR_DIGIT.test(after[0] || '')) return false
  return !/([+.,:/-]|[€$]\s?)$/.test(before) && !/^([.,:/-]\d|\s?[€%])/.test(after)
}

function phoneAt(line, start, candidate) {
  const phone = fit(candidate)
  const alone = standsAlone(line.slice(0, start), line.slice(start + phone.length))
  return phone && alone ? { kind: 'phone', text: phone, href: `tel:${phone[0] === '+' ? '+' : ''}${digits(phone)}` } : null
}

function pieceAt(line, match) {
  const [whole, term, address, phone] = match
  if (term) return { kind: 'term', text: term, length: whole.length }
  if (phone) return phoneAt(line, match.index, phone)
  const clean = address.replace(TRAILING, '')
  return { kind: 'address', text: clean, href: clean }
}

/** line → [{ kind: 'text' | 'term' | 'address' | 'phone', text, href? }] */
export function findPieces(line) {
  const found = []
  const pattern = pieces()
  let from = 0
  const words = (to) => to > from && found.push({ kind: 'text', text: line.slice(from, to) })
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const piece = pieceAt(line, match)
    if (piece) {
      words(match.index)
      found.push(piece)
      from = match.index + (piece.length || piece.text.length)
    }
    pattern.lastIndex = piece ? from : match.index + 1
  }
  words(line.length)
  return found
}
