import type { Currency } from '#shared/money/currency.ts'
import { checkPaymentQr } from '#shared/payment-qr/payment-request.ts'
import type { AccountScheme, PaymentQrOf } from '#shared/payment-qr/payment-scheme.ts'

export type AccountDetails = { [Scheme in AccountScheme]: PaymentQrOf<Scheme> }[AccountScheme]
export type AccountField = 'key' | 'id' | 'bin' | 'account' | 'iban' | 'bic' | 'name' | 'city'

/** What is asked of the shop for each scheme, in the order in which a bank's paper gives it, with the longest answer. */
export const ACCOUNT_FIELDS: { readonly [Scheme in AccountScheme]: readonly (readonly [AccountField, number])[] } = {
  pix: [
    ['key', 77],
    ['name', 60],
    ['city', 60]
  ],
  promptpay: [['id', 20]],
  paynow: [
    ['id', 20],
    ['name', 60]
  ],
  vietqr: [
    ['bin', 6],
    ['account', 19],
    ['name', 60]
  ],
  epc: [
    ['name', 70],
    ['iban', 42],
    ['bic', 11]
  ]
}

export const detailOf = (details: AccountDetails, field: AccountField): string =>
  (details as Partial<Record<AccountField, string>>)[field] ?? ''

/** The same details with one of them as it was typed. */
export const withDetail = (details: AccountDetails, field: AccountField, text: string): AccountDetails => ({
  ...details,
  [field]: text.normalize('NFKC').replace(/\s+/gu, ' ').trim()
})

/** The detail that keeps these from making a code; null when they make one, or when nothing is told yet. */
export function faultyField(details: AccountDetails, currency: Currency): string | null {
  const checked = checkPaymentQr(details, '', currency)
  return checked.ok ? null : (checked.failure.field?.split('.')[1] ?? '')
}
