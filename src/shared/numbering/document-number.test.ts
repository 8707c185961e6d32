import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import {
  counterCode,
  documentNumber,
  numberText,
  paymentReference,
  readDocumentNumber,
  seriesFor
} from './document-number.ts'

test('a number is legal by rule 46, up to the last of a series', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 999_999 }),
      fc.integer({ min: 1900, max: 2199 }),
      (random, count, year) => {
        const number = documentNumber({ prefix: `${counterCode(random)}B`, financialYear: year }, count)
        expect(number.ok && number.value).toMatch(/^[A-HJ-NP-Z]{2}B\/\d\d-\d\d\/\d{5,6}$/)
        expect(number.ok && number.value.length).toBeLessThanOrEqual(16)
        expect(number.ok && paymentReference(number.value)).not.toContain('/')
      }
    )
  )
})

test('after the last number the series is full', () => {
  expect(documentNumber({ prefix: 'KMB', financialYear: 2026 }, 1_000_000)).toMatchObject({
    failure: { code: 'numbering/series-full' }
  })
})

test('every counter code comes up once', () => {
  expect(new Set(Array.from({ length: 24 ** 2 }, (_, at) => counterCode(at))).size).toBe(24 ** 2)
})

test('a bill takes the series of the year of its day; an expense takes none', () => {
  expect(seriesFor('sale', 'KM', 20260331 as BookDate)).toEqual({ prefix: 'KMB', financialYear: 2025 })
  expect(seriesFor('got', 'KM', 20260401 as BookDate)).toEqual({ prefix: 'KMR', financialYear: 2026 })
  expect(seriesFor('expense', 'KM', 20260401 as BookDate)).toBeNull()
})

test('a whole number is read back into its series and count', () => {
  fc.assert(
    fc.property(
      fc.nat(99_999),
      fc.integer({ min: 2000, max: 2098 }),
      fc.integer({ min: 1, max: 999_999 }),
      (random, financialYear, count) => {
        const number = { series: { prefix: `${counterCode(random)}B`, financialYear }, count }
        expect(readDocumentNumber(numberText(number))).toEqual(number)
        expect(readDocumentNumber(` ${numberText(number).toLowerCase()} `)).toEqual(number)
      }
    )
  )
})

test('a part of a number is none, nor one whose year does not follow', () => {
  for (const text of [
    '',
    '00012',
    'KMB',
    'KMB/26-27',
    'KMB/26-28/00012',
    'KMB/26-27/',
    'KM/26-27/1',
    'KMB/26-27/1234567'
  ]) {
    expect(readDocumentNumber(text)).toBe(null)
  }
})
