import type { Timing } from './timing.ts'

/** One line of the report. */
export interface Figure {
  readonly what: string
  /** Median and 99th percentile in milliseconds; null where something else was measured. */
  readonly timing: Timing | null
  /** What stands in the place of times: a count, a size, a rate. */
  readonly value?: string
  /** What it is held against, as it was measured in the same run. */
  readonly against: string
  /** How many times the yardstick it is, and how many times it may be; null where there is no goal. */
  readonly ratio: number | null
  readonly limit: number | null
  /** Whether the tail is within its own limit too. */
  readonly isTailGood?: boolean
}

export const isGood = (figure: Figure): boolean | null =>
  figure.limit === null || figure.ratio === null ? null : figure.ratio <= figure.limit && figure.isTailGood !== false

/** Times against a yardstick that was measured in turns with them. */
export function against(
  what: string,
  timing: Timing,
  yardstick: { readonly name: string; readonly timing: Timing },
  limit: number | null,
  tailLimit: number | null = null
): Figure {
  const { name, timing: raw } = yardstick
  return {
    what,
    timing,
    against: `${name}: ${inMs(raw.medianMs)} / ${inMs(raw.p99Ms)}`,
    ratio: timing.medianMs / raw.medianMs,
    limit,
    ...(tailLimit === null ? {} : { isTailGood: timing.p99Ms <= tailLimit * raw.p99Ms })
  }
}

/** Something counted or weighed, and the most it may be. */
export const measured = (what: string, value: number, unit: string, most: number | null, note = ''): Figure => ({
  what,
  timing: null,
  value: `${inMs(value)} ${unit}`,
  against: most === null ? note : `at most ${inMs(most)} ${unit}${note === '' ? '' : `; ${note}`}`,
  ratio: most === null ? null : value / most,
  limit: most === null ? null : 1
})

/** Enough digits to tell two figures apart, and no more. */
export const inMs = (value: number): string =>
  value >= 100
    ? Math.round(value).toLocaleString('en')
    : value >= 10
      ? value.toFixed(1)
      : value.toFixed(value >= 1 ? 2 : 3)
