import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import type { Currency } from '#shared/money/currency.ts'

/** Ways to ask for money by a code, with the one currency that each can ask for. */
export const SCHEME_CURRENCY = {
  upi: 'INR',
  bharat: 'INR',
  pix: 'BRL',
  promptpay: 'THB',
  paynow: 'SGD',
  vietqr: 'VND',
  epc: 'EUR'
} as const satisfies Record<string, Currency>
export type PaymentScheme = keyof typeof SCHEME_CURRENCY
export const PAYMENT_SCHEMES = Object.keys(SCHEME_CURRENCY) as readonly PaymentScheme[]

/** What people call a scheme: names that are no word of any language. */
const SCHEME_NAMES: Readonly<Record<PaymentScheme, string>> = {
  upi: 'UPI',
  bharat: 'UPI',
  pix: 'Pix',
  promptpay: 'PromptPay',
  paynow: 'PayNow',
  vietqr: 'VietQR',
  epc: 'SEPA'
}

/** The name of what is paid by a code in a currency. */
export const codeName = (currency: Currency): string => SCHEME_NAMES[schemesIn(currency)[0] ?? 'upi']

/** The schemes that a shop can choose whose books are kept in this currency. */
export const schemesIn = (currency: Currency): readonly PaymentScheme[] =>
  PAYMENT_SCHEMES.filter((scheme) => SCHEME_CURRENCY[scheme] === currency)

const zMerchantCode = z.string().regex(/^(\d{4})?$/)
const zCardNumber = z.string().regex(/^[0-9A-Za-z]{0,25}$/)

/**
 * How a shop asks for money by a code. UPI pays to the shop's `upiAddress`, which Bharat QR carries too. Numbers of card
 * schemes and the merchant category come from the shop's acquirer, by its sticker; none is ever made up.
 */
export const zPaymentQr = z.discriminatedUnion('scheme', [
  z.strictObject({
    scheme: z.literal('upi'),
    /** The category that the acquirer gave to this address. It holds for no other. */
    merchant: z.strictObject({ address: zLine(255), code: zMerchantCode }).nullable()
  }),
  z.strictObject({
    scheme: z.literal('bharat'),
    visa: zCardNumber,
    mastercard: zCardNumber,
    rupay: zCardNumber,
    merchantCode: zMerchantCode,
    /** As the acquirer knows the shop; empty: the shop's own name. */
    name: zLine(25),
    city: zLine(15),
    postalCode: z.string().regex(/^(\d{6})?$/)
  }),
  z.strictObject({ scheme: z.literal('pix'), key: zLine(77), name: zLine(60), city: zLine(60) }),
  z.strictObject({ scheme: z.literal('promptpay'), id: zLine(20) }),
  z.strictObject({ scheme: z.literal('paynow'), id: zLine(20), name: zLine(60) }),
  z.strictObject({ scheme: z.literal('vietqr'), bin: zLine(6), account: zLine(19), name: zLine(60) }),
  z.strictObject({ scheme: z.literal('epc'), name: zLine(70), iban: zLine(42), bic: zLine(11) })
])
export type PaymentQr = z.infer<typeof zPaymentQr>
export type PaymentQrOf<Scheme extends PaymentScheme> = Extract<PaymentQr, { readonly scheme: Scheme }>

export const UPI_ALONE: PaymentQr = { scheme: 'upi', merchant: null }

/** The schemes whose payee stands in their own details, not in the shop's UPI address. */
export type AccountScheme = Exclude<PaymentScheme, 'upi' | 'bharat'>
const BLANK: { readonly [Scheme in AccountScheme]: PaymentQrOf<Scheme> } = {
  pix: { scheme: 'pix', key: '', name: '', city: '' },
  promptpay: { scheme: 'promptpay', id: '' },
  paynow: { scheme: 'paynow', id: '', name: '' },
  vietqr: { scheme: 'vietqr', bin: '', account: '', name: '' },
  epc: { scheme: 'epc', name: '', iban: '', bic: '' }
}

/** A scheme with nothing told yet: it makes no code. Bharat QR needs a town before it can be chosen. */
export const undetailed = (scheme: Exclude<PaymentScheme, 'bharat'>): PaymentQr =>
  scheme === 'upi' ? UPI_ALONE : BLANK[scheme]
