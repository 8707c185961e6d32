import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { isNoNumber } from './payment-references.ts'

/** The kind of definition that keeps what the payer's app showed as its number, by the entry's id; the body is the 12 digits. */
export const PAYER_REFERENCE = 'payer-reference'
/** The kind that keeps which line took the money of a proved payment back, by the entry's id. */
export const PAYMENT_RETURNED = 'payment-returned'

/** A line of a statement by which the money of a payment went out again. */
export const zReturned = z.strictObject({
  on: zBookDate,
  amountMinor: zMinor,
  text: z.string(),
  fileName: z.string(),
  /** The Z that tells of it. */
  periodNo: z.int()
})
export type Returned = z.infer<typeof zReturned>

/** The 12 digits of what was typed, blanks and dashes aside; null when they are none. */
export function payerReference(typed: string): string | null {
  const digits = latinDigits(typed.normalize('NFKC')).replace(/[\s-]+/gu, '')
  return /^[0-9]{12}$/u.test(digits) && !isNoNumber(digits) ? digits : null
}
