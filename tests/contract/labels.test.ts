import { afterEach, beforeEach, expect, it } from 'vitest'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
let itemId: string

beforeEach(async () => {
  shop = await openTestShop()
  const prices = [{ level: '', unit: 'PCS' as const, rate: 110_000 }]
  const { item } = await shop.call('item.add', { id: newId(), name: 'Biscuits', barcodes: ['8901234567890'], prices })
  itemId = item.id
})
afterEach(() => shop.close())

const ask = (change: object = {}) => ({
  id: newId(),
  labels: [{ itemId, copies: 3 }],
  price: { isShown: true, amountMinor: null },
  ...change
})

it('labels wait in the queue like every paper, once for each time that they are asked for', async () => {
  const asked = ask()
  expect(await shop.call('label.print', asked)).toEqual({ jobId: asked.id })
  expect(await shop.call('label.print', asked)).toEqual({ jobId: asked.id })
  const queue = await shop.call('print.queue', { limit: 5 })
  expect(queue).toMatchObject([{ kind: 'label', title: 'Labels', partyName: 'Biscuits', copyNo: 1 }])
  const { heightDots } = await shop.call('print.paper', { jobId: asked.id })
  const one = ask({ labels: [{ itemId, copies: 1 }] })
  await shop.call('label.print', one)
  expect(heightDots).toBeGreaterThan(2 * (await shop.call('print.paper', { jobId: one.id })).heightDots)
})

it('an item or a printer that nobody knows prints nothing, nor do labels without end', async () => {
  const unknown = ask({ labels: [{ itemId: newId(), copies: 1 }] })
  expect(await shop.failure('label.print', unknown)).toMatchObject({ code: 'item/not-found' })
  expect(await shop.failure('label.print', ask({ printerId: 'attic' }))).toMatchObject({
    code: 'print/printer-unknown'
  })
  const many = ask({ labels: Array.from({ length: 5 }, () => ({ itemId, copies: 500 })) })
  await expect(shop.call('label.print', many)).rejects.toThrow('too many labels')
  expect(await shop.call('print.queue', { limit: 5 })).toEqual([])
})
