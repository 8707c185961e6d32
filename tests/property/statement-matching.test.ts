import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findColumns } from '#shared/payments/find-columns.ts'
import type { OpenPayment } from '#shared/payments/match-evidence.ts'
import { type Matching, matchPayments } from '#shared/payments/match-payments.ts'
import { readStatement } from '#shared/payments/read-statement.ts'
import {
  entryIdOf,
  madeTruth,
  paymentsOf,
  rowsOf,
  SHAPES,
  type ShapeName,
  type True
} from '../fixtures/statements/made-statements.ts'
import { shippedRules } from '../fixtures/statements/statement-rules.ts'

const shapes = fc.constantFrom(...(Object.keys(SHAPES) as ShapeName[]))

function readAs(shape: ShapeName, truth: readonly True[]) {
  const rows = SHAPES[shape](rowsOf(truth))
  const table = { fileName: `${shape}.csv`, encoding: 'UTF-8', delimiter: ',', rows }
  return readStatement(
    table,
    findColumns(rows, shippedRules, () => null, table.fileName)
  )
}

/** The payment that a line truly is of: its 12 digits are told by the maker only. */
const truthOfLine = (truth: readonly True[], reference: string): True | undefined =>
  truth.find(({ utr }) => utr === reference)

const gist = ({ matched, unsure, missingPayments, missingLines }: Matching) => ({
  matched: matched.map(({ payment, line }) => `${payment.entryId} ${line.fingerprint}`).toSorted(),
  unsure: unsure
    .map((one) => `${one.payment.entryId} ${one.candidates.map(({ line }) => line.fingerprint)}`)
    .toSorted(),
  payments: missingPayments.map(({ entryId }) => entryId).toSorted(),
  lines: missingLines.map(({ fingerprint }) => fingerprint).toSorted()
})

describe('statements with seeded errors', () => {
  test('a match is always the true one', () => {
    fc.assert(
      fc.property(shapes, madeTruth, (shape, truth) => {
        const { lines } = readAs(shape, truth)
        for (const { payment, line, reasons } of matchPayments(paymentsOf(truth), lines).matched) {
          const real = truthOfLine(truth, line.reference)
          expect(real === undefined ? '' : entryIdOf(real)).toBe(payment.entryId)
          expect(line.amountMinor).toBe(payment.amountMinor)
          expect(reasons.some((reason) => reason === 'reference' || reason === 'our-reference')).toBe(true)
        }
      }),
      { numRuns: 200 }
    )
  })

  test('what is known by our code and has no error is matched', () => {
    fc.assert(
      fc.property(shapes, madeTruth, (shape, truth) => {
        const { lines } = readAs(shape, truth)
        const payments = paymentsOf(truth)
        const matched = new Set(matchPayments(payments, lines).matched.map(({ payment }) => payment.entryId))
        // Whose digits somebody else typed by mistake is claimed twice, and asked.
        const typed = new Set(payments.flatMap(({ typedReferences }) => typedReferences))
        for (const one of truth.filter(({ utr }) => !typed.has(utr)))
          if (one.knownBy === 'code' && ['none', 'shifted', 'doubled'].includes(one.error))
            expect(matched).toContain(entryIdOf(one))
      })
    )
  })

  test('a line proves one payment, a payment has one line, and each is in exactly one outcome', () => {
    fc.assert(
      fc.property(shapes, madeTruth, (shape, truth) => {
        const { lines } = readAs(shape, truth)
        const payments = paymentsOf(truth)
        const { matched, unsure, missingPayments, missingLines } = matchPayments(payments, lines)
        const provedLines = matched.map(({ line }) => line.fingerprint)
        expect(new Set(provedLines).size).toBe(provedLines.length)
        const outcomes = [...matched, ...unsure].map(({ payment }) => payment.entryId)
        outcomes.push(...missingPayments.map(({ entryId }) => entryId))
        expect(outcomes.toSorted()).toEqual(payments.map(({ entryId }) => entryId).toSorted())
        const asked = new Set(unsure.flatMap(({ candidates }) => candidates.map(({ line }) => line.fingerprint)))
        for (const { fingerprint } of missingLines)
          expect(asked.has(fingerprint) || provedLines.includes(fingerprint)).toBe(false)
        for (const fingerprint of provedLines) expect(asked).not.toContain(fingerprint)
      })
    )
  })

  test('the order of lines and payments changes nothing', () => {
    fc.assert(
      fc.property(shapes, madeTruth, (shape, truth) => {
        const { lines } = readAs(shape, truth)
        const payments: OpenPayment[] = paymentsOf(truth)
        const there = gist(matchPayments(payments, lines))
        expect(gist(matchPayments(payments.toReversed(), lines.toReversed()))).toEqual(there)
      })
    )
  })

  test('two payments that are alike are never proved by a line without a person', () => {
    fc.assert(
      fc.property(shapes, madeTruth, (shape, truth) => {
        const { lines } = readAs(shape, truth)
        const payments = paymentsOf(truth)
        const twins = payments.map((one) => ({ ...one, entryId: one.entryId.replace(/^0/u, '1') }))
        expect(matchPayments([...payments, ...twins], lines).matched).toEqual([])
      })
    )
  })

  test('every row below the heading is counted once', () => {
    fc.assert(
      fc.property(shapes, madeTruth, (shape, truth) => {
        const { counts, rowCount, lines, balance } = readAs(shape, truth)
        expect(Object.values(counts).reduce((all, one) => all + one, 0)).toBe(rowCount)
        expect(lines.length).toBe(counts.in)
        expect(counts.leftOut).toBe(0)
        if (shape === 'hdfc' && rowsOf(truth).length > 1) expect(balance).toBe('proved')
      })
    )
  })
})
