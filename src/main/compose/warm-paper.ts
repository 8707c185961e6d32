import { type Book, today } from '#main/app/book.ts'
import { paperLanguage, paperWords } from '#main/app/paper-language.ts'
import { buildTestPage } from '#shared/receipt/build-test-page.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'

/** Long enough after the start that the first screen has the computer for itself. */
const WARM_AFTER_MS = 2500

/**
 * Draws a page in the shop's language that nobody sees, soon after the start, so that the first customer does not wait
 * for the thread and its fonts. What goes wrong is told when a true paper meets it. Answers how to call it off.
 */
export function warmPaper(book: Book, draw: (page: ReceiptDocument) => Promise<unknown>): () => void {
  const timer = setTimeout(() => {
    const settings = book.settings()
    const facts = { printerName: settings.shopName, reachedBy: '', widthDots: 576, on: today(book), time: '' }
    const page = buildTestPage({ ...facts, language: paperLanguage(settings) }, paperWords(book, settings))
    draw(page).catch(() => {})
  }, WARM_AFTER_MS)
  timer.unref()
  return () => clearTimeout(timer)
}
