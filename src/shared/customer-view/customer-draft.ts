import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zEntryLine, zTender } from '#shared/ledger/entry-request.ts'
import { type Minor, subtract, sum, ZERO } from '#shared/money/money.ts'
import { zAmount } from '#shared/money/money-schema.ts'

/** What a customer stands at the counter for. Purchases, expenses and the like are the shop's own affair. */
export const CUSTOMER_KINDS = ['sale', 'got', 'sale-return'] as const
export type CustomerKind = (typeof CUSTOMER_KINDS)[number]

/**
 * The line that is being typed, as far as a customer may follow it. There is no place here for a name that is still
 * searched for, a note, or anything of another party: the customer is named by an id alone, once he is chosen.
 */
export const zCustomerDraft = z.strictObject({
  /** The id that the entry will have. */
  id: zId,
  kind: z.enum(CUSTOMER_KINDS),
  partyId: zId.nullable(),
  /** Null while there is none that can be read. */
  amountMinor: zAmount.nullable(),
  text: zLine(200),
  lines: z.array(zEntryLine).max(300),
  tender: zTender,
  /** Nobody is typing an amount now. A QR is shown for no amount that may still grow. */
  isSettled: z.boolean(),
  /** The cashier asked for the QR, whatever way to pay the line says. */
  asksQr: z.boolean()
})
export type CustomerDraft = z.infer<typeof zCustomerDraft>

/**
 * What the QR of a draft asks for; zero when there shall be none. First what is to be paid by UPI; when the cashier asked
 * for a QR, else what is not paid yet, else the whole amount.
 */
export function askedOf(draft: CustomerDraft): Minor {
  const { amountMinor, tender } = draft
  if (amountMinor === null || amountMinor === 0 || draft.kind === 'sale-return') return ZERO
  if (!draft.isSettled && !draft.asksQr) return ZERO
  if (tender.upiMinor > 0) return tender.upiMinor
  if (!draft.asksQr) return ZERO
  const paid = subtract(sum([tender.cashMinor, tender.bankMinor]), tender.changeMinor)
  return paid < amountMinor ? subtract(amountMinor, paid) : amountMinor
}
