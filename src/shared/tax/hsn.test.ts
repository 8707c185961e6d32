import { expect, test } from 'vitest'
import { checkHsn, hsnDigitsAsked } from './hsn.ts'

test.each(['', '19', '1905', '190531', '19053100', '1905 31 00', '1905.31'])('HSN %s is taken', (typed) => {
  expect(checkHsn(typed)).toEqual({ ok: true, value: typed.replace(/[ .]/g, '') })
})

test.each(['1', '190', '19053', '1905310', '190531000', 'biscuit', '19O5'])('HSN %s is refused', (typed) => {
  const checked = checkHsn(typed)
  expect(checked.ok ? '' : checked.failure.code).toBe('tax/hsn-digits')
})

test('an HSN in the digits of another script is kept in Latin ones', () => {
  expect(checkHsn('१९०५')).toEqual({ ok: true, value: '1905' })
})

test('a large turnover asks for more digits', () => {
  expect([hsnDigitsAsked(false), hsnDigitsAsked(true)]).toEqual([4, 6])
})
