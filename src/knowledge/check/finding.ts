/** What a check found. A fault stops `npm run check`; a warning is for an editor to look at. */
export type Finding = { level: 'fault' | 'warning'; file: string; path: string; message: string }

export const fault = (file: string, path: string, message: string): Finding => ({ level: 'fault', file, path, message })
export const warning = (file: string, path: string, message: string): Finding => ({ level: 'warning', file, path, message })

/** One finding in one line. */
export const shown = ({ level, file, path, message }: Finding): string =>
  `${level.padEnd(7)} ${file}${path === '' ? '' : ` · ${path}`}: ${message}`

/** Faults first, then by file and place; the same thing found twice is said once. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const once = new Map(findings.map((one) => [shown(one), one]))
  const order = (one: Finding): string => `${one.level} ${one.file}`
  return [...once.values()].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
}
