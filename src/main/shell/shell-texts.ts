import english from '#locales/en/shell.json' with { type: 'json' }
import hindi from '#locales/hi/shell.json' with { type: 'json' }
import type { Language } from '#shared/settings/settings.ts'

/** What the shell says by itself, in the system's own dialogs. Built into the app, so that it can still be said when nothing else works. */
export type ShellTexts = Readonly<Record<keyof typeof english, string>>

const TEXTS: Readonly<Record<Language, ShellTexts>> = { en: english, hi: hindi }

export const shellTexts = (language: Language): ShellTexts => TEXTS[language]
