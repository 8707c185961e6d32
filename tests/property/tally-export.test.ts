import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { ALL_DAYS, type ExchangeBook, type ExchangePeriod, isWithin } from '#shared/exchange/exchange-book.ts'
import { tallyMasters } from '#shared/exchange/tally-masters.ts'
import { tallyVouchers, VOUCHER_TYPES } from '#shared/exchange/tally-vouchers.ts'
import { balancesOf } from '#tests/support/journal-readers.ts'
import { randomExchangeBook } from '#tests/support/random-exchange-book.ts'
import { childrenOf, deep, paiseOf, readXml, textOf, type XmlElement } from '#tests/support/read-xml.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

const read = (texts: Generator<string, unknown>): XmlElement => readXml([...texts].join(''))

const periods = fc.constantFrom<ExchangePeriod>(ALL_DAYS, { fromOn: 20261101 as BookDate, toOn: 20261130 as BookDate })

/** Element names of a request to import, as the vendor's pages on integration of masters and transactions give them. */
const SHAPE = 'ENVELOPE HEADER TALLYREQUEST BODY IMPORTDATA REQUESTDESC REPORTNAME REQUESTDATA'

function expectEnvelope(root: XmlElement, report: string): XmlElement[] {
  expect(root.name).toBe('ENVELOPE')
  for (const name of SHAPE.split(' ').slice(1)) expect(deep(root, name), name).toHaveLength(1)
  expect(deep(root, 'TALLYREQUEST')[0]?.text).toBe('Import Data')
  expect(deep(root, 'REPORTNAME')[0]?.text).toBe(report)
  const messages = deep(root, 'TALLYMESSAGE')
  for (const message of messages) expect(message.children).toHaveLength(1)
  return messages.flatMap(({ children }) => children)
}

function expectVouchers(book: ExchangeBook, period: ExchangePeriod, ledgerNames: ReadonlySet<string>): void {
  const vouchers = expectEnvelope(read(tallyVouchers(book, period)), 'Vouchers')
  const entries = [...book.entries()].filter(({ bookOn }) => isWithin(period, bookOn))
  expect(vouchers.map(({ attributes }) => attributes.REMOTEID)).toEqual(entries.map(({ id }) => id))
  for (const [at, voucher] of vouchers.entries()) {
    const entry = entries[at]
    if (entry === undefined) throw new Error('more vouchers than entries')
    expect(voucher.name).toBe('VOUCHER')
    expect(voucher.attributes).toMatchObject({ ACTION: 'Create', OBJVIEW: 'Accounting Voucher View' })
    expect(VOUCHER_TYPES).toContain(voucher.attributes.VCHTYPE)
    expect(textOf(voucher, 'VOUCHERTYPENAME')).toBe(voucher.attributes.VCHTYPE)
    expect(textOf(voucher, 'GUID')).toBe(entry.id)
    expect(textOf(voucher, 'DATE')).toBe(String(entry.bookOn))
    const lines = childrenOf(voucher, 'ALLLEDGERENTRIES.LIST')
    // Every posting is a line of its own, in order, two of one ledger too; debit is Yes and negative.
    expect(lines.map((line) => -paiseOf(textOf(line, 'AMOUNT')))).toEqual(entry.postings.map((one) => one.amountMinor))
    expect(lines.map((line) => textOf(line, 'ISDEEMEDPOSITIVE'))).toEqual(
      entry.postings.map(({ amountMinor }) => (amountMinor > 0 ? 'Yes' : 'No'))
    )
    for (const line of lines) expectLine(line, ledgerNames)
  }
}

function expectLine(line: XmlElement, ledgerNames: ReadonlySet<string>): void {
  expect(ledgerNames).toContain(textOf(line, 'LEDGERNAME'))
  const amount = paiseOf(textOf(line, 'AMOUNT'))
  for (const list of ['BILLALLOCATIONS.LIST', 'INVENTORYALLOCATIONS.LIST']) {
    const parts = childrenOf(line, list)
    if (parts.length === 0) continue
    expect(parts.reduce((all, part) => all + paiseOf(textOf(part, 'AMOUNT')), 0)).toBe(amount)
  }
  for (const part of childrenOf(line, 'BILLALLOCATIONS.LIST')) {
    expect(['New Ref', 'Agst Ref', 'Advance', 'On Account']).toContain(textOf(part, 'BILLTYPE'))
  }
  expect(childrenOf(line, 'BILLALLOCATIONS.LIST').length > 0).toBe(textOf(line, 'ISPARTYLEDGER') === 'Yes')
}

/** The names of the ledgers; none twice for a program that knows no capitals. */
function expectMasters(book: ExchangeBook, period: ExchangePeriod): Set<string> {
  const masters = expectEnvelope(read(tallyMasters(book, period)), 'All Masters')
  const ledgers = masters.filter(({ name }) => name === 'LEDGER')
  const names = ledgers.map(({ attributes }) => attributes.NAME ?? '')
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  for (const ledger of ledgers) expect(textOf(ledger, 'PARENT')).not.toBe('')
  const parties = [...book.parties()]
  for (const { id, kind } of parties) {
    const ledger = ledgers.find((one) => textOf(one, 'GUID') === id)
    expect(ledger && textOf(ledger, 'PARENT')).toBe(kind === 'customer' ? 'Sundry Debtors' : 'Sundry Creditors')
  }
  const before: ExchangePeriod = { fromOn: null, toOn: period.fromOn === null ? null : (20261031 as BookDate) }
  const opening = ledgers.flatMap((ledger) => textOf(ledger, 'OPENINGBALANCE') || [])
  const meant = period.fromOn === null ? [] : [...balancesOf(book, before).values()]
  expect(opening.map((text) => -paiseOf(text)).sort((a, b) => a - b)).toEqual(meant.sort((a, b) => a - b))
  return new Set(names)
}

test('any book becomes masters and vouchers that another reader takes: well-formed, of sum zero, with every line', () => {
  fc.assert(
    fc.property(randomExchangeBook, periods, (book, period) => {
      expectVouchers(book, period, expectMasters(book, period))
    }),
    { numRuns: 60 }
  )
}, 300_000)

test('a book with a row of everything becomes vouchers with goods and parts of bills', async () => {
  const { folder, file } = await makeWholeBook()
  const store = openLedgerStore(file, { readOnly: true })
  try {
    const book = exchangeBookOf(store)
    expectVouchers(book, ALL_DAYS, expectMasters(book, ALL_DAYS))
    const xml = [...tallyVouchers(book, ALL_DAYS)].join('')
    // What moves neither money nor goods is not in this book; `tally-undone.test.ts` has it.
    const moving = VOUCHER_TYPES.filter((type) => type !== 'Journal')
    for (const type of moving) expect(xml, type).toContain(`VCHTYPE="${type}"`)
    expect(xml).toContain('<STOCKITEMNAME>Soap</STOCKITEMNAME>')
    expect(xml).toContain('<BILLTYPE>New Ref</BILLTYPE>')
    expect([...tallyMasters(book, ALL_DAYS)].join('')).toContain('<HSNCODE>3401</HSNCODE>')
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)
