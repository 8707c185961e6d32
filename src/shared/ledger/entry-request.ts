import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { MONEY_PLACES } from './account.ts'

/** Money taken from a customer: what he handed over in cash, what he got back, and what came by UPI or to the bank. */
export const zTender = z.strictObject({
  cashMinor: zAmount,
  changeMinor: zAmount,
  upiMinor: zAmount,
  bankMinor: zAmount
})
export type Tender = z.infer<typeof zTender>

/** Money that we pay out, by where it comes from. */
export const zPaidOut = z.strictObject({ cashMinor: zAmount, upiMinor: zAmount, bankMinor: zAmount })
export type PaidOut = z.infer<typeof zPaidOut>

export const zEntryLine = z.strictObject({ text: zLine(200), amountMinor: zAmount })

const common = {
  id: zId,
  /** The day of the book; `null` is the shop's current day. A day before it must still be open. */
  bookOn: zBookDate.nullable(),
  /** When it really happened, if that day is closed already: kept beside the day of the book. */
  occurredOn: zBookDate.nullable(),
  /** What it is ("cotton bales"), printed on the receipt. */
  text: zLine(200),
  /** For the shop alone; never printed. */
  note: zLine(500),
  /** When what stays on credit falls due, if not by the party's days, and when payment was promised. Kept beside the entry. */
  dueOn: zBookDate.nullable().optional(),
  promisedOn: zBookDate.nullable().optional()
}

/** What a payment settles; without it the oldest. */
export const zSettles = z.strictObject({
  way: z.enum(['oldest', 'against', 'advance', 'on-account']),
  against: z.array(z.strictObject({ entryId: zId, amountMinor: zAmount })).max(300)
})
const payment = { partyId: zId, settles: zSettles.optional() }

const addsUp = (sale: { readonly amountMinor: number; readonly lines: readonly { readonly amountMinor: number }[] }) =>
  sale.lines.length === 0 || sale.lines.reduce((total, line) => total + line.amountMinor, 0) === sale.amountMinor

/**
 * What the counter, an import or the CLI asks the ledger to record. `id` is made by the caller. A sale without a
 * party is a cash sale and must be paid in full.
 */
export const zEntryRequest = z.discriminatedUnion('kind', [
  z
    .strictObject({
      ...common,
      kind: z.literal('sale'),
      partyId: zId.nullable(),
      amountMinor: zAmount,
      /** What the bill is made of; none, or lines that add up to it. */
      lines: z.array(zEntryLine).max(300),
      tender: zTender
    })
    .refine(addsUp, { path: ['lines'], error: 'input/invalid' }),
  z.strictObject({
    ...common,
    kind: z.literal('sale-return'),
    partyId: zId.nullable(),
    amountMinor: zAmount,
    paid: zPaidOut
  }),
  z.strictObject({
    ...common,
    kind: z.literal('purchase'),
    partyId: zId.nullable(),
    amountMinor: zAmount,
    paid: zPaidOut
  }),
  z.strictObject({ ...common, kind: z.literal('got'), ...payment, tender: zTender }),
  z.strictObject({ ...common, kind: z.literal('gave'), ...payment, paid: zPaidOut }),
  z.strictObject({ ...common, kind: z.literal('expense'), accountCode: z.string().max(60), paid: zPaidOut }),
  z.strictObject({
    ...common,
    kind: z.literal('contra'),
    from: z.enum(MONEY_PLACES),
    to: z.enum(MONEY_PLACES),
    amountMinor: zAmount
  })
])
export type EntryRequest = z.infer<typeof zEntryRequest>
