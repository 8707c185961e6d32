import fs from 'node:fs'
import path from 'node:path'
import i18next, { type i18n } from 'i18next'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'

type Read = (part: string) => Record<string, unknown>

const ofScreens = (read: Read) => ({
  ...{ reports: read('reports'), ledger: read('ledger'), people: read('people') },
  'log-words': read('log-words')
})

/** A language that only papers speak has the words of reports in one file, those of the ledger among them. */
function ofPapers(read: Read) {
  const { ledger, ...reports } = read('report-paper')
  return { reports, ledger: ledger as Record<string, unknown> }
}

/** Reads texts from `locales/<language>/`, each language when it is first needed. */
export function createLocaleTexts(localesFolder: string): LocaleTexts {
  const loaded = new Map<ReceiptLanguage, i18n>()

  function load(language: ReceiptLanguage): i18n {
    const known = loaded.get(language)
    if (known) return known
    const receipt = JSON.parse(fs.readFileSync(path.join(localesFolder, language, 'receipt.json'), 'utf8'))
    const instance = i18next.createInstance()
    void instance.init({
      lng: language,
      resources: { [language]: { receipt } },
      defaultNS: 'receipt',
      initAsync: false,
      keySeparator: false,
      nsSeparator: false,
      // Paper has no markup to be protected from.
      interpolation: { escapeValue: false }
    })
    loaded.set(language, instance)
    return instance
  }

  const reports = new Map<ReceiptLanguage, i18n>()

  function loadReports(language: ReceiptLanguage): i18n {
    const known = reports.get(language)
    if (known) return known
    const read = (part: string) =>
      JSON.parse(fs.readFileSync(path.join(localesFolder, language, `${part}.json`), 'utf8'))
    const instance = i18next.createInstance()
    void instance.init({
      lng: language,
      resources: { [language]: LANGUAGES.some((one) => one === language) ? ofScreens(read) : ofPapers(read) },
      defaultNS: 'reports',
      initAsync: false,
      interpolation: { escapeValue: false }
    })
    reports.set(language, instance)
    return instance
  }

  /** A text without gaps is always the same: every paper asks for a dozen of them. */
  const fixed = new Map<string, string>()

  const translate = (language: ReceiptLanguage): Translate => {
    const instance = load(language)
    return (key, params) => {
      if (params !== undefined) return instance.t(key, params)
      const name = `${language} ${key}`
      const known = fixed.get(name) ?? instance.t(key)
      fixed.set(name, known)
      return known
    }
  }

  return {
    report: (language) => (key, params) => loadReports(language).t(key, params ?? {}),
    receipt(language, second): Translate {
      const first = translate(language)
      if (second === undefined || second === language) return first
      return Object.assign(first, { second: { language: second, t: translate(second) } })
    }
  }
}
