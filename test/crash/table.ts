/** The numbers of a run as a line under their names. */
export function tableOf(title: string, table: Record<string, number>): string {
  const names = Object.keys(table)
  const cell = (text: string, name: string): string => text.padStart(Math.max(name.length, String(table[name]).length))
  return [
    title,
    names.map((name) => cell(name, name)).join('  '),
    names.map((name) => cell(String(table[name]), name)).join('  '),
  ].join('\n')
}
