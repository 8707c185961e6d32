import { printDayInvoice } from '#main/app/make-day-invoice.ts'
import { printBill } from '#main/app/print-bill.ts'
import { printLabels } from '#main/app/print-labels.ts'
import {
  decidePrint,
  printClosing,
  printEntry,
  printFigures,
  printShift,
  printStatement,
  printTestPage,
  readQueue
} from '#main/app/print-papers.ts'
import { movePrint, readPrinters } from '#main/app/watch-printers.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type PaperHandlers = Pick<
  Handlers,
  | 'label.print'
  | `print.${'queue' | 'paper' | 'decide' | 'move' | 'printers' | 'entry' | 'bill' | 'closing' | 'figures' | 'shift' | 'dayInvoice' | 'statement' | 'testPage'}`
>

/** The queue, the papers, and what the cashier says of them. */
export function createPaperHandlers({ keeper }: { keeper: ShopKeeper }): PaperHandlers {
  return {
    'label.print': (input) => printLabels(keeper.book(), input),
    'print.queue': (input) => keeper.printing().withWords(readQueue(keeper.book(), input)),
    'print.paper': ({ jobId }) => keeper.printing().paper(jobId),
    'print.decide': ({ id, jobId, decision }) => decidePrint(keeper.book(), keeper.printing(), { id, jobId, decision }),
    'print.move': (input) => movePrint(keeper.book(), keeper.printing(), input),
    'print.printers': () => readPrinters(keeper.book(), keeper.printing()),
    'print.entry': (input) => printEntry(keeper.book(), input),
    'print.bill': (input) => printBill(keeper.book(), input),
    'print.closing': (input) => printClosing(keeper.book(), input),
    'print.figures': (input) => printFigures(keeper.book(), input),
    'print.dayInvoice': (input) => printDayInvoice(keeper.book(), input),
    'print.shift': (input) => printShift(keeper.book(), input),
    'print.statement': (input) => printStatement(keeper.book(), input),
    'print.testPage': (input) => printTestPage(keeper.book(), input)
  }
}
