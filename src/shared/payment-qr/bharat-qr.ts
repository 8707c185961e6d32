import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { asciiText } from './ascii-text.ts'
import { amountField, currencyField, initiation } from './emv-request.ts'
import { writeEmv } from './emv-tlv.ts'
import type { PaymentQrOf } from './payment-scheme.ts'
import { parseUpiAddress } from './upi-address.ts'
import { cleanReference } from './upi-link.ts'

/** The id of UPI inside the templates 26 and 27. */
export const UPI_GUID = 'A000000524'
/** Another id that some acquirers write. It is read, never written. */
export const UPI_GUID_BY_NAME = 'upi.npci.org'
const SHORTEST_REFERENCE = 4
const LONGEST_BILL_NUMBER = 25

export interface BharatRequest {
  /** Empty when the shop takes cards alone. */
  readonly upiAddress: string
  readonly shopName: string
  readonly details: PaymentQrOf<'bharat'>
  /** Null for a code without an amount. */
  readonly amountMinor: Minor | null
  readonly reference: string
}

/**
 * A Bharat QR: one code for UPI and the card schemes. Rule: NPCI, Bharat QR code specification, over EMV
 * merchant-presented mode: 02, 04, 06 merchant numbers of Visa, Mastercard and RuPay; 26 the UPI address and 27 our
 * reference, both under `A000000524`; 52 category, 53 `356`, 58 `IN`, 59 name, 60 city, 61 PIN code, 62.01 bill number.
 *
 * Fails with `payment-qr/details-invalid`, `payment-qr/address-invalid`, `payment-qr/amount-too-large`,
 * `payment-qr/too-long` or `money/zero`.
 */
export function bharatQr(request: BharatRequest): Result<string> {
  const checked = checkBharat(request.details, request.upiAddress)
  if (!checked.ok) return checked
  const { visa, mastercard, rupay, merchantCode, name, city, postalCode } = checked.value
  const amount = amountField(request.amountMinor, 'INR')
  if (!amount.ok) return amount
  const reference = cleanReference(request.reference)
  const asksUpi = request.upiAddress !== ''
  const isReferred = asksUpi && reference.length >= SHORTEST_REFERENCE
  return writeEmv([
    ['00', '01'],
    initiation(request.amountMinor),
    ['02', visa],
    ['04', mastercard],
    ['06', rupay],
    [
      '26',
      asksUpi
        ? [
            ['00', UPI_GUID],
            ['01', request.upiAddress]
          ]
        : ''
    ],
    [
      '27',
      isReferred
        ? [
            ['00', UPI_GUID],
            ['01', reference]
          ]
        : ''
    ],
    ['52', merchantCode || '0000'],
    currencyField('INR'),
    amount.value,
    ['58', 'IN'],
    ['59', asciiText(name || request.shopName, 25) || 'NA'],
    ['60', asciiText(city, 15)],
    ['61', postalCode],
    ['62', [['01', reference.slice(0, LONGEST_BILL_NUMBER)]]]
  ])
}

/** What a shop's Bharat QR needs: an address or a card number to pay to, and its city. */
export function checkBharat(details: PaymentQrOf<'bharat'>, upiAddress: string): Result<PaymentQrOf<'bharat'>> {
  const invalid = (field: string) => fail('payment-qr/details-invalid', { field }, `paymentQr.${field}`)
  const { visa, mastercard, rupay } = details
  if (upiAddress === '' && visa + mastercard + rupay === '') return invalid('upiAddress')
  if (upiAddress !== '') {
    const address = parseUpiAddress(upiAddress)
    if (!address.ok) return address
  }
  return asciiText(details.city, 15) === '' ? invalid('city') : ok(details)
}
