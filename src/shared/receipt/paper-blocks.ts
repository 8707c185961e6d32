import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import type { ReceiptBlock, TextAlign, TextSize, TextWeight } from './receipt-document.ts'
import type { ReceiptShop } from './receipt-facts.ts'
import type { Translate } from './receipt-texts.ts'

interface TextStyle {
  readonly align?: TextAlign
  readonly size?: TextSize
  readonly weight?: TextWeight
  readonly maxLines?: number
}

/** A text block, or none when there is nothing to say. */
export function text(words: string, style: TextStyle = {}): ReceiptBlock[] {
  if (words.trim() === '') return []
  const { align = 'left', size = 'body', weight = 'regular', maxLines = 4 } = style
  return [{ type: 'text', text: words, align, size, weight, maxLines }]
}

export function pair(
  label: string,
  value: string,
  weight: TextWeight = 'regular',
  size: 'small' | 'body' | 'large' = 'body'
): ReceiptBlock {
  return { type: 'pair', label, value, size, weight }
}

/** A pair that is left out when the amount is nothing. */
export function pairIfAny(
  label: string,
  amount: Minor,
  show: (amount: Minor) => string = formatAmount
): ReceiptBlock[] {
  return amount === 0 ? [] : [pair(label, show(amount))]
}

export const rule = (style: 'thin' | 'thick' | 'double' | 'dashed' = 'thin'): ReceiptBlock => ({ type: 'rule', style })
export const space = (size: 'small' | 'medium' | 'large'): ReceiptBlock => ({ type: 'space', size })

/** An amount with the sign of what it does to a sum: `+ 1,250.00` or `− 500.00`. */
export function signed(amount: Minor, t: Translate): string {
  const shown = formatAmount(absolute(amount))
  return amount < 0 ? t('minus', { amount: shown }) : t('plus', { amount: shown })
}

/** Name, place, phone and tax number of the shop, centred. */
export function shopHead(shop: ReceiptShop, t: Translate): ReceiptBlock[] {
  return [
    ...text(shop.name, { align: 'center', size: 'title', weight: 'bold', maxLines: 3 }),
    ...text(shop.place, { align: 'center', maxLines: 3 }),
    ...(shop.phone === '' ? [] : text(t('phone', { phone: shop.phone }), { align: 'center', maxLines: 2 })),
    ...(shop.gstin === ''
      ? []
      : text(t('gstin', { gstin: shop.gstin }), { align: 'center', size: 'small', maxLines: 1 }))
  ]
}

/** Who wrote it and where: only what is known. */
export function counterAndPerson(counterName: string, personName: string, t: Translate): ReceiptBlock[] {
  if (counterName === '' || personName === '') return text(counterName + personName, { size: 'small', maxLines: 1 })
  return text(t('counterAndPerson', { counter: counterName, person: personName }), { size: 'small', maxLines: 2 })
}

export const dateTime = (on: BookDate, time: string, t: Translate): string =>
  t('dateTime', { date: formatBookDate(on), time })

/** Of rules that would stand directly one under the other only the last is kept. */
export const withoutDoubledRules = (blocks: readonly ReceiptBlock[]): ReceiptBlock[] =>
  blocks.filter((block, index) => block.type !== 'rule' || blocks[index + 1]?.type !== 'rule')
