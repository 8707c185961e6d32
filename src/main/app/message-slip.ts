import { ZERO } from '#shared/money/money.ts'
import { cut, rule, shopHead as shopHeadBlocks, spacingOf, text as textBlocks } from '#shared/receipt/paper-blocks.ts'
import { paymentBlock } from '#shared/receipt/payment-block.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { showsSection } from '#shared/receipt/receipt-layout.ts'
import type { Book } from './book.ts'
import { layoutOf } from './layout-of.ts'
import type { PreparedMessage } from './message-draft.ts'
import { receiptPrinterOf } from './printer-for.ts'
import { shopHead } from './queue-receipt.ts'

/** Puts the paper of a message into the queue, under the message's own id. Inside the transaction that records it. */
export function enqueueSlip(
  book: Book,
  prepared: PreparedMessage,
  slip: { readonly id: string; readonly text: string; readonly atMs: number }
): void {
  const document = slipOf(book, prepared, slip.text)
  book.store.prints.enqueue(
    {
      ...{ id: slip.id, kind: 'statement', entryNo: null, closingNo: null, title: document.title },
      ...{ partyName: prepared.party.name, printerId: receiptPrinterOf(book.settings()), document }
    },
    slip.atMs
  )
}

/** The words of the message under the shop's head, with the code that pays what they ask for in place of the link. */
function slipOf(book: Book, { draft, debt, link, party }: PreparedMessage, text: string): ReceiptDocument {
  const settings = book.settings()
  const layout = layoutOf(settings)
  const t = book.words(draft.language)
  const lines = text.split('\n').filter((line) => link === '' || !line.includes(link))
  const asked = showsSection(layout, 'payment') ? debt.amountMinor : ZERO
  return {
    version: 1,
    language: draft.language,
    title: party.name,
    ...spacingOf(layout),
    blocks: [
      ...shopHeadBlocks(shopHead(settings), layout, t),
      rule('thick'),
      ...lines.flatMap((line) => textBlocks(line, { size: 'body', maxLines: 12 })),
      ...paymentBlock(shopHead(settings), asked, '', '', layout, t),
      cut(layout)
    ]
  }
}
