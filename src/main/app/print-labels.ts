import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { buildLabels } from '#shared/receipt/build-labels.ts'
import type { Book } from './book.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { printLoose } from './print-papers.ts'
import { knownPrinter, receiptPrinterOf } from './printer-for.ts'

/** Prints labels of items. Fails with `item/not-found` and `print/printer-unknown`. */
export function printLabels(book: Book, request: Parsed<'label.print'>): Output<'label.print'> {
  const { id, labels, price, printerId, sheet, skip } = request
  const settings = book.settings()
  const document = buildLabels(
    {
      language: paperLanguage(settings),
      shopName: settings.shopName,
      labels: labels.map(({ itemId, copies }) => ({
        item: book.store.items.byId(itemId)?.item ?? refuse('item/not-found'),
        copies
      })),
      price: price.isShown ? { amountMinor: price.amountMinor } : null,
      sheet,
      skip
    },
    paperWords(book, settings)
  )
  const printer = printerId === null ? receiptPrinterOf(settings) : knownPrinter(settings, printerId)
  const [only, ...others] = request.labels
  const of = others.length === 0 && only !== undefined ? (book.store.items.byId(only.itemId)?.item.name ?? '') : ''
  return { jobId: printLoose(book, { id, kind: 'label', document, printerId: printer, partyName: of }).id }
}
