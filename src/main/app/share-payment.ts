import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Outside } from '#main/ports/outside.ts'
import { noPublicLinks, type PublicLinks } from '#main/ports/public-links.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { QrRows } from '#shared/customer-view/customer-view.ts'
import { refuse } from '#shared/kernel/result.ts'
import { buildPaySlip } from '#shared/receipt/build-pay-slip.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { askedFor, askPayment } from './ask-payment.ts'
import { type Book, stampOf, today } from './book.ts'
import { layoutOf } from './layout-of.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { printLoose } from './print-papers.ts'
import { receiptPrinterOf } from './printer-for.ts'
import { clockText, shopHead } from './queue-receipt.ts'

/** What sharing a link needs of the world. */
export interface ShareDesk {
  readonly dialogs: Pick<Dialogs, 'chooseSaveFile'>
  readonly outside: Outside
  /** Where the shop has an account in the cloud: a page that every phone opens. */
  readonly publicLinks?: PublicLinks
  qrRows(payload: string): QrRows | null
  picture(document: ReceiptDocument): Promise<Uint8Array>
  writeFile(file: string, content: Uint8Array): void
}

/**
 * Copies the link (the page's on the web where the shop has an account), or the slip with its code as a picture, or writes that picture where the person chooses. Nothing of the book
 * changes. Fails with what `askedFor` fails with, `export/not-writable` and `payment/not-copied`.
 */
export async function sharePayment(
  book: Book,
  desk: ShareDesk,
  { of, way }: Parsed<'payment.share'>
): Promise<Output<'payment.share'>> {
  if (way === 'copy-link') {
    // Nobody waits for the server on a key: the page is made when the dialog opens.
    const page = (desk.publicLinks ?? noPublicLinks).known(askedFor(book, of).page)
    desk.outside.copyText(page ?? askPayment(book, { of }, desk.qrRows).link)
    return { outcome: 'copied', file: '' }
  }
  const slip = paySlipOf(book, of)
  const png = await desk.picture(slip)
  if (way === 'copy-picture') {
    if (!(await desk.outside.copyPicture(png))) refuse('payment/not-copied')
    return { outcome: 'copied', file: '' }
  }
  const file = await desk.dialogs.chooseSaveFile(`${slip.title.replaceAll('/', '-')}.png`)
  if (file === null) return { outcome: 'left', file: '' }
  try {
    desk.writeFile(file, png)
  } catch {
    refuse('export/not-writable', { file })
  }
  return { outcome: 'saved', file }
}

/**
 * Makes the page on the web that asks for the same, and asks the server for its payment every few seconds until the dialog is closed
 * again. Empty where there is none to be had soon: then the link is the payer app's. Fails with what `askedFor` fails with.
 */
export async function openPayPage(
  book: Book,
  { publicLinks = noPublicLinks }: Pick<ShareDesk, 'publicLinks'>,
  { of, isOpen }: Parsed<'payment.page'>
): Promise<Output<'payment.page'>> {
  if (!isOpen) {
    publicLinks.watch(false)
    return { page: '' }
  }
  publicLinks.watch(true)
  return { page: (await publicLinks.make(askedFor(book, of).page)) ?? '' }
}

/** Prints the slip on the printer of receipts. */
export function printPaySlip(book: Book, { id, of }: Parsed<'payment.slip'>): Output<'payment.slip'> {
  const document = paySlipOf(book, of)
  const { partyName } = askedFor(book, of)
  return printLoose(book, { id, kind: 'statement', document, printerId: receiptPrinterOf(book.settings()), partyName })
}

function paySlipOf(book: Book, of: Parsed<'payment.ask'>['of']): ReceiptDocument {
  const settings = book.settings()
  const { atMs, offsetMinutes } = stampOf(book)
  const asked = askedFor(book, of)
  return buildPaySlip(
    {
      ...{ ...asked, note: asked.reference, language: paperLanguage(settings), shop: shopHead(settings) },
      ...{ printedOn: today(book), time: clockText(atMs, offsetMinutes) }
    },
    paperWords(book, settings),
    layoutOf(settings)
  )
}
