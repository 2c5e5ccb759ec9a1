/** Makes a forgotten kind a compile error; at run time it names the kind, never its content. */
export function never(value: never): never {
  const kind = (value as { kind?: unknown } | null)?.kind
  throw new Error(`unexpected kind: ${typeof kind === 'string' ? kind : typeof value}`)
}
