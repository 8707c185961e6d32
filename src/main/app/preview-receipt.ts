import type { Parsed } from '#shared/contract/contract.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { withoutLogo } from '#shared/receipt/receipt-layout.ts'
import { sampleFacts } from '#shared/receipt/sample-receipt.ts'
import { type Book, stampOf, today } from './book.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { clockText, shopHead } from './queue-receipt.ts'

type Draft = Pick<Parsed<'receipt.preview'>, 'layout' | 'logo' | 'kind' | 'words'>

/** A sample receipt with a layout that is not stored, built as every receipt is. */
export function sampleReceipt(book: Book, { layout, logo, kind, words }: Draft): ReceiptDocument {
  const settings = book.settings()
  const stamp = stampOf(book)
  const facts = sampleFacts(kind, words, {
    language: paperLanguage(settings),
    shop: shopHead(settings),
    shopAddress: settings.shopAddress,
    currency: book.shop().currency,
    counterName: settings.counterName,
    personName: stamp.person,
    bookOn: today(book),
    time: clockText(stamp.atMs, stamp.offsetMinutes)
  })
  return buildReceipt(facts, paperWords(book, settings), logo === null ? withoutLogo(layout) : layout)
}
