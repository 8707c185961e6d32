import type { Currency } from '#shared/money/currency.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'

/** Words of a paper, with the same in its second language when it has one that says it otherwise. */
export interface Said {
  readonly text: string
  readonly second?: string
}

/** The same texts for the papers of a ledger in this currency. */
export const inCurrency = (t: Translate, currency: Currency): Translate =>
  Object.assign<Translate, Partial<Translate>>((key, params) => t(key, params), {
    ...(t.second === undefined ? {} : { second: t.second }),
    currency
  })

/** A text in the one or two languages of the paper. */
export function said(t: Translate, key: ReceiptTextKey, params?: Readonly<Record<string, string | number>>): Said {
  const text = t(key, params)
  const second = t.second?.t(key, params) ?? text
  return second === text ? { text } : { text, second }
}

/** The part of a block that holds the second language. */
export const secondOf = (words: Said | string): { readonly second?: string } =>
  typeof words === 'string' || words.second === undefined ? {} : { second: words.second }

export const firstOf = (words: Said | string): string => (typeof words === 'string' ? words : words.text)

/** The part of a document that says its second language. */
export const secondLanguageOf = (t: Translate): { readonly secondLanguage?: ReceiptLanguage } =>
  t.second === undefined ? {} : { secondLanguage: t.second.language }
