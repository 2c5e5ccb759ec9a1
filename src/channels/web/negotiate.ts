/** The language a page opens in: what the address asks for, else what the browser prefers, else the default. */

/** @param accepted the browser's Accept-Language; `prs` may come as fa-AF */
export function preferredLanguage<L extends string>(accepted: string | undefined, available: readonly L[], fallback: L): L {
  const wanted = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';')
      const quality = options.map((option) => /^q=([\d.]+)$/.exec(option.trim())?.[1]).find((found) => found !== undefined)
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of wanted) {
    const code = tag === 'fa-af' ? 'prs' : tag.split('-')[0]
    const found = available.find((one) => one === code)
    if (found !== undefined) return found
  }
  return fallback
}
