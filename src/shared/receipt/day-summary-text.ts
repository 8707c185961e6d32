import { formatBookDate } from '#shared/calendar/book-date.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, add, type Minor, subtract } from '#shared/money/money.ts'
import type { DayReportFacts } from './day-report-facts.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'

/**
 * A frozen Z as a message for the owner: a line for each figure that decides, in the words of the papers, so that every language
 * that papers have has this text too. Lines of nothing are left out.
 */
export function daySummaryText(facts: DayReportFacts, t: Translate): string {
  const { upi, cash } = facts
  const line = (key: ReceiptTextKey, amount: Minor) => `${t(key)}: ${formatAmount(amount, t.currency)}`
  const ifAny = (key: ReceiptTextKey, amount: Minor) => (amount === 0 ? [] : [line(key, amount)])
  const lines = [
    `${facts.shop.name} · ${t('dayZ', { number: facts.zNo ?? '' })} · ${formatBookDate(facts.bookOn)}`,
    '',
    line('dayNetSales', subtract(facts.salesMinor, facts.returnsMinor)),
    line('dayCash', add(cash.cashSalesMinor, cash.duesReceivedCashMinor)),
    ...ifAny('dayUpiProved', upi.provedMinor),
    ...ifAny('dayUpiClaimed', upi.claimedMinor),
    ...unprovedLines(facts, 'claimed', t),
    ...ifAny('dayUpiWaiting', upi.waitingMinor),
    ...unprovedLines(facts, 'waiting', t),
    ...moreLine(facts),
    ...returnedLines(facts, t),
    ...ifAny('dayBank', facts.bankMinor),
    ...ifAny('dayCredit', facts.creditGivenMinor),
    ...ifAny('dayExpenses', cash.cashExpensesMinor),
    '',
    ...(facts.expectedMinor === null ? [] : [line('dayExpected', facts.expectedMinor)]),
    ...resultLines(facts, t),
    ...facts.shifts.map(
      ({ personName, from, to, overShortMinor }) =>
        `${t('dayShiftLine', { person: personName, from, to })}: ${differenceText(overShortMinor, t)}`
    ),
    ...ifAny('dayToOwner', facts.closedToOwnerMinor),
    ...ifAny('dayToBank', facts.closedToBankMinor),
    ...(facts.nextFloatMinor === null ? [] : [line('dayNextFloat', facts.nextFloatMinor)]),
    ...facts.notices
  ]
  return lines.join('\n').replaceAll('\u00a0', ' ').trim()
}

/** What the owner looks for in his bank's app: each payment of a state that nothing proved, as the Z lists them. */
function unprovedLines({ unproved }: DayReportFacts, state: 'claimed' | 'waiting', t: Translate): string[] {
  const own = unproved?.payments.filter((payment) => payment.state === state) ?? []
  return own.map(({ time, number, partyName, amountMinor }) => {
    const what = [time, number, partyName].filter((word) => word !== '').join(' ')
    return `\u2013 ${what} ${formatAmount(amountMinor, t.currency)}`
  })
}

/** The Z lists the largest ones and says how many more there are. */
const moreLine = ({ unproved }: DayReportFacts): string[] =>
  (unproved?.moreCount ?? 0) === 0 ? [] : [`\u2013 + ${unproved?.moreCount}`]

/** Money of proved payments that went out again: each by its number and party, for somebody has to be asked for it. */
function returnedLines({ unproved }: DayReportFacts, t: Translate): string[] {
  const returned = unproved?.payments.filter(({ state }) => state === 'returned') ?? []
  return returned.map(({ number, partyName, amountMinor }) => {
    const what = [number, partyName].filter((word) => word !== '').join(' ')
    return `${t('dayUpiReturned')}: ${what} ${formatAmount(amountMinor, t.currency)}`
  })
}

function resultLines(facts: DayReportFacts, t: Translate): string[] {
  const reason = facts.reason === '' ? [] : [t('reason', { reason: facts.reason })]
  if (facts.countedMinor === null) return [t('dayUncounted'), ...reason]
  return [
    `${t('dayCounted')}: ${formatAmount(facts.countedMinor, t.currency)}`,
    differenceText(facts.overShortMinor, t),
    ...reason
  ]
}

function differenceText(overShortMinor: Minor | null, t: Translate): string {
  if (overShortMinor === null) return '?'
  if (overShortMinor === 0) return t('dayExact')
  return `${t(overShortMinor > 0 ? 'dayOver' : 'dayShort')} ${formatAmount(absolute(overShortMinor), t.currency)}`
}
