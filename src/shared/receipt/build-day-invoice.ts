import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import type { DayInvoiceDetails } from '#shared/sales/day-invoice.ts'
import { headName, rateTable } from './bill-taxes.ts'
import {
  cut,
  inSign,
  pair,
  pairIfAny,
  rule,
  shopHead,
  signed,
  space,
  spacingOf,
  text,
  wordsBlocks
} from './paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { ReceiptShop } from './receipt-facts.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import { type ReceiptLayout, STANDARD_LAYOUT } from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'

/** The one tax invoice for a day's small sales to buyers who asked for none. */
export interface DayInvoiceFacts {
  readonly language: ReceiptLanguage
  readonly shop: ReceiptShop
  readonly number: string
  readonly bookOn: BookDate
  readonly details: DayInvoiceDetails
  /** Numbers of its bills that were called off since. */
  readonly undone: readonly string[]
}

export function buildDayInvoice(
  facts: DayInvoiceFacts,
  t: Translate,
  layout: ReceiptLayout = STANDARD_LAYOUT
): ReceiptDocument {
  const title = t('titleDayInvoice')
  return {
    version: 1,
    language: facts.language,
    title: t('titleWithNumber', { title, number: facts.number }),
    ...spacingOf(layout),
    blocks: [
      ...shopHead(facts.shop, layout, t),
      rule('thick'),
      ...text(title, { align: 'center', size: 'large', weight: 'bold', maxLines: 3 }),
      pair(t('number', { number: facts.number }), formatBookDate(facts.bookOn), 'bold'),
      ...text(t('dayInvoiceNote', { amount: inSign(facts.details.limitMinor, t) }), { size: 'small' }),
      rule(),
      ...sumBlocks(facts.details, t),
      ...wordsBlocks(facts.details.sums.totalMinor, facts.language, t),
      ...afterwards(facts, t),
      space('large'),
      rule('dashed'),
      ...text(t('signature'), { size: 'small' }),
      cut(layout)
    ]
  }
}

function sumBlocks({ sums, firstNumber, lastNumber }: DayInvoiceDetails, t: Translate): ReceiptBlock[] {
  const { taxes } = sums
  const heads = (['cgst', 'sgst', 'utgst', 'igst', 'cess'] as const).flatMap((head) =>
    pairIfAny(headName(head, t), taxes[head] ?? (0 as Minor), t)
  )
  return [
    ...text(t('dayInvoiceBills', { bills: sums.billCount, first: firstNumber, last: lastNumber })),
    rule(),
    ...rateTable({ taxSums: sums.taxSums, lines: [] }, t),
    rule(),
    pair(t('taxableSum'), formatAmount(sums.taxableMinor, t.currency)),
    ...heads,
    ...pairIfAny(t('otherCharge'), sums.untaxedMinor, t),
    ...pairIfAny(t('roundOff'), sums.roundOffMinor, t, (amount) => signed(amount, t)),
    { type: 'big-amount', label: t('total'), amount: inSign(sums.totalMinor, t) }
  ]
}

/** Credit notes and cancellations are papers of their own; the invoice points to them and stays as it was made. */
function afterwards({ details, undone }: DayInvoiceFacts, t: Translate): ReceiptBlock[] {
  return [
    ...pairIfAny(t('dayInvoiceReturned'), details.returnedMinor, t),
    ...(undone.length === 0 ? [] : text(t('dayInvoiceCancelled', { numbers: undone.join(', ') }), { maxLines: 12 }))
  ]
}
