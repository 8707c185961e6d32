import type { Stamp } from '#main/ports/ledger-store.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import { type DayFigures, drawerLines } from '#shared/closing/day-figures.ts'
import type { ClosingView, CountView } from '#shared/contract/views.ts'
import { MINOR_PER_MAJOR, minor, multiply, subtract, ZERO } from '#shared/money/money.ts'
import { buildDayReport } from '#shared/receipt/build-day-report.ts'
import type { DayReportFacts } from '#shared/receipt/day-report-facts.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { Book } from './book.ts'
import { layoutOf } from './layout-of.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { closingPrinterOf } from './printer-for.ts'
import { clockText, shopHead } from './queue-receipt.ts'

/** Puts the paper of a Z into the queue, in the transaction of the close. */
export function enqueueDayReport(book: Book, closing: ClosingView, id: string, stamp: Stamp): void {
  enqueue(book, zFacts(book, closing, stamp), closing.zNo, id, stamp)
}

/** Puts an X, a look at the day so far, into the queue. */
export function enqueueFigures(book: Book, figures: DayFigures, id: string, stamp: Stamp): void {
  enqueue(book, { ...commonFacts(book, figures, stamp), ...NOT_COUNTED, title: 'x', zNo: null }, null, id, stamp)
}

function enqueue(book: Book, facts: DayReportFacts, zNo: number | null, id: string, stamp: Stamp): void {
  const document = buildDayReport(facts, paperWords(book, book.settings()), layoutOf(book.settings()))
  book.store.prints.enqueue(
    {
      id,
      kind: zNo === null ? 'x-report' : 'closing',
      entryNo: null,
      closingNo: zNo,
      title: document.title,
      partyName: '',
      printerId: closingPrinterOf(book.settings()),
      document
    },
    stamp.atMs
  )
}

/** The paper of a frozen Z, built again. */
export function closingPaper(book: Book, closing: ClosingView): ReceiptDocument {
  const { offsetMinutes } = book.clock.now()
  const facts = zFacts(book, closing, { atMs: closing.closedAt, offsetMinutes, person: closing.personName })
  return buildDayReport(facts, paperWords(book, book.settings()), layoutOf(book.settings()))
}

const NOT_COUNTED = {
  countedMinor: null,
  overShortMinor: null,
  reason: '',
  denominations: [],
  tornMinor: ZERO,
  chequesMinor: ZERO,
  vouchersMinor: ZERO,
  closedToOwnerMinor: ZERO,
  closedToBankMinor: ZERO,
  nextFloatMinor: null,
  recounts: []
} as const

function zFacts(book: Book, closing: ClosingView, stamp: Stamp): DayReportFacts {
  const standing = closing.counts.find((count) => count.id === closing.countId)
  const { figures } = closing
  const common = commonFacts(book, figures, stamp)
  return {
    ...common,
    title: 'z',
    zNo: closing.zNo,
    countedMinor: closing.countedMinor,
    overShortMinor: closing.overShortMinor,
    reason: closing.reason,
    denominations: denominationsOf(standing),
    tornMinor: standing?.count.tornMinor ?? ZERO,
    chequesMinor: standing?.count.chequesMinor ?? ZERO,
    vouchersMinor: standing?.count.vouchersMinor ?? ZERO,
    closedToOwnerMinor: closing.toOwnerMinor,
    closedToBankMinor: closing.toBankMinor,
    nextFloatMinor: closing.nextFloatMinor,
    recounts: closing.counts
      .filter((count) => count !== standing)
      .map((count) => ({ countedMinor: count.countedMinor, time: clockText(count.countedAt, stamp.offsetMinutes) }))
  }
}

function denominationsOf(count: CountView | undefined): DayReportFacts['denominations'] {
  if (count === undefined) return []
  return [...count.count.notes, ...count.count.coins]
    .filter((line) => line.pieces > 0)
    .map((line) => {
      const valueMinor = minor(line.value * MINOR_PER_MAJOR)
      return { valueMinor, count: line.pieces, amountMinor: multiply(valueMinor, line.pieces) }
    })
}

type Common = Omit<DayReportFacts, 'title' | 'zNo' | keyof typeof NOT_COUNTED>

function commonFacts(book: Book, figures: DayFigures, stamp: Stamp): Common {
  const settings = book.settings()
  const now = localTime({ epochMs: stamp.atMs, offsetMinutes: stamp.offsetMinutes })
  return {
    language: paperLanguage(settings),
    shop: shopHead(settings),
    counterName: settings.counterName,
    personName: stamp.person,
    bookOn: figures.bookOn,
    openedAt: clockText(figures.openedAt, stamp.offsetMinutes),
    closedAt: `${String(now.hour).padStart(2, '0')}:${String(now.minute).padStart(2, '0')}`,
    firstNumber: figures.firstNumber,
    lastNumber: figures.lastNumber,
    counts: figures.counts,
    openingFloatMinor: figures.openingFloatMinor,
    cash: {
      cashSalesMinor: figures.cashSalesMinor,
      duesReceivedCashMinor: figures.duesCashMinor,
      otherCashInMinor: figures.otherCashInMinor,
      fromOwnerOrBankMinor: figures.fromOwnerOrBankMinor,
      cashRefundsMinor: figures.cashRefundsMinor,
      cashExpensesMinor: figures.cashExpensesMinor,
      cashPaidToPartiesMinor: figures.cashPaidOutMinor,
      toOwnerMinor: figures.toOwnerMinor,
      toBankMinor: figures.toBankMinor,
      afterCountMinor: subtract(drawerLines(figures), figures.expectedMinor)
    },
    expectedMinor: figures.expectedMinor,
    upi: {
      waitingMinor: figures.upiWaitingMinor,
      claimedMinor: figures.upiClaimedMinor,
      provedMinor: figures.upiProvedMinor
    },
    bankMinor: figures.bankMinor,
    creditGivenMinor: figures.creditGivenMinor,
    salesMinor: figures.salesMinor,
    returnsMinor: figures.returnsMinor,
    notices: noticesOf(paperWords(book, settings), figures)
  }
}

/** What the reader of the paper should look into. */
function noticesOf(t: Translate, figures: DayFigures): string[] {
  const { warningCount } = figures
  return warningCount === 0 ? [] : [t('noticeWarnings', { warnings: warningCount })]
}
