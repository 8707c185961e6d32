import type { AccountLine } from '#shared/contract/views.ts'
import { type Column, tableText } from './table.ts'
import { dayText, type Texts } from './texts.ts'

/** Entries as a table; a statement leaves the party out and shows the running balance. */
export function entryTable(entries: readonly AccountLine[], texts: Texts, isStatement: boolean): string {
  const columns: Column<AccountLine>[] = [
    { title: texts.say('column-entry'), align: 'right', cell: (entry) => String(entry.entryNo) },
    { title: texts.say('column-day'), cell: (entry) => dayText(entry.bookOn) },
    { title: texts.say('column-kind'), cell: (entry) => texts.kind(entry.kind) },
    { title: texts.say('column-number'), cell: (entry) => entry.number },
    ...(isStatement ? [] : [{ title: texts.say('column-party'), cell: (entry: AccountLine) => entry.partyName }]),
    { title: texts.say('column-text'), cell: (entry) => entry.text },
    { title: texts.say('column-amount'), align: 'right', cell: (entry) => texts.amount(entry.amountMinor) },
    { title: texts.say('column-cash'), align: 'right', cell: (entry) => texts.amount(entry.cashMinor) },
    { title: texts.say('column-credit'), align: 'right', cell: (entry) => texts.amount(entry.creditMinor) }
  ]
  const balance: Column<AccountLine> = {
    title: texts.say('column-balance'),
    align: 'right',
    cell: (entry) => (entry.balanceAfterMinor === null ? '' : texts.amount(entry.balanceAfterMinor))
  }
  return tableText(entries, isStatement ? [...columns, balance] : columns)
}
