import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zCashCount } from '#shared/closing/cash-count.ts'
import { zDayFigures } from '#shared/closing/day-figures.ts'
import { zShopDay } from '#shared/closing/shop-day.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { command, query } from './endpoint.ts'
import { zClosingView, zCountResult, zCountView, zDayInvoiceView, zShiftView } from './views.ts'

const outcome = z.enum(['recorded', 'exists'])

export const closingEndpoints = {
  /** What the screen may know before the count: never what should be in the drawer. */
  'closing.status': query(
    /** `isForgotten`: for the close of the forgotten day alone. */
    z.strictObject({ isForgotten: z.boolean().default(false) }),
    z.strictObject({
      bookOn: zBookDate,
      nextZNo: z.int(),
      entryCount: z.int(),
      /** Those that this close may stand on. */
      counts: z.array(zCountView),
      lastClosing: zClosingView.nullable(),
      /** A day before today that was worked on and never closed, and how many entries of later days there are. */
      forgotten: z.strictObject({ bookOn: zBookDate, laterCount: z.int() }).nullable(),
      printWaiting: z.int()
    })
  ),
  'closing.count': command(
    z.strictObject({ id: zId, count: zCashCount, isForgotten: z.boolean().default(false) }),
    z.strictObject({ outcome, result: zCountResult })
  ),
  /**
   * Freezes the day. `countId` is the count that stands, null where nobody counted and the reason says why; what leaves the
   * drawer goes to owner and bank, the rest is the float. `isForgotten`: the oldest day that was not closed, alone.
   */
  'closing.close': command(
    z.strictObject({
      id: zId,
      countId: zId.nullable(),
      reason: zLine(200),
      toOwnerMinor: zAmount,
      toBankMinor: zAmount,
      isForgotten: z.boolean().default(false)
    }),
    z.strictObject({ outcome, closing: zClosingView })
  ),
  /** Who has the drawer and whose shifts are over. Never what should be in it. */
  'shift.state': query(
    z.strictObject({}),
    z.strictObject({
      current: z.strictObject({ id: zId, personName: z.string(), openedAt: z.int() }).nullable(),
      ended: z.array(zShiftView),
      people: z.array(z.string())
    })
  ),
  /** Somebody takes over what the last Z left in the drawer. `id` is the shift's. */
  'shift.begin': command(z.strictObject({ id: zId, person: zLine(60) }), z.strictObject({ outcome })),
  /** The one who leaves has counted; `person` takes over. `id` is the next shift's, the answer is the one that ended. */
  'shift.handOver': command(
    z.strictObject({
      id: zId,
      countId: zId,
      reason: zLine(200),
      toOwnerMinor: zAmount,
      toBankMinor: zAmount,
      person: zLine(60)
    }),
    z.strictObject({ outcome, shift: zShiftView })
  ),
  'closing.list': query(
    z.strictObject({ limit: z.int().min(1).max(400), beforeZNo: z.int().nullable() }),
    z.array(zClosingView)
  ),
  /** The Zs of all counters, newest first; `counterName` is empty where the shop has one counter. */
  'closing.ofShop': query(
    z.strictObject({
      limit: z.int().min(1).max(400),
      before: z.strictObject({ closedAt: z.int(), id: zId }).nullable()
    }),
    z.array(z.strictObject({ counterName: z.string(), isHere: z.boolean(), closing: zClosingView }))
  ),
  /** What the Zs of all counters for a day come to. */
  'closing.shopDay': query(z.strictObject({ bookOn: zBookDate }), zShopDay),
  /** A frozen Z as a text for the owner; null: in his language. */
  'closing.text': query(
    z.strictObject({ closingId: zId, language: z.enum(RECEIPT_LANGUAGES).nullable() }),
    z.strictObject({ text: z.string(), language: z.enum(RECEIPT_LANGUAGES) })
  ),
  /** Copies that text, or opens a chat with it. */
  'closing.share': command(
    z.strictObject({
      closingId: zId,
      language: z.enum(RECEIPT_LANGUAGES).nullable(),
      way: z.enum(['copy', 'chat']),
      phone: zLine(40)
    }),
    z.strictObject({})
  ),
  /** The invoices of small walk-in sales, one a day, newest first. */
  'dayInvoice.list': query(
    z.strictObject({ limit: z.int().min(1).max(400), beforeNo: z.int().nullable() }),
    z.array(zDayInvoiceView)
  ),
  /**
   * An X: the day so far, or the shift that is open. Asked for on purpose, never while a blind count is open. Where nobody took over,
   * the shift fails with `shift/none-open`.
   */
  'closing.figures': query(z.strictObject({ ofShift: z.boolean().default(false) }), zDayFigures)
}
