import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { BILL_KINDS, zBillRequest } from '#shared/sales/bill-request.ts'
import { command, query } from './endpoint.ts'
import { zBillRow, zBillView, zBillWarning, zHeldBill } from './goods-views.ts'
import { zEntryView, zWarning } from './views.ts'

const outcome = z.enum(['recorded', 'exists'])

/** Bills and the counter's list of those that wait. */
export const billBookEndpoints = {
  /** Records a bill with its entry, lines, tax and stock moves, in one commit. `entry` null: a quotation or a challan. */
  'bill.record': command(
    zBillRequest,
    z.strictObject({
      outcome,
      bill: zBillView,
      entry: zEntryView.nullable(),
      warnings: z.array(zWarning),
      billWarnings: z.array(zBillWarning)
    })
  ),
  /** Calls off a quotation or a challan. A bill that posts is undone by `entry.reverse`. */
  'bill.cancel': command(
    z.strictObject({ id: zId, billId: zId, reason: zLine(200) }),
    z.strictObject({ bill: zBillRow })
  ),
  'bill.get': query(z.strictObject({ billId: zId }), zBillView),
  /**
   * Newest first: by party, by kind, by a part of the number or the name. `isOpen`: only those that something is left of. One call looks
   * at a bounded number of papers, so it may answer fewer rows than `limit`; `next` is the `beforeBillId` to go on with, null at the end.
   */
  'bill.find': query(
    z.strictObject({
      partyId: zId.nullable(),
      kinds: z.array(z.enum(BILL_KINDS)).nullable(),
      text: zLine(60),
      isOpen: z.boolean(),
      beforeBillId: zId.nullable(),
      limit: z.int().min(1).max(200)
    }),
    z.strictObject({ rows: z.array(zBillRow), next: zId.nullable() })
  ),
  /** Puts a bill aside as it was typed; the same id again replaces it. */
  'bill.hold': command(
    z.strictObject({ id: zId, title: zLine(120), draft: z.string().max(400_000) }),
    z.strictObject({ held: z.array(zHeldBill.omit({ draft: true })) })
  ),
  'bill.held': query(z.strictObject({}), z.array(zHeldBill)),
  'bill.drop': command(z.strictObject({ id: zId }), z.strictObject({}))
} as const

export const billPaperEndpoints = {
  /** A bill, a quotation or a challan, on the printer that it goes to or on `printerId`. */
  'print.bill': command(
    z.strictObject({ id: zId, billId: zId, printerId: zLine(40).nullable().default(null) }),
    z.strictObject({ jobId: zId })
  )
} as const

/** All of them, for callers that know them by their own types. */
export const billEndpoints = { ...billBookEndpoints, ...billPaperEndpoints } as const
