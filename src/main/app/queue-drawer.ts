import type { Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Book } from './book.ts'
import { receiptPrinterOf } from './printer-for.ts'

/** Entries that somebody stands at the drawer for. */
const AT_THE_DRAWER: ReadonlySet<EntryKind> = new Set<EntryKind>([
  ...(['sale', 'sale-return', 'purchase', 'purchase-return', 'got', 'gave', 'expense'] as const)
])

/**
 * Opens the drawer for an entry in which cash goes in or out: a job of its own before the receipt, in the entry's own
 * transaction. A reprint makes none, so no paper that is printed again opens it.
 */
export function queueDrawer(book: Book, entry: StoredEntry, stamp: Stamp): void {
  const settings = book.settings()
  const movesCash = entry.cashMinor !== 0 || entry.changeMinor !== 0
  if (!settings.opensDrawer || !movesCash || !AT_THE_DRAWER.has(entry.kind)) return
  const printerId = receiptPrinterOf(settings)
  const printer = settings.printers.find(({ id }) => id === printerId)
  // Paper on the screen and sheets of the system have no plug for a drawer.
  if (!printer?.hasDrawer || printer.transport.type === 'virtual' || printer.transport.type === 'page') return
  const title = entry.number
  book.store.prints.enqueue(
    {
      id: book.randomness.newId(),
      kind: 'drawer',
      entryNo: null,
      closingNo: null,
      title,
      partyName: '',
      printerId,
      document: { version: 1, language: settings.language, title, blocks: [{ type: 'drawer' }] }
    },
    stamp.atMs
  )
}
