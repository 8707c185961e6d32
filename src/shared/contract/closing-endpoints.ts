import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zCashCount } from '#shared/closing/cash-count.ts'
import { zDayFigures } from '#shared/closing/day-figures.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { command, query } from './endpoint.ts'
import { zClosingView, zCountResult, zCountView } from './views.ts'

const outcome = z.enum(['recorded', 'exists'])

export const closingEndpoints = {
  /** What the screen may know before the count: never what should be in the drawer. */
  'closing.status': query(
    z.strictObject({}),
    z.strictObject({
      bookOn: zBookDate,
      nextZNo: z.int(),
      entryCount: z.int(),
      counts: z.array(zCountView),
      lastClosing: zClosingView.nullable(),
      printWaiting: z.int()
    })
  ),
  'closing.count': command(
    z.strictObject({ id: zId, count: zCashCount }),
    z.strictObject({ outcome, result: zCountResult })
  ),
  /** Freezes the day. `countId` is the count that stands; what leaves the drawer goes to owner and bank, the rest is the float. */
  'closing.close': command(
    z.strictObject({
      id: zId,
      countId: zId,
      reason: zLine(200),
      toOwnerMinor: zAmount,
      toBankMinor: zAmount
    }),
    z.strictObject({ outcome, closing: zClosingView })
  ),
  'closing.list': query(
    z.strictObject({ limit: z.int().min(1).max(400), beforeZNo: z.int().nullable() }),
    z.array(zClosingView)
  ),
  /** An X: the day so far. Asked for on purpose, never while a blind count is open. */
  'closing.figures': query(z.strictObject({}), zDayFigures)
}
