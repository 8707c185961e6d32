import fc from 'fast-check'
import { isValidBIC, isValidIBAN } from 'ibantools'
import { parsePix } from 'pix-utils'
import { parse } from 'promptparse'
import { QRPay } from 'vietnam-qr-pay'
import { describe, expect, test } from 'vitest'
import { type Minor, minor } from '#shared/money/money.ts'
import { epcTransfer } from './epc.ts'
import { paymentRequest } from './payment-request.ts'
import { type PaymentQr, SCHEME_CURRENCY } from './payment-scheme.ts'

/** What the code says to parsers that others wrote and that banks' customers use. */
const amounts = fc.integer({ min: 1, max: 99_999_999 }).map(minor)
const names = fc.oneof(fc.constantFrom('Sharma Traders', 'शर्मा ट्रेडर्स', 'São João'), fc.string({ unit: 'binary' }))

function made(paymentQr: PaymentQr, name: string, amountMinor: Minor | null, reference = 'B1-0231'): string {
  const currency = SCHEME_CURRENCY[paymentQr.scheme]
  const shop = { name, upiAddress: 'shop@okbank', paymentQr }
  const request = paymentRequest(shop, { amountMinor, currency, reference, note: '' })
  if (!request.ok) throw new Error(request.failure.code)
  return request.value.payload
}

const plain = (amount: Minor) => (amount / 100).toFixed(2)

describe('promptparse, a parser of codes by EMV with its own checksum, reads', () => {
  test('a Bharat QR', () => {
    fc.assert(
      fc.property(names, amounts, (name, amount) => {
        const details = {
          visa: '4403847800202706',
          mastercard: '',
          rupay: '',
          merchantCode: '5411',
          postalCode: '452001'
        }
        const read = parse(made({ scheme: 'bharat', ...details, name: '', city: 'Indore' }, name, amount), true)
        expect(read?.validate('63')).toBe(true)
        expect(read?.getTagValue('02')).toBe('4403847800202706')
        expect(read?.getTagValue('26', '01')).toBe('shop@okbank')
        expect(read?.getTagValue('27', '01')).toBe('B1-0231')
        expect(read?.getTagValue('53')).toBe('356')
        expect(read?.getTagValue('54')).toBe(plain(amount))
        expect(read?.getTagValue('59')).toMatch(/^[\x20-\x7e]{1,25}$/)
      })
    )
  })

  test.each([
    ['0801234567', '01', '0066801234567'],
    ['1234567890121', '02', '1234567890121'],
    ['004999000288505', '03', '004999000288505']
  ])('a PromptPay code of %s', (id, field, value) => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const read = parse(made({ scheme: 'promptpay', id }, '', amount), true)
        expect(read?.getTagValue('29', field)).toBe(value)
        expect(read?.getTagValue('54')).toBe(plain(amount))
        expect(read?.getTagValue('01')).toBe('12')
      }),
      { numRuns: 20 }
    )
  })

  test('a PayNow code', () => {
    fc.assert(
      fc.property(names, amounts, (name, amount) => {
        const read = parse(made({ scheme: 'paynow', id: '201403121W', name }, '', amount), true)
        expect(['00', '01', '02', '03'].map((id) => read?.getTagValue('26', id))).toEqual([
          'SG.PAYNOW',
          '2',
          '201403121W',
          '0'
        ])
        expect(read?.getTagValue('54')).toBe(plain(amount))
        expect(read?.getTagValue('62', '01')).toBe('B1-0231')
      })
    )
  })
})

test('pix-utils reads a Pix code', () => {
  fc.assert(
    fc.property(names, amounts, (name, amount) => {
      const code = made({ scheme: 'pix', key: 'loja@example.com', name: `Loja ${name}`, city: 'São Paulo' }, '', amount)
      expect(parsePix(code)).toMatchObject({
        type: 'STATIC',
        pixKey: 'loja@example.com',
        merchantCity: 'Sao Paulo',
        transactionAmount: Number(plain(amount)),
        txid: 'B10231'
      })
    })
  )
  expect(parsePix(made({ scheme: 'pix', key: 'loja@example.com', name: 'L', city: 'C' }, '', null, ''))).toMatchObject({
    transactionAmount: 0,
    txid: '***'
  })
})

test('vietnam-qr-pay reads a VietQR', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (dong) => {
      const details = { scheme: 'vietqr', bin: '970416', account: '257678859', name: '' } as const
      const read = new QRPay(made(details, '', minor(dong * 100)))
      expect(read).toMatchObject({
        isValid: true,
        consumer: { bankBin: '970416', bankNumber: '257678859' },
        currency: '704',
        amount: String(dong),
        additionalData: { purpose: 'B1-0231' }
      })
    })
  )
})

test('ibantools knows the account and the bank of a SEPA transfer', () => {
  const transfer = epcTransfer(
    { scheme: 'epc', name: 'Red Cross', iban: 'be72 0000 0000 1616', bic: 'bpotbeb1' },
    minor(100),
    ''
  )
  const [, , , , bic = '', , iban = ''] = transfer.ok ? transfer.value.split('\n') : []
  expect([isValidBIC(bic), isValidIBAN(iban)]).toEqual([true, true])
})
