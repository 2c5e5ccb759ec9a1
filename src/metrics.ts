/** Counters and gauges in the text form that Prometheus reads. */

export class Metrics {
  private readonly counts = new Map<string, number>()

  /** @param name without prefix; @param label one label that has few values (a code, a channel) */
  count(name: string, label = ''): void {
    const key = label === '' ? name : `${name}{kind="${label.replace(/[^a-zA-Z0-9_-]/g, '_')}"}`
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  /** @param gauges numbers of this moment, by name */
  render(gauges: Readonly<Record<string, number>>): string {
    const gaugeLines = Object.entries(gauges).map(([name, value]) => {
      const metric = `wegwijs_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
      return `# TYPE ${metric} gauge\n${metric} ${value}`
    })
    const names = new Set([...this.counts.keys()].map((key) => key.replace(/\{.*/, '')))
    const countLines = [...names].map((name) => {
      const lines = [...this.counts].filter(([key]) => key === name || key.startsWith(`${name}{`))
      return [
        `# TYPE wegwijs_${name}_total counter`,
        ...lines.map(([key, value]) => `wegwijs_${key.replace(name, `${name}_total`)} ${value}`),
      ].join('\n')
    })
    return `${[...gaugeLines, ...countLines].join('\n')}\n`
  }
}
