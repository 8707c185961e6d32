import type { PaymentScheme } from '#shared/payment-qr/payment-scheme.ts'
import type { Currency } from './currency.ts'

/** Where a shop stands, as it is asked once, when it is founded. */
export const COUNTRIES = {
  IN: { currency: 'INR', scheme: 'upi' },
  BR: { currency: 'BRL', scheme: 'pix' },
  TH: { currency: 'THB', scheme: 'promptpay' },
  SG: { currency: 'SGD', scheme: 'paynow' },
  VN: { currency: 'VND', scheme: 'vietqr' },
  /** Every country that pays in euros. */
  EU: { currency: 'EUR', scheme: 'epc' }
} as const satisfies Record<string, { readonly currency: Currency; readonly scheme: PaymentScheme }>

export type Country = keyof typeof COUNTRIES
export const COUNTRY_CODES = Object.keys(COUNTRIES) as readonly Country[]
export const HOME_COUNTRY = 'IN' satisfies Country
