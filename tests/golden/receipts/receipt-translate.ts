import i18next from 'i18next'
import en from '#locales/en/receipt.json' with { type: 'json' }
import hi from '#locales/hi/receipt.json' with { type: 'json' }
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { Language } from '#shared/settings/settings.ts'

/** The real texts of the receipt, through the same library as in the app. */
export function receiptTranslate(language: Language): Translate {
  const texts = i18next.createInstance()
  void texts.init({
    lng: language,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { en: { receipt: en }, hi: { receipt: hi } }
  })
  const t = texts.getFixedT(language, 'receipt')
  return (key, params) => t(key, { ...params })
}
