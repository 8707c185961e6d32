import type { CounterSummary } from '#shared/contract/views.ts'
import { minor } from '#shared/money/money.ts'
import { type Book, openPeriod, personOf, today } from './book.ts'
import { clockBehindMs } from './note-clock-jump.ts'
import { forgottenOn, openEntryCount } from './open-period.ts'
import { ownDrawer } from './own-drawer.ts'
import { readTotals } from './read-figures.ts'

/** What the book itself says of it; how much room its disk has is known outside of it. */
type OfBook = Omit<CounterSummary, 'isDiskNearlyFull'>

/** The strip above the entry line: all of it from kept figures. */
export function readCounterSummary(book: Book): OfBook {
  return book.store.atOneMoment(() => summaryNow(book))
}

function summaryNow(book: Book): OfBook {
  const { store } = book
  const figures = readTotals(book)
  const totals = store.totals()
  const prints = store.prints.counts()
  return {
    bookOn: today(book),
    dayOpenedAt: figures.openedAt,
    lastSavedAt: store.entries.lastRecordedAt(),
    drawerMinor: ownDrawer(book),
    cashInTodayMinor: minor(figures.cashSalesMinor + figures.duesCashMinor),
    upiTodayMinor: minor(figures.upiWaitingMinor + figures.upiClaimedMinor + figures.upiProvedMinor),
    upiUnprovedCount: store.upi.unprovedCount(openPeriod(book)),
    creditTodayMinor: figures.creditGivenMinor,
    salesTodayMinor: figures.salesMinor,
    entryCountToday: openEntryCount(book),
    getMinor: totals.getMinor,
    giveMinor: totals.giveMinor,
    partyCount: totals.partyCount,
    clockBackMs: clockBehindMs(book, book.clock.now().epochMs),
    personName: personOf(book),
    forgottenOn: forgottenOn(book),
    printWaiting: prints.waiting,
    printTrouble: prints.trouble
  }
}
