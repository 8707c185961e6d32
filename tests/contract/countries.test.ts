import { isValidIBAN } from 'ibantools'
import { parsePix } from 'pix-utils'
import { parse } from 'promptparse'
import { QRPay } from 'vietnam-qr-pay'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { COUNTRIES, type Country } from '#shared/money/country.ts'
import type { PaymentQr } from '#shared/payment-qr/payment-scheme.ts'
import { readEscpos } from '#tests/golden/receipts/read-escpos.ts'
import { readWithJsqr } from '#tests/golden/receipts/read-qr.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { type NetworkedPrinter, onNetwork, VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'

let shop: TestApp
let printer: VirtualEscposPrinter
let net: NetworkedPrinter

beforeEach(async () => {
  printer = new VirtualEscposPrinter()
  net = await onNetwork(printer)
  shop = openTestApp({ drivesPrinters: true })
})
afterEach(async () => {
  await shop.close()
  await net.close()
})

const PIX = { scheme: 'pix', key: 'loja@example.com', name: 'Loja da Ana', city: 'Recife' } as const

async function found(country: Country, paymentQr?: PaymentQr): Promise<void> {
  const india = country === 'IN' ? {} : { upiAddress: '', shopState: '' }
  const ledger = await shop.call('shop.create', firstRun({ country, openingCashMinor: 2_000_00, ...india }))
  expect(ledger.currency).toBe(COUNTRIES[country].currency)
  if (paymentQr !== undefined) await shop.call('settings.change', { paymentQr })
  const transport = { type: 'network' as const, host: '127.0.0.1', port: net.port }
  const counter = {
    id: 'counter',
    name: 'Counter',
    widthDots: 384,
    hasCutter: true,
    hasDrawer: false,
    profile: 'epson-tm-t82'
  }
  shop.setPrinters([{ ...counter, transport }], 'counter')
}

/** The code on the paper, read from the bytes that the printer was sent. */
async function codeOf(amountMinor: number): Promise<string> {
  const buyer = (await shop.call('party.add', ask.party('Ana'))).party
  await shop.call('entry.record', ask.sale(buyer.id, amountMinor))
  await vi.waitFor(
    async () => expect((await shop.call('print.queue', { limit: 5 })).map((job) => job.state)).toEqual(['printed']),
    { timeout: 20_000, interval: 20 }
  )
  const { bitmap } = await readEscpos(Uint8Array.from(printer.paper.bytes))
  return readWithJsqr(bitmap) ?? 'no code'
}

/** Each country with its scheme, and the amount that a parser by other hands finds in the code of its receipt. */
const SHOPS: readonly (readonly [Country, PaymentQr | undefined, number, (code: string) => unknown, unknown])[] = [
  ['IN', undefined, 1_250_50, (code) => new URL(code).searchParams.get('am'), '1250.50'],
  ['BR', PIX, 1_250_50, (code) => readPix(code), 1250.5],
  ['TH', { scheme: 'promptpay', id: '0801234567' }, 1_250_50, (code) => emvAmount(code), '1250.50'],
  ['SG', { scheme: 'paynow', id: '201403121W', name: 'Ana' }, 1_250_50, (code) => emvAmount(code), '1250.50'],
  [
    'VN',
    { scheme: 'vietqr', bin: '970416', account: '257678859', name: '' },
    1_250_000_00,
    (code) => new QRPay(code).amount,
    '1250000'
  ],
  [
    'EU',
    { scheme: 'epc', name: 'Ana', iban: 'BE72000000001616', bic: '' },
    1_250_50,
    (code) => {
      const [, , , , , , iban = '', amount] = code.split('\n')
      return isValidIBAN(iban) ? amount : 'no IBAN'
    },
    'EUR1250.50'
  ]
]
const emvAmount = (code: string) => parse(code, true)?.getTagValue('54')
const readPix = (code: string) => {
  const read = parsePix(code)
  return 'transactionAmount' in read ? read.transactionAmount : 'no Pix'
}

describe.each(SHOPS)('a shop in %s', (country, paymentQr, amountMinor, read, expected) => {
  test('keeps its books in its own money, and its receipt asks for it by its own scheme', async () => {
    await found(country, paymentQr)
    expect(await shop.call('settings.read', {})).toMatchObject({ paymentQr: { scheme: COUNTRIES[country].scheme } })
    expect(read(await codeOf(amountMinor))).toBe(expected)
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })
})

test('a scheme of another currency is refused abroad as it is at home', async () => {
  const refusal = { code: 'payment-qr/other-currency', params: { currency: 'BRL' } }
  const run = { country: 'BR', upiAddress: '', shopState: '' } as const
  const promptpay = { scheme: 'promptpay', id: '0801234567' } as const
  expect(await shop.failure('shop.create', firstRun({ ...run, paymentQr: promptpay }))).toMatchObject(refusal)
  expect(await shop.failure('shop.create', firstRun({ ...run, upiAddress: 'ana@examplebank' }))).toMatchObject(refusal)
  await found('BR', PIX)
  expect(await shop.failure('settings.change', { paymentQr: promptpay })).toMatchObject(refusal)
  expect(await shop.failure('settings.change', { paymentQr: { scheme: 'upi', merchant: null } })).toMatchObject(refusal)
  expect(await shop.failure('settings.change', { paymentQr: { ...PIX, key: '123' } })).toMatchObject({
    code: 'payment-qr/details-invalid'
  })
  expect((await shop.call('settings.read', {})).paymentQr).toEqual(PIX)
})

test('a day in Recife: sold by Pix and for cash, counted in reais, closed, and the file is clean', async () => {
  await found('BR', PIX)
  const none = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  await shop.call('entry.record', ask.sale(null, 480_50, { upiMinor: 480_50 }))
  // The law of India on cash is no law here.
  const cash = await shop.call('entry.record', ask.sale(null, 3_00_000_00, { ...none, cashMinor: 3_00_000_00 }))
  expect(cash.warnings).toEqual([])
  const rupees = { id: newId(), count: ask.count({ notes: [{ value: 500, pieces: 1 }] }) }
  expect(await shop.failure('closing.count', rupees)).toMatchObject({ code: 'input/invalid', field: 'count' })
  const reais = { id: newId(), count: ask.count({ notes: [{ value: 200, pieces: 1_510 }] }) }
  const counted = await shop.call('closing.count', reais)
  expect(counted.result).toMatchObject({ countedMinor: 3_02_000_00, overShortMinor: 0 })
  const close = { id: newId(), countId: reais.id, reason: '', toOwnerMinor: 0, toBankMinor: 3_00_000_00 }
  const { closing } = await shop.call('closing.close', close)
  expect(closing).toMatchObject({ zNo: 1, nextFloatMinor: 2_000_00 })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
})

test('a part of a dong is nowhere taken', async () => {
  const run = { country: 'VN', upiAddress: '', shopState: '' } as const
  const refusal = { code: 'money/too-many-decimals' }
  expect(await shop.failure('shop.create', firstRun({ ...run, openingCashMinor: 50 }))).toMatchObject(refusal)
  await found('VN')
  expect(await shop.failure('entry.record', ask.sale(null, 100_50, { cashMinor: 100_50 }))).toMatchObject(refusal)
  const count = { id: newId(), count: ask.count({ loose: 50 }) }
  expect(await shop.failure('closing.count', count)).toMatchObject({ code: 'input/invalid' })
})
