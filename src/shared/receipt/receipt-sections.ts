import { formatBookDate } from '#shared/calendar/book-date.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, negate, subtract } from '#shared/money/money.ts'
import { codeName } from '#shared/payment-qr/payment-scheme.ts'
import { balanceBlocks } from './balance-blocks.ts'
import { billTitleKey } from './bill-titles.ts'
import {
  counterAndPerson,
  currencyOf,
  dateTime,
  footTexts,
  inSign,
  logoBlocks,
  pair,
  pairIfAny,
  rule,
  shopBlocks,
  signed,
  space,
  text,
  wordsBlocks
} from './paper-blocks.ts'
import { payableOnReceipt } from './payable-on-receipt.ts'
import { paymentBlock } from './payment-block.ts'
import type { ReceiptBlock } from './receipt-document.ts'
import type { ReceiptFacts, ReceiptKind } from './receipt-facts.ts'
import type { ReceiptLayout, ReceiptSection } from './receipt-layout.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'
import { said } from './said.ts'

interface KindWords {
  readonly title: ReceiptTextKey
  readonly party: ReceiptTextKey
  readonly total: ReceiptTextKey
}

const WORDS: Readonly<Record<ReceiptKind, KindWords>> = {
  sale: { title: 'titleSale', party: 'billedTo', total: 'total' },
  'sale-return': { title: 'titleSaleReturn', party: 'receivedFrom', total: 'totalReturn' },
  purchase: { title: 'titlePurchase', party: 'boughtFrom', total: 'total' },
  'purchase-return': { title: 'titleDebitNote', party: 'billedTo', total: 'totalReturn' },
  quotation: { title: 'titleQuotation', party: 'billedTo', total: 'total' },
  challan: { title: 'titleChallan', party: 'billedTo', total: 'total' },
  got: { title: 'titleGot', party: 'receivedFrom', total: 'totalReceived' },
  gave: { title: 'titleGave', party: 'paidTo', total: 'totalPaid' },
  expense: { title: 'titleExpense', party: 'paidTo', total: 'totalPaid' },
  contra: { title: 'titleContra', party: 'paidTo', total: 'totalMoved' },
  reversal: { title: 'titleReversal', party: 'billedTo', total: 'totalCancelled' }
}

/** The blocks of one section; none when there is nothing to say. */
export function sectionBlocks(
  id: ReceiptSection,
  facts: ReceiptFacts,
  layout: ReceiptLayout,
  t: Translate
): ReceiptBlock[] {
  switch (id) {
    case 'logo':
      return logoBlocks(layout)
    case 'shop':
      return shopBlocks(facts.shop, layout, t)
    case 'title':
      return titleBlocks(facts, t)
    case 'counter':
      return counterAndPerson(facts.counterName, facts.personName, t)
    case 'party':
      return partyBlocks(facts, layout, t)
    case 'lines':
      return lineBlocks(facts, layout, t)
    case 'total':
      return [totalBlock(facts, t)]
    case 'words':
      return wordsBlocks(facts.amountMinor, facts.language, t)
    case 'tender':
      return tenderBlocks(facts, layout, t)
    case 'balances':
      return balanceBlocks(facts, t)
    case 'payment':
      return paymentBlock(facts.shop, payableOnReceipt(facts), facts.reference, facts.number, layout, t)
    case 'signature':
      return signatureBlocks(facts, t)
    case 'foot':
      return footTexts(facts.shop, layout)
    default:
      return unreachable(id)
  }
}

/** What the paper is, in a few words. */
export function receiptTitle(facts: ReceiptFacts, t: Translate): string {
  const title = t(titleKey(facts))
  return facts.number === '' ? title : t('titleWithNumber', { title, number: facts.number })
}

/** A bill of goods is called what the law calls it. */
export function titleKey(facts: ReceiptFacts): ReceiptTextKey {
  const billKey = facts.bill === undefined || facts.kind === 'reversal' ? null : billTitleKey(facts.bill.bill)
  if (billKey !== null) return billKey
  return facts.kind === 'sale' && facts.creditMinor > 0 ? 'titleCreditSale' : WORDS[facts.kind].title
}

export const partyLabelKey = (facts: ReceiptFacts): ReceiptTextKey =>
  facts.kind === 'sale-return' && facts.bill !== undefined ? 'billedTo' : WORDS[facts.kind].party

function titleBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const when = dateTime(facts.bookOn, facts.time, t)
  const happened = facts.occurredOn !== null && facts.occurredOn !== facts.bookOn ? facts.occurredOn : null
  return [
    ...text(said(t, titleKey(facts)), { align: 'center', size: 'large', weight: 'bold', maxLines: 2 }),
    pair(facts.number === '' ? '' : t('number', { number: facts.number }), when),
    ...(happened === null ? [] : [pair(said(t, 'occurredOn'), formatBookDate(happened))])
  ]
}

function totalBlock(facts: ReceiptFacts, t: Translate): ReceiptBlock {
  const { text: label, ...second } = said(t, WORDS[facts.kind].total)
  return { type: 'big-amount', label, ...second, amount: inSign(facts.amountMinor, t) }
}

function partyBlocks(facts: ReceiptFacts, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const { party } = facts
  if (party === null) return []
  const phone = layout.hasPartyPhone && party.phone !== '' ? t('phone', { phone: party.phone }) : ''
  return [
    ...text(said(t, WORDS[facts.kind].party), { size: 'small' }),
    ...text(party.name, { weight: 'bold', size: 'large' }),
    ...text(layout.hasPartyPlace ? party.place : '', { size: 'small', maxLines: 2 }),
    ...text(phone, { size: 'small', maxLines: 1 })
  ]
}

/** A cancellation names what it cancels; a cancelled receipt that is printed again says so in a bar. */
export function cancelBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const { reversed } = facts
  if (reversed === null) return []
  const reason = reversed.reason === '' ? [] : text(t('reason', { reason: reversed.reason }))
  if (facts.kind === 'reversal')
    return [...text(said(t, 'cancels', { number: reversed.number }), { weight: 'bold' }), ...reason]
  return [
    { type: 'banner', ...said(t, 'cancelled') },
    // A paper that posts nothing is called off without a paper of its own.
    ...(reversed.number === '' ? [] : text(said(t, 'cancelledBy', { number: reversed.number }))),
    ...reason
  ]
}

function lineBlocks(facts: ReceiptFacts, { hasLineNumbers }: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const rows = facts.lines.map((line, index) => ({
    cells: [...(hasLineNumbers ? [String(index + 1)] : []), line.text, formatAmount(line.amountMinor, t.currency)],
    weight: 'regular' as const
  }))
  const columns = [
    ...(hasLineNumbers ? [{ align: 'right', width: 'fit' } as const] : []),
    { align: 'left', width: 'fill' } as const,
    { align: 'right', width: 'fit' } as const
  ]
  const table: ReceiptBlock[] = rows.length === 0 ? [] : [{ type: 'table', columns, rows, size: 'body' }]
  return [...table, ...text(facts.note, { size: 'small', maxLines: 6 })]
}

const IS_GOODS: ReadonlySet<ReceiptKind> = new Set<ReceiptKind>(['sale', 'sale-return', 'purchase', 'purchase-return'])

/** How it was paid. Change is shown beside the cash that was handed over, never as money kept. */
function tenderBlocks(facts: ReceiptFacts, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const others = [
    ...pairIfAny(currencyOf(t) === 'INR' ? said(t, 'upi') : codeName(currencyOf(t)), facts.upiMinor, t),
    ...pairIfAny(said(t, 'bank'), facts.bankMinor, t),
    ...(IS_GOODS.has(facts.kind) && facts.creditMinor !== 0 ? creditPairs(facts, layout, t) : [])
  ]
  return [...cashBlocks(facts, others.length > 0, t), ...others]
}

function cashBlocks(facts: ReceiptFacts, isPart: boolean, t: Translate): ReceiptBlock[] {
  if (facts.changeMinor === 0) return pairIfAny(said(t, 'cash'), facts.cashMinor, t)
  return [
    pair(said(t, 'cashGiven'), formatAmount(facts.cashMinor, t.currency)),
    pair(said(t, 'change'), signed(negate(facts.changeMinor), t)),
    ...(isPart ? pairIfAny(said(t, 'cash'), subtract(facts.cashMinor, facts.changeMinor), t) : [])
  ]
}

/**
 * Goods that we sell leave the party owing more, goods that come in leave us owing more. What is not paid out for goods
 * that come back is taken off what is owed: nobody gives credit there.
 */
function creditPairs(facts: ReceiptFacts, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const isOut = facts.kind === 'sale' || facts.kind === 'purchase-return'
  const unpaid = isOut ? facts.creditMinor : negate(facts.creditMinor)
  const isReturn = facts.kind === 'sale-return' || facts.kind === 'purchase-return'
  const isCredit = isReturn ? unpaid < 0 : unpaid > 0
  const amount = formatAmount(absolute(unpaid), t.currency)
  if (!isCredit) return [pair(said(t, 'towardsOldDues'), amount)]
  return [pair(said(t, 'onCredit'), amount, 'bold'), ...(layout.hasDueDay ? dueBlocks(facts, t) : [])]
}

/** Until when it is to be paid. A paper that was called off asks for nothing. */
const dueBlocks = ({ dueOn, reversed }: ReceiptFacts, t: Translate): ReceiptBlock[] =>
  dueOn == null || reversed !== null ? [] : [pair(said(t, 'dueOn'), formatBookDate(dueOn))]

/** Who takes our money or gives us goods without a bill of his own signs for it. */
function signatureBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const isVoucher = facts.kind === 'gave' || facts.kind === 'expense' || facts.kind === 'purchase'
  return isVoucher ? [space('large'), rule('dashed'), ...text(said(t, 'signature'), { size: 'small' })] : []
}
