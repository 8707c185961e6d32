import type { Item } from '#shared/items/item.ts'
import { priceAt } from '#shared/items/item-price.ts'
import { currencyFacts } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { formatRate } from '#shared/quantity/format-quantity.ts'
import { barcodeOf } from './label-barcode.ts'
import type { LabelSheet } from './label-sheet.ts'
import { currencyOf, inSign } from './paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import type { Translate } from './receipt-texts.ts'

export interface LabelFacts {
  readonly language: ReceiptLanguage
  readonly shopName: string
  readonly labels: readonly { readonly item: Item; readonly copies: number }[]
  /** Null: no price. An amount stands on every label, else each item's usual price. */
  readonly price: { readonly amountMinor: Minor | null } | null
  readonly sheet: LabelSheet
  /** Stickers of the first sheet that are used up. */
  readonly skip: number
}

/** Labels with name, price and bars: on a roll one under the other, on sheets of stickers one on each. */
export function buildLabels(facts: LabelFacts, t: Translate): ReceiptDocument {
  return {
    version: 1,
    language: facts.language,
    title: t('labelsTitle'),
    labels: { sheet: facts.sheet, skip: facts.skip },
    blocks: [
      ...facts.labels.map(
        ({ item, copies }): ReceiptBlock => ({
          type: 'label',
          shop: facts.shopName,
          name: item.name,
          price:
            facts.price === null
              ? ''
              : facts.price.amountMinor === null
                ? usualPrice(item, t)
                : inSign(facts.price.amountMinor, t),
          mrp:
            item.retailPriceMinor === null ? '' : t('mrp', { amount: formatAmount(item.retailPriceMinor, t.currency) }),
          barcode: barcodeOf(item.barcodes[0] ?? item.code),
          copies
        })
      ),
      { type: 'cut' }
    ]
  }
}

function usualPrice(item: Item, t: Translate): string {
  const price = priceAt(item, '')
  if (price === null) return ''
  const currency = currencyOf(t)
  const rate = t('rupees', { amount: formatRate(price.rate, currency), sign: currencyFacts(currency).sign })
  return t('ratePerUnit', { rate, unit: price.unit })
}
