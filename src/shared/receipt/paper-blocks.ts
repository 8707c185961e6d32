import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { amountInWords } from '#shared/money/amount-in-words.ts'
import { type Currency, currencyFacts } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import type { ReceiptBlock, ReceiptDocument, TextAlign, TextSize, TextWeight } from './receipt-document.ts'
import type { ReceiptShop } from './receipt-facts.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import { type ReceiptLayout, showsSection } from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'
import { firstOf, type Said, secondOf } from './said.ts'

interface TextStyle {
  readonly align?: TextAlign
  readonly size?: TextSize
  readonly weight?: TextWeight
  readonly maxLines?: number
}

/** A text block, or none when there is nothing to say. */
export function text(words: Said | string, style: TextStyle = {}): ReceiptBlock[] {
  if (firstOf(words).trim() === '') return []
  const { align = 'left', size = 'body', weight = 'regular', maxLines = 4 } = style
  return [{ type: 'text', text: firstOf(words), align, size, weight, maxLines, ...secondOf(words) }]
}

export function pair(
  label: Said | string,
  value: string,
  weight: TextWeight = 'regular',
  size: 'small' | 'body' | 'large' = 'body'
): ReceiptBlock {
  return { type: 'pair', label: firstOf(label), value, size, weight, ...secondOf(label) }
}

/** A pair that is left out when the amount is nothing. */
export function pairIfAny(
  label: Said | string,
  amount: Minor,
  t: Translate,
  show: (amount: Minor) => string = (shown) => formatAmount(shown, t.currency)
): ReceiptBlock[] {
  return amount === 0 ? [] : [pair(label, show(amount))]
}

export const rule = (style: 'thin' | 'thick' | 'double' | 'dashed' = 'thin'): ReceiptBlock => ({ type: 'rule', style })
export const space = (size: 'small' | 'medium' | 'large'): ReceiptBlock => ({ type: 'space', size })

/** What the amounts of a paper are in. */
export const currencyOf = (t: Translate): Currency => t.currency ?? 'INR'

/** An amount behind the sign of its currency: `₹ 1,250.00`. */
export const inSign = (amount: Minor, t: Translate): string =>
  t('rupees', { amount: formatAmount(amount, t.currency), sign: currencyFacts(currencyOf(t)).sign })

/** An amount in words, as bills in India carry it. Only rupees have words here. */
export const wordsBlocks = (amount: Minor, language: ReceiptLanguage, t: Translate): ReceiptBlock[] =>
  currencyOf(t) === 'INR' ? text(amountInWords(amount, language), { size: 'small' }) : []

/** An amount with the sign of what it does to a sum: `+ 1,250.00` or `− 500.00`. */
export function signed(amount: Minor, t: Translate): string {
  const shown = formatAmount(absolute(amount), t.currency)
  return amount < 0 ? t('minus', { amount: shown }) : t('plus', { amount: shown })
}

/** The shop's logo, name, place, phone, tax number and lines of its own, centred, as far as the layout shows them. */
export function shopHead(shop: ReceiptShop, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  return [...logoBlocks(layout), ...shopBlocks(shop, layout, t)]
}

export const logoBlocks = (layout: ReceiptLayout): ReceiptBlock[] =>
  showsSection(layout, 'logo') ? [{ type: 'picture', picture: 'logo', size: layout.logoSize }] : []

export function shopBlocks(shop: ReceiptShop, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const { hasShopPlace, hasShopPhone, hasShopGstin } = layout
  const phone = hasShopPhone && shop.phone !== '' ? t('phone', { phone: shop.phone }) : ''
  const gstin = hasShopGstin && shop.gstin !== '' && currencyOf(t) === 'INR' ? t('gstin', { gstin: shop.gstin }) : ''
  return [
    ...text(shop.name, { align: 'center', size: layout.shopNameSize, weight: 'bold', maxLines: 3 }),
    ...text(hasShopPlace ? shop.place : '', { align: 'center', maxLines: 3 }),
    ...text(phone, { align: 'center', maxLines: 2 }),
    ...text(gstin, { align: 'center', size: 'small', maxLines: 1 }),
    ...layout.headLines.flatMap((line) => text(line, { align: 'center', size: 'small', maxLines: 3 }))
  ]
}

/** The shop's foot text and the layout's own lines, centred. */
export const footTexts = (shop: ReceiptShop, layout: ReceiptLayout): ReceiptBlock[] => [
  ...text(shop.footText, { align: 'center', maxLines: 8 }),
  ...layout.footLines.flatMap((line) => text(line, { align: 'center', maxLines: 3 }))
]

/** The end of a paper. */
export const cut = (layout: ReceiptLayout): ReceiptBlock =>
  layout.isCut ? { type: 'cut' } : { type: 'cut', byHand: true }

/** The part of a document that says how close its lines stand. */
export const spacingOf = (layout: ReceiptLayout): Pick<ReceiptDocument, 'spacing'> =>
  layout.spacing === 'compact' ? { spacing: 'compact' } : {}

/** Who wrote it and where: only what is known. */
export function counterAndPerson(counterName: string, personName: string, t: Translate): ReceiptBlock[] {
  if (counterName === '' || personName === '') return text(counterName + personName, { size: 'small', maxLines: 1 })
  return text(t('counterAndPerson', { counter: counterName, person: personName }), { size: 'small', maxLines: 2 })
}

export const dateTime = (on: BookDate, time: string, t: Translate): string =>
  t('dateTime', { date: formatBookDate(on), time })
