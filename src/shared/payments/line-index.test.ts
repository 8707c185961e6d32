import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, bookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { lineIndex } from './line-index.ts'
import {
  type ComparedLine,
  type ComparedPayment,
  comparedLine,
  comparedPayment,
  minutesApart
} from './match-evidence.ts'
import { isSlipOf, slipsOf, standsIn } from './payment-references.ts'

const first = bookDate(2026, 4, 1)
const time = fc.constantFrom('', '09:00', '09:00', '09:10', '10:30', '23:59')
const digits = fc.constantFrom('609112345678', '609112345687', '609112345679', '700000000000', '919876543210')
const when = fc.integer({ min: 0, max: 12 }).map((days) => addDays(first, days))
const amountMinor = fc.constantFrom(500_00, 500_00, 20_00).map(minor)
const own = (no: number) => `B1-26-27-${String(no).padStart(5, '0')}`
const text = fc.oneof(
  digits,
  fc
    .tuple(fc.nat(12), fc.constantFrom('', '-S', 'x'))
    .map(([no, behind]) => `UPI/${own(no).replaceAll('-', '/')}${behind}`),
  fc.constant('UPI')
)

const made = fc.record({
  payments: fc.array(fc.record({ on: when, time, amountMinor, typedReferences: fc.array(digits, { maxLength: 2 }) }), {
    maxLength: 8
  }),
  lines: fc.array(fc.record({ on: when, time, amountMinor, text }), { maxLength: 60 })
})

/** The same by holding every payment against every line. */
function slowly(paid: ComparedPayment, lines: readonly ComparedLine[]): string[] {
  const near = lines.filter(
    ({ line, day }) => line.amountMinor === paid.payment.amountMinor && day - paid.day >= -3 && day - paid.day <= 4
  )
  const isReferred = ({ whole, numbers }: ComparedLine) =>
    paid.payment.ownReferences.some((one) => standsIn(one, whole)) ||
    numbers.some((number) => paid.hints.includes(number) || paid.typed.some((typed) => isSlipOf(typed, number)))
  const apart = (one: ComparedLine) => minutesApart(paid, one) ?? Math.abs(one.day - paid.day) * 1440 + 720
  const nearest = near.toSorted(
    (left, right) => apart(left) - apart(right) || (left.line.fingerprint < right.line.fingerprint ? -1 : 1)
  )
  const named = lines.filter(({ numbers }) => paid.typed.some((typed) => numbers.includes(typed)))
  return [...named, ...near.filter(isReferred), ...nearest.slice(0, 12)].map(({ line }) => line.fingerprint)
}

test('the lines in question are those that holding every payment against every line finds', () => {
  fc.assert(
    fc.property(made, ({ payments, lines }) => {
      const compared = lines.map((line, at) => comparedLine({ ...line, fingerprint: `l${at}`, reference: '' }))
      const paid = payments.map((one, at) =>
        comparedPayment({ ...one, entryId: `p${at}`, ownReferences: [own(at)], partyName: '', partyPhone: '' })
      )
      const index = lineIndex(compared, paid)
      for (const one of paid) {
        const found = index.questionedBy(one).map(({ line }) => line.fingerprint)
        expect(new Set(found).size).toBe(found.length)
        // What stands before an `-S` is held against the payment as well, and found to be another reference.
        const extra = new Set(compared.filter(({ whole }) => whole.includes('-S')).map(({ line }) => line.fingerprint))
        const slow = new Set(slowly(one, compared))
        for (const each of slow) expect(found).toContain(each)
        for (const each of found) expect(slow.has(each) || extra.has(each)).toBe(true)
      }
    }),
    { numRuns: 300 }
  )
})

test('every slip of twelve digits, and nothing else', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{12}$/u), fc.stringMatching(/^[0-9]{12}$/u), (one, other) => {
      const slips = slipsOf(one)
      expect(new Set(slips).size).toBe(slips.length)
      for (const slip of slips) expect(isSlipOf(one, slip)).toBe(true)
      expect(slips.includes(other)).toBe(isSlipOf(one, other))
    })
  )
})
