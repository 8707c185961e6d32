import { formatBookDate } from '#shared/calendar/book-date.ts'
import { formatAmount, groupWhole } from '#shared/money/format-amount.ts'
import { absolute, add, MINOR_PER_MAJOR, type Minor, negate, subtract, sum } from '#shared/money/money.ts'
import type { DayReportFacts } from './day-report-facts.ts'
import {
  counterAndPerson,
  currencyOf,
  cut,
  inSign,
  pair,
  pairIfAny,
  rule,
  shopHead,
  signed,
  space,
  spacingOf,
  text
} from './paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { ReceiptKind } from './receipt-facts.ts'
import { type ReceiptLayout, STANDARD_LAYOUT } from './receipt-layout.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'
import { unprovedBlocks } from './unproved-blocks.ts'

const COUNT_TEXTS: readonly (readonly [ReceiptKind, ReceiptTextKey])[] = [
  ['sale', 'countSale'],
  ['sale-return', 'countSaleReturn'],
  ['purchase', 'countPurchase'],
  ['purchase-return', 'countPurchaseReturn'],
  ['got', 'countGot'],
  ['gave', 'countGave'],
  ['expense', 'countExpense'],
  ['contra', 'countContra'],
  ['reversal', 'countReversal']
]

/** The paper of an X (a look at the day so far) or a Z (its frozen close). */
export function buildDayReport(
  facts: DayReportFacts,
  t: Translate,
  layout: ReceiptLayout = STANDARD_LAYOUT
): ReceiptDocument {
  const title = titleOf(facts, t)
  return {
    version: 1,
    language: facts.language,
    title,
    ...spacingOf(layout),
    blocks: [
      ...shopHead(facts.shop, layout, t),
      rule('thick'),
      ...text(title, { align: 'center', size: 'title', weight: 'bold', maxLines: 2 }),
      ...(facts.title === 'x' ? text(t('dayXNote'), { align: 'center', size: 'small' }) : []),
      ...whenBlocks(facts, t),
      ...totalBlocks(facts, t),
      ...unprovedBlocks(facts.unproved?.payments ?? [], facts.unproved?.moreCount ?? 0, t),
      ...drawerBlocks(facts, t),
      ...countBlocks(facts, t),
      ...shiftBlocks(facts, t),
      ...noticeBlocks(facts, t),
      ...(facts.title !== 'x' ? [space('large'), rule('dashed'), ...text(t('signature'), { size: 'small' })] : []),
      cut(layout)
    ]
  }
}

function titleOf({ title, zNo }: DayReportFacts, t: Translate): string {
  if (title === 'shift') return t('dayShift')
  return title === 'z' ? t('dayZ', { number: zNo ?? '' }) : t('dayX')
}

function whenBlocks(facts: DayReportFacts, t: Translate): ReceiptBlock[] {
  const counts = COUNT_TEXTS.flatMap(([kind, key]) => {
    const count = facts.counts[kind] ?? 0
    return count === 0 ? [] : [pair(t(key), String(count))]
  })
  const numbers =
    facts.firstNumber === ''
      ? []
      : [pair(t('dayBills'), t('dayNumbers', { first: facts.firstNumber, last: facts.lastNumber }))]
  return [
    pair(t('dayDate'), formatBookDate(facts.bookOn), 'bold', 'large'),
    ...(facts.openedAt === '' ? [] : [pair(t('dayOpened'), facts.openedAt)]),
    ...(facts.closedAt === '' ? [] : [pair(t(facts.title === 'x' ? 'dayPrinted' : 'dayClosed'), facts.closedAt)]),
    ...counterAndPerson(facts.counterName, facts.personName, t),
    rule(),
    ...numbers,
    ...counts
  ]
}

/** Sales, then the four totals that are read side by side: cash, UPI by what is known of it, other, given on credit. */
function totalBlocks(facts: DayReportFacts, t: Translate): ReceiptBlock[] {
  const { upi } = facts
  return [
    rule(),
    pair(t('daySales'), formatAmount(facts.salesMinor, t.currency)),
    ...pairIfAny(t('dayReturns'), negate(facts.returnsMinor), t, (amount) => signed(amount, t)),
    pair(t('dayNetSales'), formatAmount(subtract(facts.salesMinor, facts.returnsMinor), t.currency), 'bold', 'large'),
    rule(),
    ...text(t('dayTotals'), { weight: 'bold' }),
    // Old dues that came in cash are money received too, as those by UPI are.
    pair(t('dayCash'), formatAmount(add(facts.cash.cashSalesMinor, facts.cash.duesReceivedCashMinor), t.currency)),
    ...pairIfAny(t('dayUpiProved'), upi.provedMinor, t),
    ...pairIfAny(t('dayUpiClaimed'), upi.claimedMinor, t),
    ...pairIfAny(t('dayUpiWaiting'), upi.waitingMinor, t),
    ...pairIfAny(t('dayBank'), facts.bankMinor, t),
    pair(t('dayCredit'), formatAmount(facts.creditGivenMinor, t.currency))
  ]
}

function drawerBlocks(facts: DayReportFacts, t: Translate): ReceiptBlock[] {
  if (facts.expectedMinor === null) return []
  const { cash } = facts
  const step = (key: ReceiptTextKey, amount: Minor) => pairIfAny(t(key), amount, t, (value) => signed(value, t))
  return [
    rule('thick'),
    ...text(t('dayDrawer'), { weight: 'bold' }),
    pair(t('dayFloat'), formatAmount(facts.openingFloatMinor, t.currency)),
    ...step('dayCashSales', cash.cashSalesMinor),
    ...step('dayDuesReceived', cash.duesReceivedCashMinor),
    ...step('dayFromOwnerOrBank', cash.fromOwnerOrBankMinor),
    ...step('dayOtherCashIn', cash.otherCashInMinor),
    ...step('dayHandovers', cash.handoversMinor),
    ...step('dayRefunds', negate(cash.cashRefundsMinor)),
    ...step('dayExpenses', negate(cash.cashExpensesMinor)),
    ...step('dayPaidToParties', negate(cash.cashPaidToPartiesMinor)),
    ...step('dayToOwner', negate(cash.toOwnerMinor)),
    ...step('dayToBank', negate(cash.toBankMinor)),
    ...step('dayAfterCount', negate(cash.afterCountMinor)),
    rule(),
    pair(t('dayExpected'), formatAmount(facts.expectedMinor, t.currency), 'bold'),
    ...resultBlocks(facts, t)
  ]
}

function resultBlocks(facts: DayReportFacts, t: Translate): ReceiptBlock[] {
  if (facts.isUncounted)
    return [...text(t('dayUncounted'), { weight: 'bold' }), ...text(t('reason', { reason: facts.reason }))]
  if (facts.countedMinor === null || facts.overShortMinor === null) return text(t('dayNotCounted'), { size: 'small' })
  const key = facts.overShortMinor > 0 ? 'dayOver' : facts.overShortMinor < 0 ? 'dayShort' : 'dayExact'
  return [
    pair(t('dayCounted'), formatAmount(facts.countedMinor, t.currency), 'bold'),
    {
      type: 'big-amount',
      label: t(key),
      amount: inSign(absolute(facts.overShortMinor), t)
    },
    ...(facts.reason === '' ? [] : text(t('reason', { reason: facts.reason }))),
    ...facts.recounts.map((recount) =>
      pair(t('dayRecount', { time: recount.time }), formatAmount(recount.countedMinor, t.currency), 'regular', 'small')
    )
  ]
}

function countBlocks(facts: DayReportFacts, t: Translate): ReceiptBlock[] {
  if (facts.isUncounted) return leftBlocks(facts, t)
  if (facts.countedMinor === null) return []
  const rows = facts.denominations.map((line) => ({
    cells: [
      groupWhole(Math.trunc(line.valueMinor / MINOR_PER_MAJOR), currencyOf(t)),
      t('dayPieces', { pieces: line.count }),
      formatAmount(line.amountMinor, t.currency)
    ],
    weight: 'regular' as const
  }))
  const columns = [
    { align: 'right', width: 'fit' } as const,
    { align: 'left', width: 'fit' } as const,
    { align: 'right', width: 'fill' } as const
  ]
  return [
    rule(),
    ...text(t('dayCount'), { weight: 'bold' }),
    ...(rows.length === 0 ? [] : [{ type: 'table', columns, rows, size: 'body' } as const]),
    ...pairIfAny(t('dayTorn'), facts.tornMinor, t),
    ...pairIfAny(t('dayCheques'), facts.chequesMinor, t),
    ...pairIfAny(t('dayVouchers'), facts.vouchersMinor, t),
    ...leftBlocks(facts, t)
  ]
}

/** From what was counted to what is left: nothing leaves the drawer unsaid. */
function leftBlocks(facts: DayReportFacts, t: Translate): ReceiptBlock[] {
  if (facts.nextFloatMinor === null) return []
  const step = (key: ReceiptTextKey, amount: Minor) => pairIfAny(t(key), amount, t, (value) => signed(value, t))
  return [
    rule(),
    ...step('dayAfterCount', facts.cash.afterCountMinor),
    ...step('dayToOwner', negate(facts.closedToOwnerMinor)),
    ...step('dayToBank', negate(facts.closedToBankMinor)),
    pair(
      facts.nextPersonName === '' ? t('dayNextFloat') : t('dayTakenOver', { person: facts.nextPersonName }),
      formatAmount(facts.nextFloatMinor, t.currency),
      'bold'
    )
  ]
}

/** Every cashier of the day with what his count differed by, and all of them together. */
function shiftBlocks({ shifts }: DayReportFacts, t: Translate): ReceiptBlock[] {
  if (shifts.length === 0) return []
  const counted = shifts.flatMap(({ overShortMinor }) => overShortMinor ?? [])
  return [
    rule(),
    ...text(t('dayShifts'), { weight: 'bold' }),
    ...shifts.map(({ personName, from, to, overShortMinor }) =>
      pair(t('dayShiftLine', { person: personName, from, to }), differenceText(overShortMinor, t))
    ),
    ...(shifts.length === 1 ? [] : [pair(t('dayAllCashiers'), differenceText(sum(counted), t), 'bold')])
  ]
}

function differenceText(overShortMinor: Minor | null, t: Translate): string {
  if (overShortMinor === null) return '?'
  return overShortMinor === 0 ? t('dayExact') : signed(overShortMinor, t)
}

function noticeBlocks(facts: DayReportFacts, t: Translate): ReceiptBlock[] {
  if (facts.notices.length === 0) return []
  return [
    rule(),
    ...text(t('dayNotices'), { weight: 'bold' }),
    ...facts.notices.flatMap((notice) => text(notice, { size: 'small', maxLines: 6 }))
  ]
}
