import { formatAmount } from '#shared/money/format-amount.ts'
import { negate, sum, ZERO } from '#shared/money/money.ts'
import type { Bill } from '#shared/sales/bill.ts'
import type { CHARGE_KINDS } from '#shared/sales/bill-request.ts'
import { headName, headsOf, rateTable } from './bill-taxes.ts'
import { pair, pairIfAny, signed, text } from './paper-blocks.ts'
import type { ReceiptBlock } from './receipt-document.ts'
import type { ReceiptLayout } from './receipt-layout.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'
import { type Said, said } from './said.ts'

const CHARGE_KEYS: Readonly<Record<(typeof CHARGE_KINDS)[number], ReceiptTextKey>> = {
  freight: 'freight',
  packing: 'packing',
  other: 'otherCharge'
}

type Charge = Bill['charges'][number]

/** From the goods to the total: discount, charges, taxable value, tax, rounding. A step that changes nothing is left out. */
export function sumBlocks(bill: Bill, layout: ReceiptLayout, on: 'roll' | 'sheet', t: Translate): ReceiptBlock[] {
  const before = [
    ...pairIfAny(said(t, 'discountSum'), negate(bill.discountMinor), t, (amount) => signed(amount, t)),
    ...charges(bill, true, t)
  ]
  const after = [
    ...charges(bill, false, t),
    ...pairIfAny(said(t, 'roundOff'), bill.roundOffMinor, t, (amount) => signed(amount, t))
  ]
  const taxes = taxBlocks(bill, layout, on, t)
  const hasSteps = before.length > 0 || bill.grossMinor !== bill.taxableMinor
  if (!hasSteps && taxes.length === 0 && after.length === 0) return []
  const gross = formatAmount(bill.grossMinor, t.currency)
  return [
    ...(hasSteps || taxes.length === 0 ? [pair(said(t, 'grossSum'), gross)] : []),
    ...before,
    ...(taxes.length === 0 ? [] : [pair(said(t, 'taxableSum'), formatAmount(bill.taxableMinor, t.currency)), ...taxes]),
    ...after
  ]
}

function charges(bill: Bill, isTaxed: boolean, t: Translate): ReceiptBlock[] {
  return bill.charges
    .filter((charge) => charge.isTaxed === isTaxed)
    .flatMap((charge) => pairIfAny(chargeName(charge, t), charge.amountMinor, t, (amount) => signed(amount, t)))
}

const chargeName = ({ charge, text }: Charge, t: Translate): Said =>
  text === '' ? said(t, CHARGE_KEYS[charge]) : { text }

/**
 * A roll has the rates in its own table; on a sheet they stand in the table by HSN, and here each head as a whole. What the
 * buyer owes to the state himself is named as that, and is no step to the total.
 */
function taxBlocks(bill: Bill, layout: ReceiptLayout, on: 'roll' | 'sheet', t: Translate): ReceiptBlock[] {
  const heads = headsOf(bill)
  if (heads.length === 0) return []
  const isOwed = bill.supply.isReverseCharge
  const owed = isOwed ? text(said(t, 'reverseCharge'), { size: 'small', weight: 'bold' }) : []
  if (on === 'roll' && layout.hasTaxTable) return [...owed, ...rateTable(bill, t)]
  if (on === 'sheet' && isOwed && layout.hasTaxTable) return owed
  const pairs = heads.map((head) => {
    const amount = sum(bill.lines.map(({ taxes }) => taxes[head] ?? ZERO))
    return pair(headName(head, t), formatAmount(amount, t.currency), 'regular', isOwed ? 'small' : 'body')
  })
  return [...owed, ...pairs]
}
