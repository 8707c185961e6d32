import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsQR from 'jsqr'
import { afterEach, expect, test, vi } from 'vitest'
import { readSticker } from '#shared/payment-qr/read-sticker.ts'
import { ask, firstRun, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const BHARAT = {
  scheme: 'bharat' as const,
  visa: '4403847800202706',
  mastercard: '',
  rupay: '',
  merchantCode: '5411',
  name: '',
  city: 'Delhi',
  postalCode: '110005'
}

/** What a phone reads from the paper of a sale on credit. */
async function codeOnPaper(buyer = 'रमेश किराना'): Promise<string | null> {
  const party = (await shop.call('party.add', ask.party(buyer))).party
  await shop.call('entry.record', ask.sale(party.id, 1_250_50))
  const [job] = await shop.call('print.queue', { limit: 1 })
  const { png, widthDots, heightDots } = await shop.call('print.paper', { jobId: job?.id ?? '' })
  const canvas = createCanvas(widthDots, heightDots)
  const context = canvas.getContext('2d')
  context.drawImage(await loadImage(Buffer.from(png)), 0, 0)
  return jsQR(context.getImageData(0, 0, widthDots, heightDots).data, widthDots, heightDots)?.data ?? null
}

test('a shop with a Bharat QR prints one for exactly what is due, and a phone reads it from the paper', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  await shop.call('settings.change', { upiAddress: 'sharma@examplebank', paymentQr: BHARAT })
  const text = await codeOnPaper()
  expect(text).toContain('54071250.50')
  expect(readSticker(text ?? '')).toMatchObject({
    value: { upiAddress: 'sharma@examplebank', paymentQr: { visa: '4403847800202706', city: 'Delhi' } }
  })
})

test('the category of the acquirer goes with its own address only', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const merchant = { address: 'sharma@examplebank', code: '5411' }
  await shop.call('settings.change', { upiAddress: merchant.address, paymentQr: { scheme: 'upi', merchant } })
  expect(await codeOnPaper()).toContain('&mc=5411&')
  await shop.call('settings.change', { upiAddress: 'other@examplebank' })
  const text = await codeOnPaper('Suresh')
  expect(text).toContain('pa=other@examplebank')
  expect(text).not.toContain('mc=')
})

test('a scheme of another currency is refused, at the first run and later, and nothing is changed', async () => {
  shop = openTestApp()
  const paymentQr = { scheme: 'pix' as const, key: 'loja@example.com', name: 'Loja', city: 'Recife' }
  const refusal = { code: 'payment-qr/other-currency', params: { currency: 'INR' } }
  expect(await shop.failure('shop.create', firstRun({ paymentQr }))).toMatchObject(refusal)
  await shop.call('shop.create', firstRun())
  expect(await shop.failure('settings.change', { paymentQr, shopName: 'Other' })).toMatchObject(refusal)
  expect(await shop.call('settings.read', {})).toMatchObject({
    paymentQr: { scheme: 'upi', merchant: null },
    shopName: 'Sharma Traders'
  })
})

test('details that make no code are refused by their field', async () => {
  shop = await openTestShop()
  expect(await shop.failure('settings.change', { paymentQr: { ...BHARAT, city: '' } })).toMatchObject({
    code: 'payment-qr/details-invalid',
    field: 'paymentQr.city'
  })
})

test.each([
  ['too long for this paper', 256, { upiAddress: `${'a'.repeat(240)}@bank` }],
  ['too long for any paper', 576, { upiAddress: `${'a'.repeat(90)}@bank`, paymentQr: BHARAT }]
])('a code %s: the sale is safe, the paper and the queue say why', async (_what, widthDots, payment) => {
  shop = await openTestShop({ drivesPrinters: true })
  const printer = { id: 'narrow', name: 'Narrow', widthDots, hasCutter: true, hasDrawer: false }
  await shop.call('settings.change', payment)
  shop.setPrinters([{ ...printer, transport: { type: 'virtual' } }], 'narrow')
  expect(await codeOnPaper()).toBeNull()
  await vi.waitFor(async () => {
    const [job] = await shop.call('print.queue', { limit: 1 })
    expect(job).toMatchObject({ state: 'printed', failure: { code: 'payment-qr/too-long' } })
  }, 20_000)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})
