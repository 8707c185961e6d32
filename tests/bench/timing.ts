export interface Timing {
  readonly medianMs: number
  readonly p99Ms: number
}

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((left, right) => left - right)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { medianMs: at(0.5), p99Ms: at(0.99) }
}

export function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

const never = new Int32Array(new SharedArrayBuffer(4))
/** Holds the thread, as if nothing were asked of it. */
export const rest = (ms: number): void => void Atomics.wait(never, 0, 0, ms)

/** Times each kind of work in turns, a block of one after a block of the other, so that all meet the same weather. */
export function inTurns<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
  options: {
    readonly runs: number
    readonly block: number
    readonly warmUp: number
    readonly restMs?: number
    /** Done before each run of a kind, and not timed. */
    readonly before?: Partial<Readonly<Record<Name, () => unknown>>>
  }
): Record<Name, Timing> {
  const names = Object.keys(works) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (const name of names)
    for (let at = 0; at < options.warmUp; at++) {
      options.before?.[name]?.()
      works[name]()
    }
  for (let done = 0; done < options.runs; done += options.block) {
    for (const name of names) {
      for (let at = 0; at < options.block; at++) {
        options.before?.[name]?.()
        if (options.restMs !== undefined) rest(options.restMs)
        times[name].push(timed(works[name]))
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, timingOf(times[name])])) as Record<Name, Timing>
}

/**
 * The same in some rounds, and of each kind the middle one of their medians and of their tails: a hundredth of all runs lies where the quick ones
 * end and the stalls of the disk begin, so a tail from one round alone is drawn by lot.
 */
export function inRounds<Name extends string>(rounds: number, run: () => Record<Name, Timing>): Record<Name, Timing> {
  const all = Array.from({ length: rounds }, run)
  const names = Object.keys(all[0] ?? {}) as Name[]
  const middle = (values: readonly number[]) =>
    values.toSorted((left, right) => left - right)[Math.floor(rounds / 2)] ?? 0
  return Object.fromEntries(
    names.map((name) => [
      name,
      { medianMs: middle(all.map((one) => one[name].medianMs)), p99Ms: middle(all.map((one) => one[name].p99Ms)) }
    ])
  ) as Record<Name, Timing>
}
