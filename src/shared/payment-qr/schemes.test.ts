import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Result } from '#shared/kernel/result.ts'
import { MAX_ENTRY_MINOR, minor } from '#shared/money/money.ts'
import { utf8Bytes } from '#shared/search/utf8.ts'
import { bharatQr } from './bharat-qr.ts'
import { epcTransfer, readEpc } from './epc.ts'
import { parseIban } from './iban.ts'
import type { PaymentQrOf } from './payment-scheme.ts'
import { payNow } from './paynow.ts'
import { pixCode, pixKey } from './pix.ts'
import { promptPay } from './promptpay.ts'
import { accountsOf, readEmv, readFields } from './read-emv.ts'
import { vietQr } from './vietqr.ts'

const BHARAT: PaymentQrOf<'bharat'> = {
  scheme: 'bharat',
  visa: '',
  mastercard: '',
  rupay: '',
  merchantCode: '5411',
  name: 'TEST TRADERS',
  city: 'INDORE',
  postalCode: '452001'
}
const PIX = {
  scheme: 'pix',
  key: '123e4567-e12b-12d1-a456-426655440000',
  name: 'Fulano de Tal',
  city: 'BRASILIA'
} as const
const EPC = { scheme: 'epc', name: 'Red Cross of Belgium', iban: 'BE72 0000 0000 1616', bic: 'BPOTBEB1' } as const
const VIETQR = { scheme: 'vietqr', bin: '970416', account: '257678859', name: '' } as const
const ACME = { scheme: 'paynow', id: '201403121W', name: 'ACME Pte Ltd.' } as const

const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code)

/** Every scheme by EMV, with the longest that may come in. */
const byEmv = (name: string, reference: string, amount: number) => {
  const amountMinor = minor(amount)
  const shop = { upiAddress: 'shop@examplebank', shopName: name }
  return [
    bharatQr({ ...shop, details: { ...BHARAT, name: '' }, amountMinor, reference }),
    pixCode({ ...PIX, name: `${name}x`, city: `x${name}` }, amountMinor, reference),
    promptPay({ scheme: 'promptpay', id: '0801234567' }, amountMinor),
    payNow({ details: { ...ACME, name }, amountMinor, reference, expiresOn: '' }),
    vietQr(VIETQR, amountMinor, reference)
  ]
}

describe('published examples come out to the letter', () => {
  test.each([
    [
      'Bharat QR of our own reckoning',
      bharatQr({
        upiAddress: 'shop@examplebank',
        shopName: '',
        details: BHARAT,
        amountMinor: minor(124_950),
        reference: 'B2627-000123'
      }),
      '00020101021226340010A0000005240116shop@examplebank27300010A0000005240112B2627-00012352045411530335654071249.505802IN5912TEST TRADERS6006INDORE610645200162160112B2627-00012363041D3D'
    ],
    [
      'Pix of the central bank',
      pixCode(PIX, null, ''),
      '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D'
    ],
    [
      'VietQR without an amount',
      vietQr(VIETQR, null, ''),
      '00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53037045802VN6304AE9F'
    ],
    [
      'VietQR with whole dong',
      vietQr(VIETQR, minor(10_000_00), 'Chuyen tien'),
      '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA53037045405100005802VN62150811Chuyen tien630453E6'
    ],
    [
      'SEPA transfer',
      epcTransfer(EPC, minor(100), 'Urgency fund'),
      'BCD\n002\n1\nSCT\nBPOTBEB1\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\n\n\nUrgency fund'
    ]
  ])('%s', (_what, made, published) => {
    expect(made).toEqual({ ok: true, value: published })
  })
})

test('PayNow has the very fields of another generator, which writes whole dollars without a point', () => {
  const published =
    '00020101021226490009SG.PAYNOW010120210201403121W0301004082030123152040000530370254035005802SG5913ACME Pte Ltd.6009Singapore62150111TQINV-1000163044043'
  const ours = payNow({ details: ACME, amountMinor: minor(50_000), reference: 'TQINV-10001', expiresOn: '20301231' })
  const [theirs, made] = [readEmv(published), readEmv(ours.ok ? ours.value : '')]
  if (!theirs.ok || !made.ok) throw new Error('not read')
  expect([...made.value].filter(([id]) => id !== '63')).toEqual(
    [...theirs.value].filter(([id]) => id !== '63').map(([id, value]) => [id, id === '54' ? `${value}.00` : value])
  )
})

describe('every scheme by EMV', () => {
  test('any name in any script, reference and amount stays within the limits and reads back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 150 }),
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 1, max: MAX_ENTRY_MINOR / 100 - 1 }).map((units) => units * 100),
        (name, reference, amount) => {
          for (const made of byEmv(name, reference, amount)) {
            if (!made.ok) throw new Error(made.failure.code)
            expect(made.value).toMatch(/^[\x20-\x7e]{1,512}$/)
            const fields = readEmv(made.value)
            if (!fields.ok) throw new Error(`${made.value}: ${fields.failure.code}`)
            const digits = fields.value.get('53') === '704' ? String(amount / 100) : (amount / 100).toFixed(2)
            expect(fields.value.get('54')).toBe(digits)
            expect((readFields(fields.value.get('62') ?? '') ?? new Map()).size).toBeLessThanOrEqual(1)
            expect(accountsOf(fields.value).length).toBeGreaterThan(0)
          }
        }
      )
    )
  })

  test('asks for more than nothing, and for no more than its field holds', () => {
    for (const made of byEmv('x', 'r', 0)) expect(code(made)).toBe('money/zero')
    for (const made of byEmv('x', 'r', -5)) expect(code(made)).toBe('money/zero')
    const most = byEmv('x', 'r', MAX_ENTRY_MINOR).map(code)
    // Whole dong have no point and fit.
    expect(most).toEqual([...Array(4).fill('payment-qr/amount-too-large'), 'ok'])
  })
})

describe('Bharat QR', () => {
  const ask = { shopName: 'शर्मा किराना', amountMinor: minor(5_000), reference: 'B1-0231' }

  test('carries the numbers of the cards that the shop has, and no address when it has none', () => {
    const made = bharatQr({
      ...ask,
      upiAddress: '',
      details: { ...BHARAT, name: '', visa: '4403847800202706', rupay: '6100020012345678' }
    })
    const fields = readEmv(made.ok ? made.value : '')
    if (!fields.ok) throw new Error(fields.failure.code)
    expect(Object.fromEntries(fields.value)).toMatchObject({
      '02': '4403847800202706',
      '06': '6100020012345678',
      '59': 'Sharma Kirana'
    })
    expect([...fields.value.keys()]).not.toEqual(expect.arrayContaining(['04', '26', '27']))
  })

  test('says what is missing or has no room', () => {
    const shop = { ...ask, upiAddress: 'shop@bank' }
    expect(bharatQr({ ...shop, upiAddress: '', details: BHARAT })).toMatchObject({
      failure: { field: 'paymentQr.upiAddress' }
    })
    expect(bharatQr({ ...shop, details: { ...BHARAT, city: '店' } })).toMatchObject({
      failure: { field: 'paymentQr.city' }
    })
    expect(code(bharatQr({ ...shop, upiAddress: 'no address', details: BHARAT }))).toBe('payment-qr/address-invalid')
    expect(code(bharatQr({ ...shop, upiAddress: `${'a'.repeat(90)}@bank`, details: BHARAT }))).toBe(
      'payment-qr/too-long'
    )
  })
})

describe('Pix', () => {
  test.each([
    ['+5561912345678', '+5561912345678'],
    ['Fulano@Example.COM', 'fulano@example.com'],
    ['111.444.777-35', '11144477735'],
    ['11.222.333/0001-81', '11222333000181'],
    ['12.ABC.345/01DE-35', '12ABC34501DE35'],
    ['123E4567-E12B-12D1-A456-426655440000', '123e4567-e12b-12d1-a456-426655440000'],
    ['111.444.777-36', null],
    ['00000000000', null],
    ['11222333000182', null],
    ['5561912345678x', null],
    [`${'a'.repeat(70)}@example.com`, null],
    ['', null]
  ])('the key %s is read as %s', (typed, key) => {
    expect(pixKey(typed)).toBe(key)
  })
})

describe('PromptPay', () => {
  test.each([
    ['080-123-4567', '01130066801234567'],
    ['+66801234567', '01130066801234567'],
    ['1234567890121', '02131234567890121'],
    ['004999000288505', '0315004999000288505']
  ])('%s goes into its own field', (id, inside) => {
    const made = promptPay({ scheme: 'promptpay', id }, minor(422))
    expect(made.ok ? made.value : '').toContain(`0016A000000677010111${inside}`)
  })

  test.each(['', '12345', '1234567890123', '0012345678', 'abc'])('%s is refused', (id) => {
    expect(code(promptPay({ scheme: 'promptpay', id }, null))).toBe('payment-qr/details-invalid')
  })
})

describe('PayNow', () => {
  test.each([
    ['+65 9123 4567', '0101002 11+6591234567'],
    ['91234567', '0101002 11+6591234567'],
    ['T08LL1234A', '010120210T08LL1234A'],
    ['53012345D', '0101202 0953012345D']
  ])('%s is a mobile number or a UEN, and the amount is fixed', (id, inside) => {
    const made = payNow({ details: { ...ACME, id }, amountMinor: minor(1), reference: '', expiresOn: '' })
    expect(made.ok ? made.value : '').toContain(`SG.PAYNOW${inside.replace(' ', '')}03010`)
  })

  test('without an amount the payer types it; other ids and days are refused', () => {
    const ask = { details: ACME, amountMinor: null, reference: '', expiresOn: '' }
    expect(payNow(ask)).toMatchObject({ value: expect.stringContaining('201403121W03011') })
    for (const id of ['', '12345', '61234567', 'T08LL12345']) {
      expect(code(payNow({ ...ask, details: { ...ACME, id } })), id).toBe('payment-qr/details-invalid')
    }
    expect(code(payNow({ ...ask, expiresOn: '31-12-2030' }))).toBe('payment-qr/details-invalid')
  })
})

describe('SEPA transfer', () => {
  test.each([
    ['DE89 3704 0044 0532 0130 00', true],
    ['gb29nwbk60161331926819', true],
    ['DE89 3704 0044 0532 0130 01', false],
    ['DE893704004405320130', false],
    ['DE89370400440532I13000', false],
    ['IN00123456789', false],
    ['', false]
  ])('the account %s', (iban, isValid) => {
    expect(parseIban(iban) !== null).toBe(isValid)
  })

  test('any change of one sign of an account is found', () => {
    const iban = 'DE89370400440532013000'
    fc.assert(
      fc.property(fc.nat(iban.length - 1), fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'), (at, sign) => {
        fc.pre(sign !== iban.charAt(at))
        expect(parseIban(iban.slice(0, at) + sign + iban.slice(at + 1))).toBeNull()
      })
    )
  })

  test('any name and text either read back within 331 bytes, or are too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 1, max: 99_999_999_999 }),
        (name, text, amount) => {
          const made = epcTransfer({ ...EPC, name: `A ${name}` }, minor(amount), text)
          if (!made.ok) {
            expect(made.failure.code).toBe('payment-qr/too-long')
            return
          }
          expect(utf8Bytes(made.value).length).toBeLessThanOrEqual(331)
          expect(made.value.split('\n').length).toBeLessThanOrEqual(11)
          expect(made.value.split('\n')[7]).toBe(`EUR${(amount / 100).toFixed(2)}`)
          expect(readEpc(made.value)).toMatchObject({ ok: true, value: { iban: 'BE72000000001616' } })
        }
      )
    )
  })

  test('amounts stop at 999999999.99; a version without a BIC is the second', () => {
    expect(code(epcTransfer(EPC, minor(99_999_999_999), ''))).toBe('ok')
    expect(code(epcTransfer(EPC, minor(100_000_000_000), ''))).toBe('payment-qr/amount-too-large')
    expect(code(epcTransfer(EPC, minor(0), ''))).toBe('money/zero')
    expect(code(epcTransfer({ ...EPC, bic: 'X' }, null, ''))).toBe('payment-qr/details-invalid')
    expect(readEpc('BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616').ok).toBe(true)
    for (const wrong of [
      'BCD\n001\n1\nSCT\n\nRed Cross\nBE72000000001616',
      'BCD\n002\n9\nSCT\n\nRed Cross\nBE72000000001616',
      'BCD\n002\n1\nSCT\n\n\nBE72000000001616',
      'BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001617',
      'BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616\nEUR0.00',
      'BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616\nEUR1,50',
      'BCD\n002\n1\nSCT\n\nRed Cross\nBE72000000001616\nEUR1\n\nRF18539007547034\nboth'
    ]) {
      expect(code(readEpc(wrong)), wrong).toBe('payment-qr/damaged')
    }
  })
})
