import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { phoneticKey } from './phonetic-key.ts'

describe('spellings of one name sound the same', () => {
  test.each([
    ['ramesh', 'rameshh', 'rameesh', 'ramish', 'rammesh', 'raamesh', 'rames'],
    ['lakshmi', 'laxmi', 'lakshmee', 'laksmi'],
    ['vikas', 'wikas', 'vikaas', 'vikash'],
    ['deepak', 'dipak', 'deepack'],
    ['pooja', 'puja', 'poojaa'],
    ['phool', 'ful', 'fool', 'phul'],
    ['zaveri', 'javeri', 'jhaveri', 'zawery'],
    ['mohammad', 'mohd', 'md', 'muhammad', 'mohammed', 'mhmd'],
    ['krishna', 'krishn', 'krisna'],
    ['agarwal', 'agrawal', 'aggarwal'],
    ['chaudhary', 'choudhury', 'chowdhury', 'chaudhari', 'chaudhri'],
    ['sheikh', 'shaikh', 'shekh'],
    ['rehman', 'rahman'],
    ['gyaneshwar', 'dnyaneshwar', 'jnaneshwar'],
    ['shri', 'sri', 'shree', 'sree'],
    ['reddy', 'reddi'],
    ['sanjay', 'sanjai'],
    ['verma', 'varma'],
    ['traders', 'tredars'],
    ['brothers', 'bros', 'bradars']
  ])('%s', (first, ...others) => {
    for (const other of others) expect([other, phoneticKey(other)]).toEqual([other, phoneticKey(first)])
  })
})

test.each([
  ['ramesh', 'rakesh'],
  ['mohan', 'sohan'],
  ['sita', 'suta'],
  ['gita', 'kita'],
  ['chand', 'kand']
])('%s and %s stay apart', (one, other) => {
  expect(phoneticKey(one)).not.toBe(phoneticKey(other))
})

test('the sound of a beginning is the beginning of the sound', () => {
  for (const name of ['rajkumar', 'lakshmi', 'bharat', 'shankar', 'phoolchand', 'gyaneshwar']) {
    for (let letters = 1; letters <= name.length; letters++) {
      const beginning = name.slice(0, letters)
      const isHalfLetter = /[cg]$/.test(beginning)
      if (!isHalfLetter)
        expect([beginning, phoneticKey(name).startsWith(phoneticKey(beginning))]).toEqual([beginning, true])
    }
  }
})

test('no word is without a sound', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (word) => {
      expect(phoneticKey(word)).not.toBe('')
    })
  )
})
