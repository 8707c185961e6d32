import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shopIn } from './joining.ts'

const op = (kind: string, body: object) => JSON.stringify({ b: 0, d: body, k: kind, n: 1, t: '0', u: '', v: 1 })
const open = op('shop.open', { counter: 'KM', currency: 'INR', id: 'shop-1', sample: false })

test('the first facts say whose book it is, in which money, and what it is called', () => {
  const settings = op('settings.change', { shopName: 'Sharma Traders', language: 'hi' })
  expect(shopIn([open, settings])).toEqual({
    shopId: 'shop-1',
    currency: 'INR',
    isSample: false,
    shopName: 'Sharma Traders'
  })
})

test('what is not the beginning of a shop is none', () => {
  expect(shopIn([])).toBeNull()
  expect(shopIn([op('entry.post', {})])).toBeNull()
  expect(shopIn(['{"k":'])).toBeNull()
  expect(shopIn([op('shop.open', { currency: 'ABC', id: 'a', sample: false })])).toBeNull()
  fc.assert(
    fc.property(fc.array(fc.json()), (texts) => {
      expect(shopIn(texts)).toBeNull()
    })
  )
})
