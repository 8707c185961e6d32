import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { ReportWords } from '#shared/reports/report-words.ts'

/** The texts that main itself needs: those of papers, of reports and of the sample shop. */
export interface LocaleTexts {
  /** With a second language, the texts know their words in it too. */
  receipt(language: ReceiptLanguage, second?: ReceiptLanguage): Translate
  /** What reports are worded in: `reports:…` and the ledger's own words, `ledger:…`. */
  report(language: ReceiptLanguage): ReportWords
}
