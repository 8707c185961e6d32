import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { warmUpPaper } from '#main/app/warm-up-paper.ts'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderBitmap } from '#main/devices/printer/render-paper.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { openTestShop, projectRoot, type TestApp } from '#tests/support/open-app.ts'
import { openBook } from '#tests/support/open-book.ts'

let shop: TestApp
afterEach(() => shop.close())

test('what is drawn ahead has words of every language, and no letter without a font', async () => {
  shop = await openTestShop()
  const fonts = await PaperFonts.load(path.join(projectRoot, 'resources', 'fonts'))
  for (const receiptLanguage of RECEIPT_LANGUAGES) {
    await shop.call('settings.change', { receiptLanguage })
    const book = openBook(shop.file())
    const { paper } = renderBitmap(warmUpPaper(book), 384, fonts)
    book.store.close()
    expect(paper.missing, receiptLanguage).toEqual([])
    expect(paper.items.length, receiptLanguage).toBeGreaterThan(1)
  }
  // It is no job: nothing stands in the queue.
  expect(await shop.call('print.queue', { limit: 5 })).toEqual([])
})
