import { minor } from '#shared/money/money.ts'
import { inSign } from '#shared/receipt/paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument, TextSize, TextWeight } from '#shared/receipt/receipt-document.ts'
import type { Book } from './book.ts'
import { paperLanguage, paperWords } from './paper-language.ts'

/**
 * A few words that every receipt of the shop has, in its languages and both weights. Drawn once while nothing else is to
 * be done, they load the fonts, so that the first receipt of a day is as quick as the second. It is never printed.
 */
export function warmUpPaper(book: Book): ReceiptDocument {
  const settings = book.settings()
  const t = paperWords(book, settings)
  const words = [settings.shopName, t('titleSale'), t('total'), t('cash'), inSign(minor(1_234_50), t)]
  const text = words.join(' ')
  const block = (weight: TextWeight, size: TextSize): ReceiptBlock => {
    return { type: 'text', text, align: 'left', size, weight, maxLines: 4 }
  }
  // Headings are set in a hand of their own where the script has one.
  const blocks = [block('regular', 'body'), block('bold', 'body'), block('bold', 'title')]
  return { version: 1, language: paperLanguage(settings), title: '', blocks }
}
