import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'

/** The texts that main itself needs: those of papers and of the sample shop. */
export interface LocaleTexts {
  /** With a second language, the texts know their words in it too. */
  receipt(language: ReceiptLanguage, second?: ReceiptLanguage): Translate
}
