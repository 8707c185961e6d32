import type { Brand } from '#shared/kernel/brand.ts'

/**
 * A time that never runs backwards on one device: wall milliseconds (12 hex digits) and a counter (4). As text it
 * sorts as it counts. It orders edits of master data between counters; entries are ordered by their sequence.
 */
export type HybridTime = Brand<string, 'HybridTime'>

const write = (ms: number, counter: number) =>
  `${ms.toString(16).padStart(12, '0')}${counter.toString(16).padStart(4, '0')}` as HybridTime

/** The time after `last`, never before it, whatever the wall clock says. */
export function tick(last: HybridTime | null, wallMs: number): HybridTime {
  const lastMs = last === null ? -1 : Number.parseInt(last.slice(0, 12), 16)
  // A clock before 1970 has no such digits, and is wrong anyway.
  if (last === null || wallMs > lastMs) return write(Math.max(wallMs, 0), 0)
  const counter = Number.parseInt(last.slice(12), 16) + 1
  return counter > 0xffff ? write(lastMs + 1, 0) : write(lastMs, counter)
}

export const wallOf = (time: HybridTime): number => Number.parseInt(time.slice(0, 12), 16)
