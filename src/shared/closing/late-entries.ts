import { z } from 'zod'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { add, type Minor, negate, ZERO } from '#shared/money/money.ts'
import { zMinor } from '#shared/money/money-schema.ts'

/** What came late of one counter for one day, after this counter had closed it. Amounts are signed as the entries were. */
export const zLateLine = z.strictObject({
  counterName: z.string(),
  bookOn: zBookDate,
  entryCount: z.int(),
  /** Sales less returns and what was undone of both. */
  salesMinor: zMinor,
  /** What it did to the drawer of the counter that recorded it, and to what parties owe. */
  cashMinor: zMinor,
  duesMinor: zMinor
})
export type LateLine = z.infer<typeof zLateLine>

/** The definition that late entries were looked through: the Z that counts them, and which they are. Its key is the id of the request. */
export const LATE_TAKEN = 'late-entries'
export const zLateTaken = z.object({ zNo: z.int(), entries: z.array(zId), lines: z.array(z.object(zLateLine.shape)) })

export interface LateAmounts {
  readonly counterName: string
  readonly bookOn: BookDate
  /** What kind of entry it is; of a reversal the kind that it undoes. */
  readonly kind: string
  readonly isUndoing: boolean
  readonly amountMinor: Minor
  readonly cashMinor: Minor
  readonly creditMinor: Minor
}

/** Late entries by day and counter, the oldest day first. */
export const lateLines = (entries: readonly LateAmounts[]): LateLine[] => joinLines(entries.map(lineOf))

/** Lines of one counter and day as one line. */
export function joinLines(lines: readonly LateLine[]): LateLine[] {
  const joined = new Map<string, LateLine>()
  for (const line of lines) {
    const key = `${line.bookOn} ${line.counterName}`
    const before = joined.get(key)
    joined.set(key, before === undefined ? line : plus(before, line))
  }
  return [...joined].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line)
}

const plus = (one: LateLine, other: LateLine): LateLine => ({
  ...one,
  entryCount: one.entryCount + other.entryCount,
  salesMinor: add(one.salesMinor, other.salesMinor),
  cashMinor: add(one.cashMinor, other.cashMinor),
  duesMinor: add(one.duesMinor, other.duesMinor)
})

function lineOf({ counterName, bookOn, kind, isUndoing, amountMinor, cashMinor, creditMinor }: LateAmounts): LateLine {
  const isLess = (kind === 'sale-return') !== isUndoing
  const sold = kind === 'sale' || kind === 'sale-return' ? amountMinor : ZERO
  return {
    ...{ counterName, bookOn, entryCount: 1, salesMinor: isLess ? negate(sold) : sold },
    ...{ cashMinor, duesMinor: creditMinor }
  }
}
