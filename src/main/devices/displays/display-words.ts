import english from '#locales/en/line-display.json' with { type: 'json' }
import hindi from '#locales/hi/line-display.json' with { type: 'json' }
import type { DisplayWords } from '#shared/customer-view/display-lines.ts'
import type { Language } from '#shared/settings/settings.ts'

const WORDS: Readonly<Record<Language, DisplayWords>> = { en: english, hi: hindi }

/** The words of a line display, which has Latin letters only: Hindi as it is typed on a phone. */
export const displayWords = (language: Language): DisplayWords => WORDS[language]
