import type { PartyView } from '#shared/contract/views.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import { paymentReference } from '#shared/numbering/document-number.ts'
import { buildStatement } from '#shared/receipt/build-statement.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { accountLines, lineText } from './account-lines.ts'
import { type Book, stampOf, today } from './book.ts'
import { layoutOf } from './layout-of.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { clockText, shopHead } from './queue-receipt.ts'

type Account = Pick<PartyView, 'name' | 'place' | 'phone'> & { readonly partyNo: number; readonly balanceMinor: Minor }

/** A party's account as it is now: its newest lines, with what it owed before them. */
export function statementOf(book: Book, party: Account, mostRows: number): ReceiptDocument {
  const { lines, openingMinor } = accountLines(book, party, null, mostRows)
  const settings = book.settings()
  const stamp = stampOf(book)
  const first = lines[0]
  const printedOn = today(book)
  const newest = lines.findLast((line) => line.number !== '')
  return buildStatement(
    {
      language: paperLanguage(settings),
      shop: shopHead(settings),
      party: { name: party.name, place: party.place, phone: party.phone },
      fromOn: first?.bookOn ?? printedOn,
      toOn: printedOn,
      printedOn,
      time: clockText(stamp.atMs, stamp.offsetMinutes),
      personName: stamp.person,
      openingBalanceMinor: openingMinor,
      rows: lines.map((line) => ({
        on: line.bookOn,
        number: line.number,
        text: lineText(line, party.name),
        amountMinor: line.creditMinor,
        balanceMinor: line.balanceAfterMinor ?? ZERO
      })),
      closingBalanceMinor: party.balanceMinor,
      reference: newest === undefined ? '' : `${paymentReference(newest.number)}-S`
    },
    paperWords(book, settings),
    layoutOf(settings)
  )
}
