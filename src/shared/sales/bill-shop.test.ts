import { expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { sampleScheme } from '#tests/support/bill-request.ts'
import { billShopOf } from './bill-shop.ts'
import { rateDayOf } from './rate-day.ts'

test('a shop without a chosen state is in that of its GSTIN', () => {
  const settings = { shopState: '', shopGstin: '27AAPFU0939F1ZV', taxRegistration: '' as const }
  expect(billShopOf(settings, sampleScheme, 'INR')).toEqual({ state: '27', registration: 'regular', currency: 'INR' })
  expect(billShopOf({ ...settings, shopState: 'DL' }, sampleScheme, 'INR').state).toBe('07')
  expect(billShopOf({ ...settings, shopGstin: '' }, sampleScheme, 'INR')).toMatchObject({
    state: '',
    registration: 'unregistered'
  })
})

test('the rates are those of the day on which the goods changed hands', () => {
  const [bookOn, theirDate, occurredOn] = [bookDate(2025, 9, 30), bookDate(2025, 9, 20), bookDate(2025, 9, 10)]
  expect(rateDayOf({ occurredOn, theirDate, bookOn })).toBe(occurredOn)
  expect(rateDayOf({ occurredOn: null, theirDate, bookOn })).toBe(theirDate)
  expect(rateDayOf({ occurredOn: null, theirDate: null, bookOn })).toBe(bookOn)
})
