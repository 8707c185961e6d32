import type { Stamp } from '#main/ports/ledger-store.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { ReturnedPayment } from '#shared/contract/statement-endpoints.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { PAYMENT_RETURNED } from '#shared/payments/payer-reference.ts'
import { STATEMENT_MAPPING } from '#shared/payments/statement-rule.ts'
import { type Book, openPeriod, stampOf } from './book.ts'
import type { MatchStore } from './open-payments.ts'
import { type PlannedLines, type PlannedStatement, planStatement } from './plan-statement.ts'
import { doubtWithin, proveWithin } from './prove-payment.ts'

/** As long as a person's own reason may be. */
const LONGEST_REASON = 200

/**
 * Writes a dry run into the book: the lines that are new, a proof for each match, and what was learned of the columns. One transaction:
 * all of it, or nothing. Before it ends, everything is read back and must come to the plan's counts and totals.
 */
export function takeStatement(
  book: Book,
  { id, doubted }: Pick<Parsed<'statement.take'>, 'id' | 'doubted'>,
  planned: PlannedStatement
): Output<'statement.take'> {
  const { plan, fresh } = planned
  const { store } = book
  if (book.shop().shopId !== planned.shopId) refuse('import/plan-stale')
  if (plan.missing.length > 0) refuse('import/columns-missing', { columns: plan.missing.join(', ') })
  const { fromOn, toOn } = plan
  if (fromOn === null || toOn === null) refuse('import/nothing-to-import')
  const returned = plan.returned.filter(({ entryId }) => doubted.includes(entryId))
  if (returned.length !== new Set(doubted).size) refuse('import/plan-stale')
  if (fresh.length + planned.matched.length + returned.length === 0) refuse('import/nothing-to-import')
  const stamp = stampOf(book)
  const outcome = store.transact(() => {
    if (store.payments.hasStatement(id)) return 'exists'
    assertStillHolds(book, planned)
    store.facts.record('statement.take', stamp, {
      ...{ id, source: plan.ruleId, fileName: plan.fileName, fromOn, toOn, at: stamp.atMs },
      lines: fresh.map((line) => ({ ...line }))
    })
    for (const { payment, line, reasons } of planned.matched)
      proveWithin(book, { entryId: payment.entryId, fingerprint: line.fingerprint, reasons }, stamp)
    for (const one of returned) takeBack(book, one, plan.fileName, stamp)
    learn(book, planned, stamp)
    proved(book, id, planned)
    return 'recorded'
  })
  book.committed({})
  return {
    ...{ outcome, fileName: plan.fileName, taken: plan.fresh, proved: plan.matched, unsure: plan.unsure },
    doubtedCount: returned.length,
    ...{ missingPayments: plan.missingPayments, missingLines: plan.missingLines, isProved: true }
  }
}

/** Between dry run and acceptance somebody may have recorded something: then the plan is made again and must be the same. */
function assertStillHolds({ store }: Book, planned: PlannedStatement): void {
  if (isOfThisMoment(store, planned)) return
  if (!isSamePlan(planStatement(store, planned), planned)) refuse('import/plan-stale')
}

/** Whether nothing was recorded since. */
export const isOfThisMoment = ({ journal }: MatchStore, { opNumber }: PlannedLines): boolean =>
  journal.lastNumber() === opNumber

/** Whether two dry runs of one file say the same. */
export function isSamePlan(one: PlannedLines, other: PlannedLines): boolean {
  const gist = ({ plan, fresh, matched }: PlannedLines) =>
    JSON.stringify([
      plan,
      fresh.map(({ fingerprint }) => fingerprint),
      matched.map(({ payment, line }) => [payment.entryId, line.fingerprint])
    ])
  return gist(one) === gist(other)
}

/** The money went out again: the proof is taken back with the line as the reason, and the next Z says so. */
function takeBack(book: Book, one: ReturnedPayment, fileName: string, stamp: Stamp): void {
  const { entryId, on, amountMinor, text } = one
  doubtWithin(book, { entryId, reason: `${formatBookDate(on)} ${text}`.trim().slice(0, LONGEST_REASON) }, stamp)
  book.store.facts.record('definition.put', stamp, {
    ...{ kind: PAYMENT_RETURNED, key: entryId },
    body: { on, amountMinor, text, fileName, periodNo: openPeriod(book) }
  })
}

/** What a person set right about the columns is known the next time. */
function learn(book: Book, { choices, plan, fingerprint }: PlannedStatement, stamp: ReturnType<typeof stampOf>): void {
  if (choices.columns === null && choices.dateOrder === null) return
  const { ruleId, columns, dateOrder } = plan
  book.store.facts.record('definition.put', stamp, {
    ...{ kind: STATEMENT_MAPPING, key: fingerprint },
    body: { ruleId, columns: { ...columns }, dateOrder }
  })
}

function proved(book: Book, id: string, { plan, matched }: PlannedStatement): void {
  const { payments } = book.store
  assert(same(payments.statementTotals(id), plan.fresh), 'a statement comes to what its plan says')
  for (const { payment, line } of matched)
    assert(payments.proofOfLine(line.fingerprint)?.entryId === payment.entryId, 'a match is proved in the book')
}

const same = (left: { count: number; amountMinor: number }, right: { count: number; amountMinor: number }) =>
  left.count === right.count && left.amountMinor === right.amountMinor
