import type { Currency } from '#shared/money/currency.ts'
import { formatQuantity, formatRate, formatSaid } from '#shared/quantity/format-quantity.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import type { WorkedLine } from '#shared/sales/bill.ts'
import type { Translate } from './receipt-texts.ts'

/** Hundredths of a percent as a person writes them: 1800 as `18`, 250 as `2.5`. `parts`: shared between so many heads. */
export const percentText = (rateBp: number, parts: 1 | 2 = 1): string => formatQuantity(quantity((rateBp * 10) / parts))

/** `12 DOZ`, `2 BOX 3 PCS`; empty for a line that is an amount alone. */
export function countText(line: WorkedLine): string {
  if (line.said.length > 0) return formatSaid(line.said)
  if (line.quantity === 0 || line.baseUnit === null) return ''
  return formatSaid([{ count: line.quantity as Quantity, unit: line.baseUnit }])
}

/** The rate, with its unit where the count was not said in that unit alone. */
export function priceText(line: WorkedLine, currency: Currency, t: Translate): string {
  if (line.rate === null) return ''
  const rate = formatRate(line.rate, currency)
  const [first, ...others] = line.said
  const isPlain = line.rateUnit === null || (others.length === 0 && (first?.unit ?? line.baseUnit) === line.rateUnit)
  return isPlain ? rate : t('ratePerUnit', { rate, unit: line.rateUnit ?? '' })
}
