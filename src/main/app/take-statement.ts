import type { Output } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { STATEMENT_MAPPING, type StatementRule } from '#shared/payments/statement-rule.ts'
import { type Book, stampOf } from './book.ts'
import { type PlannedStatement, planStatement } from './plan-statement.ts'
import { proveWithin } from './prove-payment.ts'

/**
 * Writes a dry run into the book: the lines that are new, a proof for each match, and what was learned of the columns. One transaction:
 * all of it, or nothing. Before it ends, everything is read back and must come to the plan's counts and totals.
 */
export function takeStatement(
  book: Book,
  id: string,
  planned: PlannedStatement,
  rules: readonly StatementRule[]
): Output<'statement.take'> {
  const { plan, fresh } = planned
  const { store } = book
  if (book.shop().shopId !== planned.shopId) refuse('import/plan-stale')
  if (plan.missing.length > 0) refuse('import/columns-missing', { columns: plan.missing.join(', ') })
  const { fromOn, toOn } = plan
  if (fromOn === null || toOn === null) refuse('import/nothing-to-import')
  if (fresh.length + planned.matched.length === 0) refuse('import/nothing-to-import')
  const stamp = stampOf(book)
  const outcome = store.transact(() => {
    if (store.payments.hasStatement(id)) return 'exists'
    assertStillHolds(book, planned, rules)
    store.facts.record('statement.take', stamp, {
      ...{ id, source: plan.ruleId, fileName: plan.fileName, fromOn, toOn, at: stamp.atMs },
      lines: fresh.map((line) => ({ ...line }))
    })
    for (const { payment, line, reasons } of planned.matched)
      proveWithin(book, { entryId: payment.entryId, fingerprint: line.fingerprint, reasons }, stamp)
    learn(book, planned, stamp)
    proved(book, id, planned)
    return 'recorded'
  })
  book.committed({})
  return {
    ...{ outcome, fileName: plan.fileName, taken: plan.fresh, proved: plan.matched, unsure: plan.unsure },
    ...{ missingPayments: plan.missingPayments, missingLines: plan.missingLines, isProved: true }
  }
}

/** Between dry run and acceptance somebody may have recorded something: then the plan is made again and must be the same. */
function assertStillHolds(book: Book, planned: PlannedStatement, rules: readonly StatementRule[]): void {
  if (book.store.journal.lastNumber() === planned.opNumber) return
  const again = planStatement(book, planned.table, rules, planned.choices, planned.plan.planId)
  const gist = ({ plan, fresh, matched }: PlannedStatement) =>
    JSON.stringify([
      plan,
      fresh.map(({ fingerprint }) => fingerprint),
      matched.map(({ payment, line }) => [payment.entryId, line.fingerprint])
    ])
  if (gist(again) !== gist(planned)) refuse('import/plan-stale')
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
