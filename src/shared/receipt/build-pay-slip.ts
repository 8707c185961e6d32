import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'
import { cut, dateTime, footTexts, rule, shopHead, spacingOf, text, wordsBlocks } from './paper-blocks.ts'
import { paymentBlock } from './payment-block.ts'
import type { ReceiptDocument } from './receipt-document.ts'
import type { ReceiptShop } from './receipt-facts.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import { type ReceiptLayout, STANDARD_LAYOUT } from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'
import { secondLanguageOf } from './said.ts'

export interface PaySlipFacts {
  readonly language: ReceiptLanguage
  readonly shop: ReceiptShop
  /** Who shall pay; empty for a customer without a name. */
  readonly partyName: string
  /** The bill's number; empty where the whole account is asked for. */
  readonly number: string
  /** More than zero. */
  readonly amountMinor: Minor
  /** What the code carries, so that the bank's line can be matched. */
  readonly reference: string
  readonly note: string
  readonly printedOn: BookDate
  /** `HH:MM` of the shop. */
  readonly time: string
}

/** A slip that asks for one amount: who, for what, how much, and the code that pays it. As a picture it is sent instead of a link. */
export function buildPaySlip(
  facts: PaySlipFacts,
  t: Translate,
  layout: ReceiptLayout = STANDARD_LAYOUT
): ReceiptDocument {
  const { shop, amountMinor, partyName, number } = facts
  const numberWords = number === '' ? '' : t('number', { number })
  return {
    version: 1,
    language: facts.language,
    ...secondLanguageOf(t),
    title: [partyName, number].filter((word) => word !== '').join(' ') || shop.name,
    ...spacingOf(layout),
    blocks: [
      ...shopHead(shop, layout, t),
      rule('thick'),
      ...text(partyName, { align: 'center', size: 'large', weight: 'bold' }),
      ...text(numberWords, { align: 'center', maxLines: 1 }),
      ...paymentBlock(shop, amountMinor, facts.reference, facts.note, layout, t),
      ...wordsBlocks(amountMinor, facts.language, t),
      rule(),
      ...text(dateTime(facts.printedOn, facts.time, t), { align: 'center', size: 'small', maxLines: 1 }),
      ...footTexts(shop, layout),
      cut(layout)
    ]
  }
}
