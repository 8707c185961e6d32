import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { plainRecoveryCode } from '#shared/people/recovery-code.ts'
import { buildRecoveryPaper, type RecoveryCodeOf } from '#shared/receipt/build-recovery-paper.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { type Book, stampOf, today } from './book.ts'
import type { PeopleDesk } from './keep-people.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { noteSecurity, peopleRule } from './people-of-book.ts'
import { printUnkept, type UnkeptPapers } from './print-papers.ts'
import { receiptPrinterOf } from './printer-for.ts'
import { clockText } from './queue-receipt.ts'
import { knockForRecovery } from './unlock.ts'

/**
 * The recovery code of the owner's PIN on paper, while its dialog shows it. The page gives it back: the book has only what proves it,
 * so nothing else can be printed under this title. Fails with `people/wrong-code`, `people/wait` and `print/no-paper-printer`.
 */
export async function printOwnersCode(
  desk: PeopleDesk,
  papers: UnkeptPapers,
  { id, code }: Parsed<'person.printCode'>
): Promise<Output<'person.printCode'>> {
  const { book, pins } = desk
  const { recovery } = peopleRule(book.store)
  await knockForRecovery(
    desk,
    async () => recovery !== null && (await pins.isProvedBy(recovery, plainRecoveryCode(code)))
  )
  return printCode(book, papers, { id, code, of: 'owner' })
}

/** The printer of the receipts, or one beside it: the screen is no paper. */
function paperPrinterOf(settings: Settings): string {
  const onPaper = settings.printers.filter(({ transport }) => transport.type !== 'virtual')
  const wanted = onPaper.find(({ id }) => id === receiptPrinterOf(settings)) ?? onPaper[0]
  return wanted?.id ?? refuse('print/no-paper-printer')
}

/** A recovery code on the printer of the receipts, whether that has a roll or sheets; that it was printed is in the edit log, the code is not. */
export function printCode(
  book: Book,
  papers: UnkeptPapers,
  { id, code, of }: { readonly id: string; readonly code: string; readonly of: RecoveryCodeOf }
): Output<'print.entry'> {
  const settings = book.settings()
  const printerId = paperPrinterOf(settings)
  const { epochMs, offsetMinutes } = book.clock.now()
  const document = buildRecoveryPaper(
    {
      ...{ of, code, language: paperLanguage(settings), shopName: settings.shopName },
      ...{ on: today(book), time: clockText(epochMs, offsetMinutes) }
    },
    paperWords(book, settings)
  )
  const isNew = book.store.prints.jobById(id) === null
  const job = printUnkept(book, papers, { id, kind: 'recovery-code', document, printerId, partyName: '' })
  if (isNew) book.store.transact(() => noteSecurity(book, 'code-printed', {}, stampOf(book)))
  return job
}
