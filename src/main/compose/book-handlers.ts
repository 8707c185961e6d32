import type { Book } from '#main/app/book.ts'
import { closeDay } from '#main/app/close-day.ts'
import { countDrawer } from '#main/app/count-drawer.ts'
import { exportStatement } from '#main/app/export-statement.ts'
import { listParties, readPartyBrief, readStatement, searchParties } from '#main/app/find-parties.ts'
import { addAccount, listAccounts } from '#main/app/keep-accounts.ts'
import { addParty, changeParty } from '#main/app/keep-parties.ts'
import { listRecurring, payRecurring, putRecurring, skipRecurring } from '#main/app/keep-recurring.ts'
import { beginShift, handOver, readShifts } from '#main/app/keep-shifts.ts'
import { listDayInvoices } from '#main/app/make-day-invoice.ts'
import { markUpi } from '#main/app/mark-upi.ts'
import { mergeParties, planMerge, readMerges, unmergeParties } from '#main/app/merge-parties.ts'
import { listClosings, readClosingStatus, readOpenFigures } from '#main/app/read-closings.ts'
import { readCounterSummary } from '#main/app/read-counter-summary.ts'
import { readDayBook, readEntry, readRecent } from '#main/app/read-day-book.ts'
import { recordEntry } from '#main/app/record-entry.ts'
import { reverseEntry } from '#main/app/reverse-entry.ts'
import { readClosingText, shareClosing } from '#main/app/share-closing.ts'
import { listShopClosings, readShopDay } from '#main/app/shop-closings.ts'
import { writeFileDurably } from '#main/files/write-file-durably.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Outside } from '#main/ports/outside.ts'
import type { Handlers } from '#shared/contract/contract.ts'

type BookHandlers = Pick<
  Handlers,
  | `party.${'search' | 'brief' | 'add' | 'change' | 'list' | 'statement' | 'mergePlan' | 'merge' | 'unmerge' | 'merges'}`
  | `account.${'list' | 'add'}`
  | 'counter.summary'
  | `entry.${'record' | 'reverse' | 'get' | 'recent'}`
  | 'upi.mark'
  | 'dayBook.read'
  | `closing.${'status' | 'count' | 'close' | 'list' | 'ofShop' | 'shopDay' | 'figures' | 'text' | 'share'}`
  | 'dayInvoice.list'
  | `recurring.${'list' | 'put' | 'pay' | 'skip'}`
  | `shift.${'state' | 'begin' | 'handOver'}`
  | 'export.statement'
  | 'tax.scheme'
>

/** The use cases of the open book. */
export function createBookHandlers(parts: {
  readonly book: () => Book
  readonly dialogs: Dialogs
  readonly outside: Outside
  isDiskNearlyFull(ledgerFile: string): boolean
}): BookHandlers {
  const { book, dialogs, outside } = parts
  return {
    'party.search': (input) => searchParties(book(), input),
    'party.brief': (input) => readPartyBrief(book(), input),
    'party.add': (input) => addParty(book(), input),
    'party.change': (input) => changeParty(book(), input),
    'party.list': (input) => listParties(book(), input),
    'party.statement': (input) => readStatement(book(), input),
    'party.mergePlan': (input) => planMerge(book(), input),
    'party.merge': (input) => mergeParties(book(), input),
    'party.unmerge': (input) => unmergeParties(book(), input),
    'party.merges': (input) => readMerges(book(), input),
    'account.list': () => listAccounts(book()),
    'account.add': (input) => addAccount(book(), input),
    'counter.summary': () => {
      const open = book()
      return { ...readCounterSummary(open), isDiskNearlyFull: parts.isDiskNearlyFull(open.store.file) }
    },
    'entry.record': (input) => recordEntry(book(), input),
    'entry.reverse': (input) => reverseEntry(book(), input),
    'entry.get': (input) => readEntry(book(), input),
    'entry.recent': (input) => readRecent(book(), input),
    'upi.mark': (input) => markUpi(book(), input),
    'dayBook.read': (input) => readDayBook(book(), input),
    'closing.status': (input) => readClosingStatus(book(), input),
    'closing.count': (input) => countDrawer(book(), input),
    'closing.close': (input) => closeDay(book(), input),
    'closing.list': (input) => listClosings(book(), input),
    'closing.ofShop': (input) => listShopClosings(book(), input),
    'closing.shopDay': (input) => readShopDay(book(), input),
    'closing.figures': (input) => readOpenFigures(book(), input),
    'recurring.list': () => listRecurring(book()),
    'recurring.put': (input) => putRecurring(book(), input),
    'recurring.pay': (input) => payRecurring(book(), input),
    'recurring.skip': (input) => skipRecurring(book(), input),
    'closing.text': (input) => readClosingText(book(), input),
    'closing.share': (input) => shareClosing(book(), outside, input),
    'dayInvoice.list': (input) => listDayInvoices(book(), input),
    'shift.state': () => readShifts(book()),
    'shift.begin': (input) => beginShift(book(), input),
    'shift.handOver': (input) => handOver(book(), input),
    'export.statement': (input) => exportStatement(book(), dialogs, writeFileDurably, input),
    'tax.scheme': () => book().taxScheme()
  }
}
