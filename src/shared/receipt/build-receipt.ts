import { formatBookDate } from '#shared/calendar/book-date.ts'
import { amountInWords } from '#shared/money/amount-in-words.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { negate, subtract } from '#shared/money/money.ts'
import { balanceBlocks } from './balance-blocks.ts'
import {
  counterAndPerson,
  dateTime,
  pair,
  pairIfAny,
  rule,
  shopHead,
  signed,
  space,
  text,
  withoutDoubledRules
} from './paper-blocks.ts'
import { payableOnReceipt } from './payable-on-receipt.ts'
import { paymentBlock } from './payment-block.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { ReceiptFacts, ReceiptKind } from './receipt-facts.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'

interface KindWords {
  readonly title: ReceiptTextKey
  readonly party: ReceiptTextKey
  readonly total: ReceiptTextKey
}

const WORDS: Readonly<Record<ReceiptKind, KindWords>> = {
  sale: { title: 'titleSale', party: 'billedTo', total: 'total' },
  'sale-return': { title: 'titleSaleReturn', party: 'receivedFrom', total: 'totalReturn' },
  purchase: { title: 'titlePurchase', party: 'boughtFrom', total: 'total' },
  got: { title: 'titleGot', party: 'receivedFrom', total: 'totalReceived' },
  gave: { title: 'titleGave', party: 'paidTo', total: 'totalPaid' },
  expense: { title: 'titleExpense', party: 'paidTo', total: 'totalPaid' },
  contra: { title: 'titleContra', party: 'paidTo', total: 'totalMoved' },
  reversal: { title: 'titleReversal', party: 'billedTo', total: 'totalCancelled' }
}

/** The receipt of one entry, in words and figures. Pure: the same facts always make the same paper. */
export function buildReceipt(facts: ReceiptFacts, t: Translate): ReceiptDocument {
  const title = t(titleKey(facts))
  return {
    version: 1,
    language: facts.language,
    title: facts.number === '' ? title : t('titleWithNumber', { title, number: facts.number }),
    blocks: withoutDoubledRules([
      ...shopHead(facts.shop, t),
      rule('thick'),
      ...paperHead(facts, title, t),
      ...partyBlocks(facts, t),
      ...cancelBlocks(facts, t),
      ...lineBlocks(facts),
      rule('double'),
      {
        type: 'big-amount',
        label: t(WORDS[facts.kind].total),
        amount: t('rupees', { amount: formatAmount(facts.amountMinor) })
      },
      ...text(amountInWords(facts.amountMinor, facts.language), { size: 'small' }),
      ...tenderBlocks(facts, t),
      ...balanceBlocks(facts, t),
      ...paymentBlock(facts.shop, payableOnReceipt(facts), facts.reference, facts.number, t),
      ...footBlocks(facts, t),
      { type: 'cut' }
    ])
  }
}

const titleKey = (facts: ReceiptFacts): ReceiptTextKey =>
  facts.kind === 'sale' && facts.creditMinor > 0 ? 'titleCreditSale' : WORDS[facts.kind].title

function paperHead(facts: ReceiptFacts, title: string, t: Translate): ReceiptBlock[] {
  const when = dateTime(facts.bookOn, facts.time, t)
  const happened = facts.occurredOn !== null && facts.occurredOn !== facts.bookOn ? facts.occurredOn : null
  return [
    ...text(title, { align: 'center', size: 'large', weight: 'bold', maxLines: 2 }),
    pair(facts.number === '' ? '' : t('number', { number: facts.number }), when),
    ...(happened === null ? [] : [pair(t('occurredOn'), formatBookDate(happened))]),
    ...counterAndPerson(facts.counterName, facts.personName, t),
    rule()
  ]
}

function partyBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const { party } = facts
  if (party === null) return []
  return [
    ...text(t(WORDS[facts.kind].party), { size: 'small' }),
    ...text(party.name, { weight: 'bold', size: 'large' }),
    ...text(party.place, { size: 'small', maxLines: 2 }),
    ...(party.phone === '' ? [] : text(t('phone', { phone: party.phone }), { size: 'small', maxLines: 1 })),
    rule()
  ]
}

/** A cancellation names what it cancels; a cancelled receipt that is printed again says so in a bar. */
function cancelBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const { reversed } = facts
  if (reversed === null) return []
  const reason = reversed.reason === '' ? [] : text(t('reason', { reason: reversed.reason }))
  if (facts.kind === 'reversal')
    return [...text(t('cancels', { number: reversed.number }), { weight: 'bold' }), ...reason, rule()]
  return [
    { type: 'banner', text: t('cancelled') },
    ...text(t('cancelledBy', { number: reversed.number })),
    ...reason,
    rule()
  ]
}

function lineBlocks(facts: ReceiptFacts): ReceiptBlock[] {
  const rows = facts.lines.map((line) => ({
    cells: [line.text, formatAmount(line.amountMinor)],
    weight: 'regular' as const
  }))
  const columns = [{ align: 'left', width: 'fill' } as const, { align: 'right', width: 'fit' } as const]
  const table: ReceiptBlock[] = rows.length === 0 ? [] : [{ type: 'table', columns, rows, size: 'body' }]
  return [...table, ...text(facts.note, { size: 'small', maxLines: 6 })]
}

/** How it was paid. Change is shown beside the cash that was handed over, never as money kept. */
function tenderBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const isGoods = facts.kind === 'sale' || facts.kind === 'sale-return' || facts.kind === 'purchase'
  const others = [
    ...pairIfAny(t('upi'), facts.upiMinor),
    ...pairIfAny(t('bank'), facts.bankMinor),
    ...(isGoods && facts.creditMinor !== 0 ? [creditPair(facts, t)] : [])
  ]
  const all = [...cashBlocks(facts, others.length > 0, t), ...others]
  return all.length === 0 ? [] : [rule(), ...all]
}

function cashBlocks(facts: ReceiptFacts, isPart: boolean, t: Translate): ReceiptBlock[] {
  if (facts.changeMinor === 0) return pairIfAny(t('cash'), facts.cashMinor)
  return [
    pair(t('cashGiven'), formatAmount(facts.cashMinor)),
    pair(t('change'), signed(negate(facts.changeMinor), t)),
    ...(isPart ? pairIfAny(t('cash'), subtract(facts.cashMinor, facts.changeMinor)) : [])
  ]
}

/** Goods that we sell leave the party owing more, goods that come in leave us owing more. */
function creditPair(facts: ReceiptFacts, t: Translate): ReceiptBlock {
  const unpaid = facts.kind === 'sale' ? facts.creditMinor : negate(facts.creditMinor)
  if (unpaid > 0) return pair(t('onCredit'), formatAmount(unpaid), 'bold')
  return pair(t('towardsOldDues'), formatAmount(negate(unpaid)))
}

function footBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const isVoucher = facts.kind === 'gave' || facts.kind === 'expense' || facts.kind === 'purchase'
  const signature = isVoucher ? [space('large'), rule('dashed'), ...text(t('signature'), { size: 'small' })] : []
  const foot = text(facts.shop.footText, { align: 'center', maxLines: 8 })
  return [...signature, ...(foot.length === 0 ? [] : [rule(), ...foot])]
}
