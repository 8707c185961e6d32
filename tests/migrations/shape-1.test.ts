import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { noDialogs } from '#main/ports/dialogs.ts'
import { newId, openTestApp, testClock } from '#tests/support/open-app.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

/** A book that the release of shape 1 made: every kind of entry, two closings, parties that were changed. */
const OLD = path.join(import.meta.dirname, '../fixtures/migrations/shape-1.counterbook.gz')
const READ = 'select * from entry order by entry_no'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-shape-1-'))
  file = path.join(folder, 'Old shop.counterbook')
  writeFileSync(file, gunzipSync(readFileSync(OLD)))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function read<Row>(sql: string, place = file): Row[] {
  const db = new Sqlite(place, { readonly: true })
  const rows = db.prepare<[], Row>(sql).all()
  db.close()
  return rows
}

test('a book of shape 1 comes to the newest one: no entry changed, clean, its backup as it was, and work goes on', async () => {
  const [version] = read<{ user_version: number }>('pragma user_version')
  expect(version?.user_version).toBe(1)
  const entries = read(READ)
  const dialogs = { ...noDialogs, chooseLedgerFile: async () => file }
  const shop = openTestApp({ folder, keep: true, clock: testClock(20261125), facing: { dialogs } })
  await shop.call('shop.openFile', {})
  expect(read(READ)).toEqual(entries)
  expect(read(READ, `${file}.before-2.backup`)).toEqual(entries)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, entryCount: 23 })

  const { entries: page } = await shop.call('dayBook.read', {
    ...{ fromOn: 20260401, toOn: 20261231, kinds: ['sale'], text: '', offset: 0, limit: 50 }
  })
  const sale = page.find(({ reversedById }) => reversedById === null)
  await shop.call('entry.reverse', { id: newId(), entryId: sale?.id ?? '', reason: 'of the old book' })
  const soap = await addItem(shop, 'Soap')
  const customer = read<{ id: Buffer }>("select id from party where kind = 'customer' limit 1")
  const hex = customer[0]?.id.toString('hex') ?? ''
  const partyId = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  const taxed = { ...some(soap, 2, 100_00), taxRule: 'gst-18' }
  await shop.call('bill.record', askBill('sale', [taxed], { partyId }))
  // The accounts that shape 1 did not know are there as soon as something is posted to them.
  const accounts = (await shop.call('account.list', {})).map(({ code }) => code)
  expect(accounts).toEqual(expect.arrayContaining(['output-cgst', 'output-sgst']))
  expect(accounts).not.toContain('input-cgst')
  await shop.close()
  expect(verifyLedger(file)).toMatchObject({ isClean: true, firstFault: null, entryCount: 25 })
})
