import { expect, test } from 'vitest'
import { newBharat, readBharat } from './bharat-draft.ts'

test('a shop that chooses Bharat QR begins with its town', () => {
  expect(newBharat('Sadar Bazaar, Delhi 110006').city).toBe('Delhi')
  expect(newBharat('सदर बाज़ार, दिल्ली ११०००६').city).toBe('Dilli')
  expect(newBharat('').city).toBe('')
})

test.each([
  ['city', ' इंदौर ', 'Indaur'],
  ['city', '店', null],
  ['postalCode', '452 001', '452001'],
  ['postalCode', '४५२००१', '452001'],
  ['postalCode', '', ''],
  ['postalCode', '4520', null],
  ['visa', '4403 8478 0020 2706', '4403847800202706'],
  ['rupay', 'x'.repeat(26), null],
  ['mastercard', '', ''],
  ['merchantCode', '5411', '5411'],
  ['merchantCode', '54', null]
] as const)('%s typed as %s is %s', (field, typed, value) => {
  expect(readBharat(field, typed)).toBe(value)
})
