/** What a label may be: closed lists only, never an id, so that the number of series stays small. */
export type Labels = Readonly<Record<string, string | number>>

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

interface Spread {
  readonly counts: number[]
  sum: number
  count: number
}

const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')

/** Figures of this process in the text form that Prometheus reads. */
export class Figures {
  readonly #counts = new Map<string, Map<string, number>>()
  readonly #spreads = new Map<string, Map<string, Spread>>()

  /** Adds to a counter, which only grows. */
  add(name: string, labels: Labels = {}, by = 1): void {
    const family = this.#counts.get(name) ?? new Map<string, number>()
    this.#counts.set(name, family)
    const key = labelText(labels)
    family.set(key, (family.get(key) ?? 0) + by)
  }

  /** Notes how long something took, in seconds. */
  took(name: string, labels: Labels, seconds: number): void {
    const family = this.#spreads.get(name) ?? new Map<string, Spread>()
    this.#spreads.set(name, family)
    const key = labelText(labels)
    const spread = family.get(key) ?? { counts: BUCKETS_S.map(() => 0), sum: 0, count: 0 }
    family.set(key, spread)
    spread.sum += seconds
    spread.count++
    BUCKETS_S.forEach((most, index) => {
      if (seconds <= most) spread.counts[index] = (spread.counts[index] ?? 0) + 1
    })
  }

  /** The whole text. `gauges`: figures of this moment. */
  text(gauges: Readonly<Record<string, number>>): string {
    const lines = Object.entries(gauges).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`])
    for (const [name, family] of this.#counts) {
      lines.push(`# TYPE ${name} counter`)
      for (const [key, value] of family) lines.push(`${name}${key === '' ? '' : `{${key}}`} ${value}`)
    }
    for (const [name, family] of this.#spreads) {
      lines.push(`# TYPE ${name} histogram`)
      for (const [key, spread] of family) lines.push(...spreadLines(name, key, spread))
    }
    return `${lines.join('\n')}\n`
  }
}

function spreadLines(name: string, key: string, { counts, sum, count }: Spread): string[] {
  const with_ = (more: string) => `{${key === '' ? '' : `${key},`}${more}}`
  const own = key === '' ? '' : `{${key}}`
  return [
    ...BUCKETS_S.map((most, index) => `${name}_bucket${with_(`le="${most}"`)} ${counts[index] ?? 0}`),
    `${name}_bucket${with_('le="+Inf"')} ${count}`,
    `${name}_sum${own} ${sum}`,
    `${name}_count${own} ${count}`
  ]
}
