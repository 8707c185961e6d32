import type { ShiftRow } from '#main/ports/closing-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import { type DayFigures, drawerLines } from '#shared/closing/day-figures.ts'
import type { ClosingView, CountView, ShiftView } from '#shared/contract/views.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { MINOR_PER_MAJOR, minor, multiply, subtract, ZERO } from '#shared/money/money.ts'
import { asDuplicate } from '#shared/receipt/as-duplicate.ts'
import { buildDayReport } from '#shared/receipt/build-day-report.ts'
import type { DayReportFacts } from '#shared/receipt/day-report-facts.ts'
import { daySummaryText } from '#shared/receipt/day-summary-text.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
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

/** The same of the shift that is open, with its person and when it began. */
export function enqueueOpenShift(
  book: Book,
  { shift, figures }: { readonly shift: Pick<ShiftRow, 'person' | 'openedAt'>; readonly figures: DayFigures },
  id: string,
  stamp: Stamp
): void {
  const { person } = shift
  const common = commonFacts(book, figures, { ...stamp, person })
  const openedAt = clockText(shift.openedAt, stamp.offsetMinutes)
  const line = paperWords(book, book.settings())('dayShiftLine', { person, from: openedAt, to: common.closedAt })
  const facts = {
    ...common,
    ...NOT_COUNTED,
    openedAt,
    title: 'x',
    zNo: null,
    notices: [line, ...common.notices]
  } as const
  enqueue(book, facts, null, id, stamp)
}

/** Puts the paper of a shift that was handed over into the queue; marked as a duplicate when it is asked for again. */
export function enqueueShiftReport(book: Book, shift: ShiftView, id: string, stamp: Stamp, isAgain = false): void {
  const { offsetMinutes } = stamp
  const ended = { atMs: shift.endedAt, offsetMinutes, person: shift.personName }
  const facts: DayReportFacts = {
    ...commonFacts(book, shift.figures, ended),
    ...resultFacts(shift, offsetMinutes),
    title: 'shift',
    zNo: null,
    openedAt: clockText(shift.openedAt, offsetMinutes),
    nextPersonName: shift.nextPersonName,
    shifts: []
  }
  enqueue(book, facts, null, id, stamp, isAgain)
}

function enqueue(
  book: Book,
  facts: DayReportFacts,
  zNo: number | null,
  id: string,
  stamp: Stamp,
  isAgain = false
): void {
  const t = paperWords(book, book.settings())
  const built = buildDayReport(facts, t, layoutOf(book.settings()))
  const document = isAgain ? asDuplicate(built, 2, t) : built
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
export function closingPaper(book: Book, { closing, counterName }: ShopZ): ReceiptDocument {
  const { offsetMinutes } = book.clock.now()
  const facts = zFacts(book, closing, { atMs: closing.closedAt, offsetMinutes, person: closing.personName })
  return buildDayReport(ofCounter(facts, counterName), paperWords(book, book.settings()), layoutOf(book.settings()))
}

/** A frozen Z; the name of its counter where it is another one. */
export interface ShopZ {
  readonly closing: ClosingView
  readonly counterName: string | null
}

const ofCounter = (facts: DayReportFacts, counterName: string | null): DayReportFacts =>
  counterName === null ? facts : { ...facts, counterName }

/** Puts a copy of another counter's Z into the queue. It is no paper of this counter's own closings. */
export function enqueueOtherClosing(book: Book, { closing, counterName }: ShopZ, id: string, stamp: Stamp): void {
  const { offsetMinutes } = stamp
  const facts = zFacts(book, closing, { atMs: closing.closedAt, offsetMinutes, person: closing.personName })
  enqueue(book, ofCounter(facts, counterName), null, id, stamp, true)
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
  isUncounted: false,
  nextPersonName: '',
  shifts: [],
  recounts: []
} as const

/** A frozen Z as a text in a language that papers have. */
export function closingText(book: Book, { closing, counterName }: ShopZ, language: ReceiptLanguage): string {
  const { offsetMinutes } = book.clock.now()
  const stamp = { atMs: closing.closedAt, offsetMinutes, person: closing.personName }
  const t = book.words(language)
  return daySummaryText(ofCounter(zFacts(book, closing, stamp, t), counterName), t)
}

function zFacts(
  book: Book,
  closing: ClosingView,
  stamp: Stamp,
  t: Translate = paperWords(book, book.settings())
): DayReportFacts {
  const common = commonFacts(book, closing.figures, stamp, t)
  return {
    ...common,
    ...resultFacts(closing, stamp.offsetMinutes),
    title: 'z',
    zNo: closing.zNo,
    ...(closing.unproved === undefined ? {} : { unproved: closing.unproved }),
    nextPersonName: '',
    shifts: closing.shifts.map((shift) => ({
      personName: shift.personName,
      from: clockText(shift.openedAt, stamp.offsetMinutes),
      to: clockText(shift.endedAt, stamp.offsetMinutes),
      overShortMinor: shift.countId === null ? null : shift.overShortMinor
    })),
    notices: [...forgottenNotices(closing, stamp, t), ...lateNotices(closing, t), ...common.notices]
  }
}

/** A forgotten day says when it was closed, for its own day does not. */
function forgottenNotices(closing: ClosingView, { atMs, offsetMinutes }: Stamp, t: Translate): string[] {
  if (closing.carried === null) return []
  const on = formatBookDate(localTime({ epochMs: atMs, offsetMinutes }).date)
  return [t('dayForgotten', { date: on, time: clockText(atMs, offsetMinutes) })]
}

/** What other counters brought for closed days, a line for each counter and day. */
const lateNotices = ({ late }: ClosingView, t: Translate): string[] =>
  (late ?? []).map(({ counterName: counter, bookOn, entryCount: entries, salesMinor }) => {
    const amount = formatAmount(salesMinor, t.currency)
    return t('dayLate', { counter, date: formatBookDate(bookOn), entries, amount })
  })

/** What a count came to, of a day or of a shift. */
function resultFacts(ended: ClosingView | ShiftView, offsetMinutes: number) {
  const standing = ended.counts.find((count) => count.id === ended.countId)
  const isUncounted = ended.countId === null
  return {
    countedMinor: isUncounted ? null : ended.countedMinor,
    overShortMinor: isUncounted ? null : ended.overShortMinor,
    isUncounted,
    reason: ended.reason,
    denominations: denominationsOf(standing),
    tornMinor: standing?.count.tornMinor ?? ZERO,
    chequesMinor: standing?.count.chequesMinor ?? ZERO,
    vouchersMinor: standing?.count.vouchersMinor ?? ZERO,
    closedToOwnerMinor: ended.toOwnerMinor,
    closedToBankMinor: ended.toBankMinor,
    nextFloatMinor: ended.nextFloatMinor,
    recounts: ended.counts
      .filter((count) => count !== standing)
      .map((count) => ({ countedMinor: count.countedMinor, time: clockText(count.countedAt, offsetMinutes) }))
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

function commonFacts(
  book: Book,
  figures: DayFigures,
  stamp: Stamp,
  t: Translate = paperWords(book, book.settings())
): Common {
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
      handoversMinor: figures.handoverDifferenceMinor,
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
    notices: noticesOf(t, figures)
  }
}

/** What the reader of the paper should look into. */
function noticesOf(t: Translate, figures: DayFigures): string[] {
  const { warningCount } = figures
  return warningCount === 0 ? [] : [t('noticeWarnings', { warnings: warningCount })]
}
