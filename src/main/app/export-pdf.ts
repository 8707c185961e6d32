import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { orThrow, type Result, refuse } from '#shared/kernel/result.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { type Book, stampOf } from './book.ts'
import { closingPaper } from './print-day-report.ts'
import { receiptOf } from './queue-receipt.ts'
import { closingOfShop } from './shop-closings.ts'
import { statementOf } from './statement-paper.ts'

/** So many lines of an account are some eighty sheets; what came before them is in the opening balance. */
const MOST_ROWS = 4000

/** What a PDF needs of the world. */
export interface PdfDesk {
  readonly dialogs: Dialogs
  pdf(document: ReceiptDocument): Promise<Result<Uint8Array>>
  writeFile(file: string, content: Uint8Array): void
}

/**
 * Writes a paper as a PDF where the person chooses; null when the dialog was left. It is made before the dialog asks for a
 * place: who has chosen one gets a file.
 */
export async function exportPdf(
  book: Book,
  desk: PdfDesk,
  { paper }: Parsed<'export.pdf'>
): Promise<Output<'export.pdf'>> {
  const { document, name } = paperOf(book, paper)
  const pdf = orThrow(await desk.pdf(document))
  const file = await desk.dialogs.chooseSaveFile(`${name}.pdf`)
  if (file === null) return null
  try {
    desk.writeFile(file, pdf)
  } catch {
    refuse('export/not-writable', { file })
  }
  noteCopy(book, paper)
  return { file }
}

/** A paper that left the book once more is noted, as a second print of it is. An account is no paper of the book. */
function noteCopy(book: Book, paper: Parsed<'export.pdf'>['paper']): void {
  if (paper.type === 'statement') return
  const entryNo = paper.type === 'entry' ? (book.store.entries.byId(paper.entryId)?.entryNo ?? null) : null
  const details = { paper: paper.type, id: paper.type === 'entry' ? paper.entryId : paper.closingId }
  book.store.transact(() => book.store.audit.note({ kind: 'pdf', entryNo, details }, stampOf(book)))
}

function paperOf(book: Book, paper: Parsed<'export.pdf'>['paper']): { document: ReceiptDocument; name: string } {
  const { store } = book
  switch (paper.type) {
    case 'statement': {
      const party = store.parties.byId(paper.partyId) ?? refuse('party/not-found')
      return { document: statementOf(book, party, MOST_ROWS), name: party.name }
    }
    case 'entry': {
      const entry = store.entries.byId(paper.entryId) ?? refuse('entry/not-found')
      const document = receiptOf(book, entry) ?? refuse('print/nothing-to-print')
      return { document, name: document.title }
    }
    case 'closing': {
      const found = closingOfShop(book, paper.closingId)
      const name = ['Z', found.closing.zNo, found.counterName ?? ''].join(' ').trim()
      return { document: closingPaper(book, found), name }
    }
  }
}
