import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { sendToTally } from '#main/gateways/tally-gateway.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import { ALL_DAYS, type ExchangeBook } from '#shared/exchange/exchange-book.ts'
import { tallyMasters } from '#shared/exchange/tally-masters.ts'
import { tallyVouchers } from '#shared/exchange/tally-vouchers.ts'
import { type FakeTally, startFakeTally } from '#tests/support/fake-tally.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

let folder: string
let store: LedgerStore
let book: ExchangeBook
let tally: FakeTally | null = null
beforeAll(async () => {
  const whole = await makeWholeBook()
  folder = whole.folder
  store = openLedgerStore(whole.file, { readOnly: true })
  book = exchangeBookOf(store)
}, 120_000)
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  await tally?.close()
  tally = null
})

const masters = () => tallyMasters(book, ALL_DAYS)
const vouchers = () => tallyVouchers(book, ALL_DAYS)
const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work
  } catch (error) {
    return (error as { failure?: { code: string } }).failure?.code ?? error
  }
}

test('masters, then vouchers: every entry arrives once, and a second sending only alters', async () => {
  tally = await startFakeTally()
  const entries = [...book.entries()]
  const first = await sendToTally(tally.address, [masters(), vouchers()])
  expect(first).toMatchObject({ altered: 0, errors: 0, isWhole: true, reasons: [] })
  expect(first.created).toBe(first.sentCount)
  expect([...tally.vouchers].sort()).toEqual(entries.map(({ id }) => id).sort())
  const second = await sendToTally(tally.address, [vouchers()])
  expect(second).toMatchObject({ created: 0, altered: entries.length, isWhole: true })
}, 60_000)

test('what Tally refuses is told in its own words, and nothing more is sent', async () => {
  tally = await startFakeTally()
  const sent = await sendToTally(tally.address, [vouchers(), masters()])
  expect(sent.isWhole).toBe(false)
  expect(sent.errors).toBe([...book.entries()].length)
  expect(sent.reasons[0]).toMatch(/^Ledger '.+' does not exist!$/)
  expect(tally.requestCount).toBe(1)
}, 60_000)

test('a Tally that is not there, and a program that is no Tally, are told apart', async () => {
  tally = await startFakeTally('<html>hello</html>')
  expect(await codeOf(sendToTally(tally.address, [masters()]))).toBe('tally/no-reply')
  await tally.close()
  const gone = tally.address
  tally = null
  expect(await codeOf(sendToTally(gone, [masters()]))).toBe('tally/unreachable')
}, 60_000)
