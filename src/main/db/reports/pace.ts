import { refuse } from '#shared/kernel/result.ts'

/** Called between two parts of a report: says how far it is, and ends it when nobody wants it any more. */
export interface Pace {
  /** Fails with `report/cancelled`. */
  step(done: number, total: number): void
}

/** A flag that both threads see: anything but 0 means that the report is not wanted. */
export type CancelFlag = Int32Array<SharedArrayBuffer>

const QUIET_MS = 150
const TOLD_EVERY_MS = 80

/** Tells nothing of what is ready at once, and no more often than a bar can move. */
export function paceOf(flag: CancelFlag, nowMs: () => number, tell: (done: number, total: number) => void): Pace {
  const startedAt = nowMs()
  let toldAt = startedAt
  return {
    step(done, total) {
      if (Atomics.load(flag, 0) !== 0) refuse('report/cancelled')
      const now = nowMs()
      if (now - startedAt < QUIET_MS || now - toldAt < TOLD_EVERY_MS) return
      toldAt = now
      tell(done, total)
    }
  }
}
