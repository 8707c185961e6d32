import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { CURRENCIES, type Currency, isPayable, plainInCurrency } from '#shared/money/currency.ts'
import type { Minor } from '#shared/money/money.ts'
import type { EmvField } from './emv-tlv.ts'

/** Digits and point of field 54. */
const LONGEST_AMOUNT = 13

/** `11`: the same code again and again, as on a sticker. `12`: made for one payment. */
export const initiation = (amountMinor: Minor | null): EmvField => ['01', amountMinor === null ? '11' : '12']

/**
 * Field 54 in the currency's own decimals; no field for a code that names no amount.
 * Fails with `money/zero`, `money/too-many-decimals` (a part of a dong) and `payment-qr/amount-too-large`.
 */
export function amountField(amountMinor: Minor | null, currency: Currency): Result<EmvField> {
  if (amountMinor === null) return ok(['54', ''])
  if (amountMinor <= 0) return fail('money/zero')
  if (!isPayable(amountMinor, currency)) return fail('money/too-many-decimals')
  const amount = plainInCurrency(amountMinor, currency)
  return amount.length > LONGEST_AMOUNT ? fail('payment-qr/amount-too-large', { amount }) : ok(['54', amount])
}

export const currencyField = (currency: Currency): EmvField => ['53', CURRENCIES[currency].number]
