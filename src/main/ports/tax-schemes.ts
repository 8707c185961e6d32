import type { Currency } from '#shared/money/currency.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'

/** The tax of a ledger, by the currency that it is kept in. Fails with `tax/rules-unreadable`. */
export type TaxSchemes = (currency: Currency) => TaxScheme
