import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { Language } from '#shared/settings/settings.ts'

/** The texts that main itself needs: those of papers and of the sample shop. */
export interface LocaleTexts {
  receipt(language: Language): Translate
}
