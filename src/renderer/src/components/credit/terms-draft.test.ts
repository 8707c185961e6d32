import { expect, test } from 'vitest'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { minor } from '#shared/money/money.ts'
import { draftOfTerms, termsOfDraft } from './terms-draft.ts'

test('terms come out of the boxes as they went in', () => {
  const terms = {
    ...NO_TERMS,
    limitMinor: minor(50_000_00),
    creditDays: 0,
    tags: ['VIP', 'cash'],
    interest: { ratePerYearBp: 18_50, graceDays: 7 }
  }
  expect(termsOfDraft(draftOfTerms(terms))).toEqual({ ok: true, value: terms })
  expect(termsOfDraft(draftOfTerms({ ...NO_TERMS, tags: [] }))).toEqual({ ok: true, value: { ...NO_TERMS, tags: [] } })
})

test('what cannot be read names its box', () => {
  const field = (change: object) => {
    const read = termsOfDraft({ ...draftOfTerms(NO_TERMS), ...change })
    return read.ok ? read.value : read.failure.field
  }
  expect([field({ limit: 'x' }), field({ days: '-1' }), field({ rate: '1.234' }), field({ grace: '400' })]).toEqual([
    ...['limit', 'days', 'rate', 'grace']
  ])
  expect(field({ limit: '1.5L', days: '४५', rate: '1,5 %' })).toMatchObject({
    ...{ limitMinor: 1_50_000_00, creditDays: 45, interest: { ratePerYearBp: 150, graceDays: 0 } }
  })
})
