import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minor } from '#shared/money/money.ts'
import { crc16 } from './crc16.ts'
import { paymentRequest } from './payment-request.ts'
import { type PaymentQr, SCHEME_CURRENCY } from './payment-scheme.ts'
import { readSticker } from './read-sticker.ts'
import { upiStickerLink } from './upi-link.ts'

const seal = (body: string) => `${body}6304${crc16(`${body}6304`)}`
const codeOf = (text: string) => {
  const read = readSticker(text)
  return read.ok ? 'ok' : read.failure.code
}

const DETAILS: readonly PaymentQr[] = [
  { scheme: 'upi', merchant: { address: 'shop@okbank', code: '5411' } },
  {
    scheme: 'bharat',
    visa: '4403847800202706',
    mastercard: '',
    rupay: '',
    merchantCode: '5411',
    name: 'Sharma Traders',
    city: 'Indore',
    postalCode: '452001'
  },
  { scheme: 'pix', key: 'loja@example.com', name: 'Loja', city: 'Sao Paulo' },
  { scheme: 'promptpay', id: '0066801234567' },
  { scheme: 'paynow', id: '201403121W', name: 'ACME' },
  { scheme: 'vietqr', bin: '970416', account: '257678859', name: '' },
  { scheme: 'epc', name: 'Red Cross', iban: 'BE72000000001616', bic: '' }
]

describe('a sticker', () => {
  test.each(DETAILS.map((details) => [details.scheme, details] as const))(
    'of %s gives back what made it',
    (scheme, paymentQr) => {
      const upiAddress = scheme === 'upi' || scheme === 'bharat' ? 'shop@okbank' : ''
      for (const amountMinor of [null, minor(1250_00)]) {
        const ask = { amountMinor, currency: SCHEME_CURRENCY[scheme], reference: 'B1-1', note: '' }
        const made = paymentRequest({ name: 'Sharma Traders', upiAddress, paymentQr }, ask)
        if (!made.ok) throw new Error(made.failure.code)
        expect(readSticker(` ${made.value.payload}\n`)).toMatchObject({
          ok: true,
          value: { scheme, upiAddress, paymentQr }
        })
      }
    }
  )

  test.each([
    ['upi://pay?pa=paytmqr2810050501@paytm&pn=Paytm', 'paytmqr2810050501@paytm', 'Paytm', ''],
    [
      'UPI://PAY?PA=9876543210%40ybl&pn=Ramesh+Kirana&mc=0000&mode=02&purpose=00',
      '9876543210@ybl',
      'Ramesh Kirana',
      ''
    ],
    [
      'upi://pay?pa=Q12345678@ybl&pn=%E0%A4%B0%E0%A4%AE%E0%A5%87%E0%A4%B6&mc=5411&am=50.00&tr=X1&sign=MEUC+/=',
      'Q12345678@ybl',
      'रमेश',
      '5411'
    ]
  ])('as it hangs in shops: %s', (text, address, name, merchantCode) => {
    expect(readSticker(text)).toMatchObject({ value: { scheme: 'upi', address, name, merchantCode } })
  })

  test('of Bharat QR with UPI alone is read as UPI, under either id', () => {
    for (const guid of ['0010A000000524', '0012upi.npci.org']) {
      const inner = `${guid}0111shop@okbank`
      const body = `00020101021126${inner.length}${inner}5204541153033565802IN5914Sharma Traders6006Indore`
      expect(readSticker(seal(body))).toMatchObject({
        value: { scheme: 'upi', address: 'shop@okbank', name: 'Sharma Traders', merchantCode: '5411' }
      })
    }
  })

  test.each([
    ['https://example.com/pay?pa=shop@bank', 'payment-qr/not-a-payment'],
    ['shop@bank', 'payment-qr/not-a-payment'],
    ['', 'payment-qr/not-a-payment'],
    ['WIFI:S:shop;T:WPA;P:secret;;', 'payment-qr/not-a-payment'],
    ['upi://mandate?pa=shop@bank', 'payment-qr/not-a-payment'],
    ['upi://pay.example.com?pa=shop@bank', 'payment-qr/not-a-payment'],
    [seal('00020126050001x53033565802IN'), 'payment-qr/not-a-payment'],
    [seal('000201260800040-0-53038405802US'), 'payment-qr/not-a-payment'],
    ['upi://pay?pn=Sharma', 'payment-qr/address-invalid'],
    ['upi://pay?pa=shop&pn=Sharma', 'payment-qr/address-invalid'],
    ['upi://pay?pa=shop@bank&pa=thief@bank', 'payment-qr/damaged'],
    ['upi://pay?pa=shop@bank&pn=%E0%A4', 'payment-qr/damaged'],
    [`upi://pay?pa=shop@bank&pn=${'x'.repeat(5000)}`, 'payment-qr/damaged'],
    ['upi://pay?pa=shop@bank&cu=USD', 'payment-qr/other-currency'],
    ['0002010102112634', 'payment-qr/damaged'],
    ['BCD\n002\n1\nSCT', 'payment-qr/damaged']
  ])('%s is %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  test('no text at all throws, and what is read can be written again', () => {
    const link = upiStickerLink('shop@bank', 'Sharma')
    expect(link).toEqual({ ok: true, value: 'upi://pay?pa=shop@bank&pn=Sharma&cu=INR&mode=01' })
    const piece = fc.constantFrom(
      'upi://pay?',
      'pa=',
      '&',
      'shop@bank',
      '%',
      '000201',
      '2634',
      'A000000524',
      '6304',
      'BCD\n'
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 12 }),
        (parts) => {
          const read = readSticker(parts.join(''))
          if (read.ok && read.value.scheme === 'upi') {
            expect(upiStickerLink(read.value.address, read.value.name).ok).toBe(true)
          }
        }
      )
    )
  })
})

describe('a code in another currency than the book', () => {
  test('is never made', () => {
    for (const paymentQr of DETAILS) {
      const made = paymentRequest(
        { name: 'Sharma', upiAddress: 'shop@bank', paymentQr },
        { amountMinor: minor(100), currency: 'INR', reference: '', note: '' }
      )
      expect(made.ok ? 'INR' : made.failure).toEqual(
        SCHEME_CURRENCY[paymentQr.scheme] === 'INR'
          ? 'INR'
          : { code: 'payment-qr/other-currency', params: { currency: 'INR' }, field: 'paymentQr' }
      )
    }
  })
})
