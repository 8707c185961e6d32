import type { Dialogs } from '#main/ports/dialogs.ts'
import { formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { writeCsv } from '#shared/export/csv.ts'
import { refuse } from '#shared/kernel/result.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { type AccountLines, accountLines, lineText } from './account-lines.ts'
import type { Book } from './book.ts'

const PAGE = 1_000

/** Writes a party's whole account as CSV where the person chooses; null when the dialog was left. */
export async function exportStatement(
  book: Book,
  dialogs: Dialogs,
  writeFile: (file: string, text: string) => void,
  request: Parsed<'export.statement'>
): Promise<Output<'export.statement'>> {
  const party = book.store.parties.byId(request.partyId) ?? refuse('party/not-found')
  const file = await dialogs.chooseSaveFile(`${party.name}.csv`)
  if (file === null) return null
  const rows = [['date', 'number', 'kind', 'text', 'note', 'amount', 'balance']]
  const lines = []
  for (let before: number | null = null; ; ) {
    const page: AccountLines['lines'] = accountLines(book, party, before, PAGE).lines
    lines.unshift(...page)
    if (page.length < PAGE) break
    before = page[0]?.entryNo ?? null
  }
  for (const line of lines) {
    const balance = line.balanceAfterMinor
    rows.push([
      formatIsoDate(line.bookOn),
      line.number,
      line.kind,
      lineText(line, party.name),
      line.note,
      formatPlain(line.creditMinor),
      balance === null ? '' : formatPlain(balance)
    ])
  }
  try {
    writeFile(file, writeCsv(rows))
  } catch {
    refuse('export/not-writable', { file })
  }
  return { file }
}
