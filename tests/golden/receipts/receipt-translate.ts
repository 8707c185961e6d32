import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import { bookTexts } from '#tests/support/open-book.ts'

const texts = bookTexts()

/** The real texts of the receipt, as the app reads them. */
export const receiptTranslate = (language: ReceiptLanguage, second?: ReceiptLanguage): Translate =>
  texts.receipt(language, second)
