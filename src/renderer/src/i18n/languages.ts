import type { Language } from '#shared/settings/settings.ts'

/** Each language in its own script: a person who reads no other must find it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', hi: 'हिन्दी' }
export const LANGUAGE_CODES = Object.keys(LANGUAGE_NAMES) as readonly Language[]
