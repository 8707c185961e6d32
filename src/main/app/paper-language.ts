import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { Book } from './book.ts'

/** The language that the shop's papers are worded in: the one that was chosen for them, else that of the screens. */
export const paperLanguage = (settings: Settings): ReceiptLanguage =>
  settings.receiptLanguage === '' ? settings.language : settings.receiptLanguage

/** The words of the shop's papers, in both languages when it prints in two. */
export function paperWords(book: Book, settings: Settings): Translate {
  const second = settings.receiptSecondLanguage
  return book.words(paperLanguage(settings), second === '' ? undefined : second)
}
