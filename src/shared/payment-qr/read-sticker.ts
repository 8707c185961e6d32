import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { UPI_GUID, UPI_GUID_BY_NAME } from './bharat-qr.ts'
import { looksLikeEpc, readEpc } from './epc.ts'
import type { PaymentQr, PaymentScheme } from './payment-scheme.ts'
import { PAYNOW_GUID, payNowId } from './paynow.ts'
import { checkPix, PIX_GUID } from './pix.ts'
import { PROMPTPAY_GUID, promptPayProxy } from './promptpay.ts'
import { accountsOf, type EmvFields, looksLikeEmv, readEmv, readFields } from './read-emv.ts'
import { looksLikeUpi, readUpiLink } from './read-upi-link.ts'
import { parseUpiAddress } from './upi-address.ts'
import { checkVietQr, NAPAS_GUID } from './vietqr.ts'

/** What a scanned code says, and the settings that it makes. */
export interface Sticker {
  readonly scheme: PaymentScheme
  /** Whom money goes to, as a person can compare it; empty for a code of cards alone. */
  readonly address: string
  readonly name: string
  readonly merchantCode: string
  /** The UPI address of the shop; empty when the code has none. */
  readonly upiAddress: string
  readonly paymentQr: PaymentQr
}

/**
 * Reads the text of a scanned payment code: a UPI link, a code by EMV (Bharat QR, Pix, PromptPay, PayNow, VietQR) or a
 * SEPA transfer. Nothing is guessed: a code that is damaged or of an unknown scheme is refused.
 *
 * Fails with `payment-qr/not-a-payment`, `payment-qr/damaged`, `payment-qr/address-invalid`,
 * `payment-qr/details-invalid` or `payment-qr/other-currency`.
 */
export function readSticker(scanned: string): Result<Sticker> {
  const text = scanned.trim()
  if (looksLikeUpi(text)) return upiSticker(text)
  if (looksLikeEpc(text)) return epcSticker(text)
  if (!looksLikeEmv(text)) return fail('payment-qr/not-a-payment')
  const fields = readEmv(text)
  return fields.ok ? emvSticker(fields.value) : fields
}

function upiSticker(text: string): Result<Sticker> {
  const payee = readUpiLink(text)
  if (!payee.ok) return payee
  const { address, name, merchantCode } = payee.value
  const merchant = merchantCode === '' ? null : { address, code: merchantCode }
  return ok({ scheme: 'upi', address, name, merchantCode, upiAddress: address, paymentQr: { scheme: 'upi', merchant } })
}

function epcSticker(text: string): Result<Sticker> {
  const read = readEpc(text)
  if (!read.ok) return read
  const { iban, name } = read.value
  return ok({ scheme: 'epc', address: iban, name, merchantCode: '', upiAddress: '', paymentQr: read.value })
}

function emvSticker(fields: EmvFields): Result<Sticker> {
  for (const { inner } of accountsOf(fields)) {
    const guid = inner.get('00') ?? ''
    if (guid.toLowerCase() === PIX_GUID) return pixSticker(fields, inner)
    if (guid === PROMPTPAY_GUID) return promptPaySticker(fields, inner)
    if (guid === PAYNOW_GUID) return payNowSticker(fields, inner)
    if (guid === NAPAS_GUID) return vietSticker(fields, inner)
  }
  return fields.get('53') === '356' && fields.get('58') === 'IN'
    ? bharatSticker(fields)
    : fail('payment-qr/not-a-payment')
}

/** A Bharat QR: of UPI alone it is as good as a link; with card numbers they are kept. */
function bharatSticker(fields: EmvFields): Result<Sticker> {
  const upi = accountsOf(fields).find(({ inner }) => isUpi(inner.get('00')) && inner.get('01')?.includes('@'))
  const address = upi === undefined ? ok('') : parseUpiAddress(upi.inner.get('01') ?? '')
  if (!address.ok) return address
  const cards = {
    visa: cardNumber(fields, '02', '03'),
    mastercard: cardNumber(fields, '04', '05'),
    rupay: cardNumber(fields, '06', '07')
  }
  const upiAddress = address.value
  const city = fields.get('60') ?? ''
  // A code of cards names its city; without one the UPI address is all that can be used.
  const hasCards = city.trim() !== '' && Object.values(cards).some((number) => number !== '')
  if (upiAddress === '' && !hasCards) return fail('payment-qr/not-a-payment')
  const category = fields.get('52') ?? ''
  const code = /^\d{4}$/.test(category) && category !== '0000' ? category : ''
  const common = { address: upiAddress, name: fields.get('59') ?? '', merchantCode: code, upiAddress }
  if (!hasCards) {
    const merchant = code === '' ? null : { address: upiAddress, code }
    return ok({ ...common, scheme: 'upi', paymentQr: { scheme: 'upi', merchant } })
  }
  const postalCode = fields.get('61') ?? ''
  const place = { city, postalCode: /^\d{6}$/.test(postalCode) ? postalCode : '' }
  return ok({
    ...common,
    scheme: 'bharat',
    paymentQr: { scheme: 'bharat', ...cards, merchantCode: code, name: common.name, ...place }
  })
}

const isUpi = (guid: string | undefined): boolean =>
  guid !== undefined && (guid.startsWith(UPI_GUID) || guid.toLowerCase() === UPI_GUID_BY_NAME)

function cardNumber(fields: EmvFields, ...ids: readonly string[]): string {
  const numbers = ids.map((id) => fields.get(id) ?? '')
  return numbers.find((number) => /^[0-9A-Za-z]{1,25}$/.test(number)) ?? ''
}

function pixSticker(fields: EmvFields, inner: EmvFields): Result<Sticker> {
  const name = fields.get('59') ?? ''
  const read = checkPix({ scheme: 'pix', key: inner.get('01') ?? '', name, city: fields.get('60') ?? '' })
  return read.ok ? ok({ ...abroad('pix', read.value.key, name), paymentQr: read.value }) : read
}

function promptPaySticker(fields: EmvFields, inner: EmvFields): Result<Sticker> {
  const id = ['01', '02', '03'].map((field) => inner.get(field) ?? '').find((value) => value !== '') ?? ''
  const read = promptPayProxy(id)
  if (!read.ok) return read
  return ok({ ...abroad('promptpay', id, fields.get('59') ?? ''), paymentQr: { scheme: 'promptpay', id } })
}

function payNowSticker(fields: EmvFields, inner: EmvFields): Result<Sticker> {
  const id = payNowId(inner.get('02') ?? '')
  const name = fields.get('59') ?? ''
  if (!id.ok) return id
  return ok({ ...abroad('paynow', id.value, name), paymentQr: { scheme: 'paynow', id: id.value, name } })
}

function vietSticker(fields: EmvFields, inner: EmvFields): Result<Sticker> {
  const account = readFields(inner.get('01') ?? '')
  const name = fields.get('59') ?? ''
  const [bin = '', number = ''] = [account?.get('00'), account?.get('01')]
  const read = checkVietQr({ scheme: 'vietqr', bin, account: number, name })
  return read.ok ? ok({ ...abroad('vietqr', `${bin} ${number}`, name), paymentQr: read.value }) : read
}

const abroad = (scheme: PaymentScheme, address: string, name: string) =>
  ({ scheme, address, name, merchantCode: '', upiAddress: '' }) as const
