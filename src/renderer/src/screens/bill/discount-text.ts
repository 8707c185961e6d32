import { parseAmount } from '#renderer/i18n/amounts.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import type { Discount } from '#shared/sales/bill-request.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

const PERCENT = /^(\d{1,3}(?:\.\d{0,2})?|\.\d{1,2})\s*%?$/

/**
 * Reads a discount: `5` and `5%` are five percent, `50/-`, `Rs 50` and `₹50` are an amount. Fails with
 * `bill/discount-unreadable` for more than 100 percent or a third decimal, and with those of `parseAmount`.
 */
export function readDiscount(raw: string): Result<Discount> {
  const text = latinDigits(raw.normalize('NFKC')).trim()
  if (/\/-$|^(?:₹|rs\.?|[฿₫€])/iu.test(text)) {
    const amount = parseAmount(text.replace(/\/-$/u, ''))
    return amount.ok ? ok({ by: 'amount', amountMinor: amount.value }) : amount
  }
  const match = PERCENT.exec(text)
  if (match === null) return fail('bill/discount-unreadable', { text: raw.slice(0, 40) })
  const [whole = '', part = ''] = (match[1] ?? '').split('.')
  const percentBp = Number(whole || '0') * 100 + Number(part.padEnd(2, '0'))
  if (percentBp > 10_000) return fail('bill/discount-unreadable', { text: raw.slice(0, 40) })
  return ok({ by: 'percent', percentBp })
}

/** A discount as it would be typed; read back it is the same. */
export function discountText(discount: Discount | null): string {
  if (discount === null) return ''
  if (discount.by === 'amount') return `${formatPlain(discount.amountMinor)}/-`
  const part = String(discount.percentBp % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${Math.trunc(discount.percentBp / 100)}${part === '' ? '' : `.${part}`}%`
}
