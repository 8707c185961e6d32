/// <reference types="vite/client" />
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '#shared/settings/settings.ts'

const files = import.meta.glob<Record<string, unknown>>('../../../../locales/*/*.json', { import: 'default' })

/** The texts of one language, by part. Other languages are not read before they are wanted. */
async function textsOf(language: Language): Promise<Record<string, Record<string, unknown>>> {
  const wanted = Object.entries(files).filter(([path]) => path.includes(`/locales/${language}/`))
  const parts = await Promise.all(wanted.map(async ([path, read]) => [partName(path), await read()] as const))
  return Object.fromEntries(parts)
}

function partName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
}

/** Makes a language the one on the screen. Its texts are there before the promise settles. */
export async function showLanguage(language: Language): Promise<void> {
  const texts = await textsOf(language)
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: texts },
      ns: Object.keys(texts),
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
      initAsync: false
    })
  } else {
    for (const [part, content] of Object.entries(texts)) i18next.addResourceBundle(language, part, content, true, true)
    await i18next.changeLanguage(language)
  }
  document.documentElement.lang = language
}
