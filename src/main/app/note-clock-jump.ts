import type { Stamp } from '#main/ports/ledger-store.ts'
import type { Book } from './book.ts'

/** Below this a clock was set right; above it somebody should know. */
const NOTED_JUMP_MS = 60_000

/** How far the clock stands behind the newest entry; 0 when it runs forward. */
export function clockBehindMs(book: Book, nowMs: number): number {
  const last = book.store.entries.lastRecordedAt()
  return last !== null && last - nowMs > NOTED_JUMP_MS ? last - nowMs : 0
}

/** Logs a clock that jumped backwards. The entry is taken all the same: its place is its number, not its time. */
export function noteClockJump(book: Book, stamp: Stamp): void {
  const behindMs = clockBehindMs(book, stamp.atMs)
  if (behindMs > 0) book.store.audit.note({ kind: 'clock-back', entryNo: null, details: { behindMs } }, stamp)
}
