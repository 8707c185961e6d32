import type { Currency } from '#shared/money/currency.ts'

/** Texts that reports are worded in: `part:path` of `locales/<language>`, with their gaps filled. */
export type ReportWords = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** What a report needs to be said: the words of a language, and what its amounts are in. */
export interface ReportVoice {
  readonly words: ReportWords
  readonly currency: Currency
}
