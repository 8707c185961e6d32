import { rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import { ALL_DAYS } from '#shared/exchange/exchange-book.ts'
import { beancountJournal, hledgerJournal } from '#shared/exchange/journal-text.ts'
import { type Balances, balancesOf, beancountBalances, hledgerBalances } from '#tests/support/journal-readers.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'
import { openBook } from '../../fixtures/import/open-book.ts'

const retail = path.resolve(
  import.meta.dirname,
  '../../fixtures/import/online-retail/online-retail-first-10000-lines.csv'
)

/** What the file keeps as balances, beside what its entries add up to. */
function keptBalances(store: LedgerStore): Balances {
  const controls = new Set(['debtors', 'creditors'])
  const accounts = store.accounts.views().filter(({ code }) => !controls.has(code))
  const people = store.parties.forSearch(0, 1_000_000)
  const all = [
    ...accounts.map(({ code, balanceMinor }): [string, number] => [code, balanceMinor]),
    ...people.map(({ id, balanceMinor }): [string, number] => [id, balanceMinor])
  ]
  return new Map(all.filter(([, amount]) => amount !== 0).sort(([left], [right]) => (left < right ? -1 : 1)))
}

function expectAgreement(store: LedgerStore): void {
  const book = exchangeBookOf(store)
  const kept = keptBalances(store)
  expect(balancesOf(book, ALL_DAYS)).toEqual(kept)
  expect(hledgerBalances([...hledgerJournal(book)].join(''))).toEqual(kept)
  expect(beancountBalances([...beancountJournal(book)].join(''))).toEqual(kept)
}

test('a book with a row of everything is read by hledger and beancount as it is kept', async () => {
  const { folder, file } = await makeWholeBook()
  const store = openLedgerStore(file, { readOnly: true })
  try {
    expectAgreement(store)
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 300_000)

test("the real wholesaler's book is read by hledger and beancount as it is kept", async () => {
  const into = openBook()
  try {
    await into.bring(await fileTableReader.read(retail))
    expectAgreement(into.book.store)
  } finally {
    into.close()
  }
}, 300_000)
