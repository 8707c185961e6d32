import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const cashSale = () => ask.sale(null, 100_00, { cashMinor: 100_00 })

test('a bill of a printer that was thrown away is printed again on the one that stands there now', async () => {
  shop = await openTestShop()
  const sale = cashSale()
  await shop.call('entry.record', sale)
  const fresh = { ...VIRTUAL_PRINTER, id: 'counter', name: 'Counter' }
  shop.setPrinters([fresh], 'counter')
  expect(await shop.call('print.entry', { id: newId(), entryId: sale.id })).toMatchObject({
    copyNo: 2,
    printerName: 'Counter'
  })
})

test('what is sold while the printer for receipts is one that is gone goes to the first that is there', async () => {
  shop = await openTestShop()
  shop.setPrinters([{ ...VIRTUAL_PRINTER, id: 'counter', name: 'Counter' }])
  await shop.call('entry.record', cashSale())
  const [job] = await shop.call('print.queue', { limit: 10 })
  expect(job).toMatchObject({ printerName: 'Counter' })
})

test('a copy that cannot be noted in the book is not made', async () => {
  shop = await openTestShop()
  const sale = cashSale()
  await shop.call('entry.record', sale)
  const [job] = await shop.call('print.queue', { limit: 10 })
  const jobId = job?.id ?? ''
  await shop.call('print.decide', { id: newId(), jobId, decision: 'drop' })
  const db = new Sqlite(shop.file())
  db.exec("CREATE TRIGGER no_note BEFORE INSERT ON audit_event BEGIN SELECT RAISE(ABORT, 'no note'); END")
  await expect(shop.call('print.decide', { id: newId(), jobId, decision: 'print-again' })).rejects.toThrow('no note')
  expect(await shop.call('print.queue', { limit: 10 })).toHaveLength(1)
  db.exec('DROP TRIGGER no_note')
  db.close()
  const copy = await shop.call('print.decide', { id: newId(), jobId, decision: 'print-again' })
  expect(copy).toMatchObject({ copyNo: 2 })
})
