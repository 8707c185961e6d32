import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { ask, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

/** The newest paper as it was queued. */
function newestPaper(file: string): ReceiptDocument {
  const db = new Sqlite(file, { readonly: true })
  const document = db.prepare('select document from print_job order by job_no desc limit 1').pluck().get() as string
  db.close()
  return JSON.parse(document) as ReceiptDocument
}

const sell = async () => {
  await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  return newestPaper(shop.file())
}

test('papers are worded in the language of the screens until the shop chooses one for them', async () => {
  shop = await openTestShop()
  expect((await sell()).language).toBe('en')
  await shop.call('settings.change', { language: 'hi' })
  expect((await sell()).language).toBe('hi')
  const totals = new Set<string>()
  for (const receiptLanguage of RECEIPT_LANGUAGES) {
    await shop.call('settings.change', { receiptLanguage })
    const paper = await sell()
    expect(paper.language).toBe(receiptLanguage)
    const total = paper.blocks.find((block) => block.type === 'big-amount')
    totals.add(total?.type === 'big-amount' ? total.label : '')
  }
  expect(totals.size).toBeGreaterThan(10)
  expect((await shop.call('settings.read', {})).language).toBe('hi')
})

test('a second language stands on receipts and on their copies, and is stored with them', async () => {
  shop = await openTestShop()
  await shop.call('settings.change', { receiptLanguage: 'ur', receiptSecondLanguage: 'en' })
  const paper = await sell()
  expect(paper).toMatchObject({ language: 'ur', secondLanguage: 'en' })
  expect(paper.blocks.find((block) => block.type === 'big-amount')).toMatchObject({ label: 'کل رقم', second: 'TOTAL' })
  await shop.call('settings.change', { receiptSecondLanguage: 'ur' })
  expect(await sell()).not.toHaveProperty('secondLanguage')
})
