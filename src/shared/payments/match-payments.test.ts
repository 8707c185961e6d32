import { describe, expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import type { OpenPayment } from './match-evidence.ts'
import { matchPayments } from './match-payments.ts'
import { isSlipOf, ownReferences, standsIn, twelveDigits } from './payment-references.ts'
import type { StatementLine } from './statement-line.ts'

const payment = (given: Partial<OpenPayment> = {}): OpenPayment => ({
  ...{ entryId: 'p1', on: bookDate(2026, 4, 1), time: '10:00', amountMinor: minor(500_00) },
  ...{ ownReferences: ['B1-26-27-00012'], typedReferences: [], partyName: '', partyPhone: '' },
  ...given
})
const line = (given: Partial<StatementLine> = {}): StatementLine => ({
  ...{ fingerprint: 'l1', on: bookDate(2026, 4, 1), time: '', amountMinor: minor(500_00) },
  ...{ reference: '609112345678', text: 'UPI' },
  ...given
})
const reasonsOf = (one: OpenPayment, other: StatementLine) =>
  matchPayments([one], [other]).unsure[0]?.candidates[0]?.reasons

describe('references', () => {
  test('ours is derived from the number and from the id', () => {
    const id = '0192f8c0-0000-7000-8000-000000000001'
    expect(ownReferences({ id, number: 'B1/26-27/00012' })).toEqual([
      'B1-26-27-00012',
      'E0192f8c0000070008000000000000001'
    ])
  })

  test.each([
    ['UPI/609112345678/B1-26-27-00012/Ramesh', true],
    ['bill b1/26-27/00012', true],
    ['B1262700012', true],
    ['B1-26-27-000123', false],
    ['AB1-26-27-00012', false],
    ['B1-26-27-00012-S', false],
    ['B1262700012S', false]
  ])('in %s: %s', (text, isThere) => expect(standsIn('B1-26-27-00012', text)).toBe(isThere))

  test('twelve digits, no more and no less', () => {
    expect(twelveDigits('UTR 609112345678, phone 9414012345, card 4111111111111111')).toEqual(['609112345678'])
  })

  test('what is an address of a payer, or nothing but zeros, is no reference', () => {
    const text = 'UPI/919876543210@waicici/919876543210-2@ybl/000000000000/512345678901'
    expect(twelveDigits(text)).toEqual(['512345678901'])
  })

  test('a slip is one digit or two that changed places', () => {
    expect(isSlipOf('609112345678', '609112345687')).toBe(true)
    expect(isSlipOf('609112345678', '609112345679')).toBe(true)
    expect(isSlipOf('609112345678', '609112345678')).toBe(false)
    expect(isSlipOf('609112345678', '609112354687')).toBe(false)
  })
})

describe('matching', () => {
  test('by the digits that the cashier typed, with the exact amount', () => {
    const { matched } = matchPayments([payment({ typedReferences: ['609112345678'] })], [line()])
    expect(matched).toMatchObject([{ reasons: ['reference', 'amount', 'same-day'] }])
  })

  test('a telephone with 91 in a note or a narration is a hint, and never a proof', () => {
    const named = payment({ typedReferences: ['919876543210'] })
    const other = payment({ entryId: 'p2', on: bookDate(2026, 4, 2) })
    const came = { on: bookDate(2026, 4, 2), reference: '512345678901' }
    const address = line({ ...came, text: 'UPI/RAMESH/919876543210@waicici/512345678901' })
    expect(matchPayments([named, other], [address]).matched).toEqual([])
    const alone = line({ ...came, text: 'UPI/RAMESH/919876543210/512345678901' })
    expect(matchPayments([named], [alone]).matched).toEqual([])
    expect(reasonsOf(named, alone)).toEqual(['number-alike', 'amount', 'days-apart'])
    const column = line({ reference: '919876543210', text: 'UPI' })
    expect(matchPayments([named], [column]).matched).toEqual([])
  })

  test('by our own reference in the note of the payer', () => {
    const { matched } = matchPayments([payment()], [line({ text: 'UPI/RAMESH/B1/26-27/00012' })])
    expect(matched).toMatchObject([{ reasons: ['our-reference', 'amount', 'same-day'] }])
  })

  test('amount and time alone are asked, and likely when nothing else comes into question', () => {
    const { matched, unsure } = matchPayments([payment()], [line({ time: '10:04' })])
    expect(matched).toEqual([])
    expect(unsure).toMatchObject([{ candidates: [{ reasons: ['amount', 'time-near'], isLikely: true }] }])
    const two = matchPayments([payment(), payment({ entryId: 'p2' })], [line({ time: '10:04' })])
    expect(two.unsure.map(({ candidates }) => candidates[0]?.isLikely)).toEqual([false, false])
    expect(two.unsure[0]?.candidates[0]?.reasons).toContain('more-payments')
  })

  test('a name in another script is told by nothing, the same name speaks for it, another against', () => {
    const named = payment({ partyName: 'Ramesh Kumar Traders' })
    expect(reasonsOf(named, line({ text: 'UPI/RAMESH GUPTA/oksbi' }))).toContain('name')
    expect(reasonsOf(named, line({ text: 'UPI/SURESH/oksbi' }))).toContain('name-differs')
    expect(reasonsOf(payment({ partyPhone: '+91 94140 12345' }), line({ text: 'UPI/9414012345@ybl' }))).toContain(
      'phone'
    )
  })

  test.each<[string, Partial<OpenPayment>, Partial<StatementLine>, string]>([
    ['a slip in the digits', { typedReferences: ['609112345687'] }, {}, 'reference-close'],
    ['other digits', { typedReferences: ['709112345671'] }, {}, 'reference-differs'],
    ['another amount', { typedReferences: ['609112345678'] }, { amountMinor: minor(50_00) }, 'amount-differs'],
    ['a day too far off', { typedReferences: ['609112345678'] }, { on: bookDate(2026, 4, 9) }, 'days-apart']
  ])('%s is asked', (_, paid, came, reason) => {
    expect(matchPayments([payment(paid)], [line(came)]).matched).toEqual([])
    expect(reasonsOf(payment(paid), line(came))).toContain(reason)
  })

  test('paid twice by the same code: both are asked', () => {
    const twice = [line({ text: 'B1-26-27-00012' }), line({ fingerprint: 'l2', text: 'B1-26-27-00012' })]
    expect(matchPayments([payment()], twice)).toMatchObject({ matched: [], unsure: [{ candidates: [{}, {}] }] })
  })

  test('what a person said no to is not asked again', () => {
    const { unsure, missingPayments, missingLines } = matchPayments([payment()], [line()], () => true)
    expect([unsure.length, missingPayments.length, missingLines.length]).toEqual([0, 1, 1])
  })

  test('a thousand payments and lines of one amount are no reason to wait', () => {
    const payments = Array.from({ length: 1000 }, (_, at) =>
      payment({ entryId: `p${at}`, ownReferences: [`B1-26-27-${String(at).padStart(5, '0')}`] })
    )
    const lines = Array.from({ length: 1000 }, (_, at) =>
      line({ fingerprint: `l${at}`, text: at === 777 ? 'B1-26-27-00777' : 'UPI' })
    )
    expect(matchPayments(payments, lines).matched.map((one) => one.payment.entryId)).toEqual(['p777'])
  })
})
