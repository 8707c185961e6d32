import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWayOut } from '#main/app/write-way-out.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { exportFolder } from '#main/files/export-folder.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { DAYS_OF_WAY, WAYS_OUT, type WayOut, type WayOutRequest } from '#shared/exchange/ways-out.ts'
import { openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

let shop: TestApp
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-names-'))
  shop = await openTestShop({ clock: testClock(20261105) })
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  const soap = await addItem(shop, 'Soap')
  const tender = { cashMinor: 118_00, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  await shop.call('bill.record', askBill('sale', [some(soap, 1, 100_00)], { tender }))
}, 60_000)
afterAll(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

const MONTH = { fromOn: 20261101 as BookDate, toOn: 20261130 as BookDate }
const requestOf = (way: WayOut): WayOutRequest => ({
  way,
  ...(DAYS_OF_WAY[way] === 'month' ? MONTH : { fromOn: null, toOn: null })
})

function written(way: WayOut): string[] {
  const store = openLedgerStore(shop.file(), { readOnly: true })
  const own = mkdtempSync(path.join(folder, 'out-'))
  try {
    const { files } = writeWayOut(store, exportFolder(own), requestOf(way), () => {})
    expect(readdirSync(own).sort()).toEqual(files.map(({ name }) => name).sort())
    return files.map(({ name }) => name)
  } finally {
    store.close()
  }
}

const NAMES = [
  ['Latin', 'A long name of a shop '.repeat(6).slice(0, 119).trim()],
  ['Hindi', 'कि'.repeat(42)],
  ['faces', '👩‍👩‍👧'.repeat(14)]
] as const

test.each(NAMES)(
  'a long name of a shop in %s leaves the names of its files whole and apart',
  async (_, shopName) => {
    await shop.call('settings.change', { shopName })
    const endings: Partial<Record<WayOut, RegExp>> = { tally: /\.xml$/, 'gstr1-csv': /\.csv$/, hledger: /\.journal$/ }
    for (const way of WAYS_OUT) {
      const names = written(way)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) {
        expect(name).not.toContain('(2)')
        expect(name).toMatch(endings[way] ?? /\.\w+$/)
        expect(Buffer.byteLength(name)).toBeLessThan(150)
        const cut = name.slice(0, name.indexOf(` ${way}`))
        expect(shopName.startsWith(cut)).toBe(true)
      }
    }
    expect(written('gstr1-csv').map((name) => / (\S+)\.csv$/.exec(name)?.[1])).toEqual(['b2cs', 'hsn(b2c)', 'docs'])
  },
  60_000
)

test('no letter is cut in two', async () => {
  await shop.call('settings.change', { shopName: `a${'👩‍👩‍👧'.repeat(14)}` })
  expect(written('hledger')[0]).toMatch(/^a(👩‍👩‍👧)+ hledger/)
})

test('a name that the system does not take is a coded failure and leaves nothing behind', () => {
  const own = mkdtempSync(path.join(folder, 'out-'))
  const files = exportFolder(own)
  expect(() => files.write(`${'x'.repeat(300)}.csv`, (to) => to.write('x'))).toThrowError(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'export/name-too-long' }) })
  )
  expect(readdirSync(own)).toEqual([])
})

test('two parts of one name are a bug, and neither is lost quietly', () => {
  const files = exportFolder(mkdtempSync(path.join(folder, 'out-')))
  files.write('one:1.csv', (to) => to.write('1'))
  expect(() => files.write('one*1.csv', (to) => to.write('2'))).toThrowError(/name/)
})
