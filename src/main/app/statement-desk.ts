import type { Dialogs } from '#main/ports/dialogs.ts'
import type { StatementRules } from '#main/ports/statement-rules.ts'
import type { TableReader } from '#main/ports/table-reader.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Book } from './book.ts'
import { chosenTables } from './chosen-tables.ts'
import type { PaymentMatcher, PlannedStatement } from './plan-statement.ts'
import { isOfThisMoment, isSamePlan, takeStatement } from './take-statement.ts'

/** A year of a busy counter is a tenth of it. */
const MOST_BYTES = 20_000_000
const MOST_ROWS = 20_000
const MOST_TIMES = 3

/** From a chosen file over a dry run to what is written. The file is read once, and never asked again. */
export interface StatementDesk {
  choose(): Promise<Output<'statement.choose'>>
  plan(request: Parsed<'statement.plan'>): Promise<Output<'statement.plan'>>
  take(request: Parsed<'statement.take'>): Promise<Output<'statement.take'>>
}

/** Keeps the files that were chosen, the newest table and the newest plan. A screen gets a token, never a path. */
export function createStatementDesk(parts: {
  /** The open book; throws `ledger/none-open`. */
  readonly book: () => Book
  readonly reader: TableReader
  readonly rules: StatementRules
  readonly dialogs: Pick<Dialogs, 'chooseImportFile'>
  readonly matcher: PaymentMatcher
}): StatementDesk {
  const { book, rules, matcher } = parts
  const chosen = chosenTables(parts, MOST_BYTES)
  const results = new Map<string, Output<'statement.take'>>()
  let prepared: PlannedStatement | null = null

  /**
   * What was recorded since the dry run may change it. It is made again beside the counter, not in the transaction that writes: that
   * one only does so while somebody records faster than a plan is made.
   */
  async function madeAnew(planned: PlannedStatement): Promise<PlannedStatement> {
    let newest = planned
    for (let time = 0; time < MOST_TIMES && !isOfThisMoment(book().store, newest); time++) {
      const { table, rules, choices, planId } = planned
      newest = { ...planned, ...(await matcher.plan({ table, rules, choices, planId })) }
      if (!isSamePlan(newest, planned)) refuse('import/plan-stale')
    }
    return newest
  }

  return {
    choose: chosen.choose,
    async plan({ fileToken, columns, dateOrder }) {
      const table = await chosen.table(fileToken)
      if (table.rows.length > MOST_ROWS) refuse('import/too-large', { file: table.fileName })
      const planId = book().randomness.newId()
      const asked = { table, rules: rules(), choices: { columns, dateOrder }, planId }
      const planned = { ...asked, ...(await matcher.plan(asked)) }
      prepared = planned
      return planned.plan
    },
    async take({ id, planId, doubted }) {
      const before = results.get(id)
      if (before !== undefined) return { ...before, outcome: 'exists' }
      if (prepared?.plan.planId !== planId) return refuse('import/plan-stale')
      const planned = await madeAnew(prepared)
      const result = takeStatement(book(), { id, doubted }, planned)
      results.set(id, result)
      prepared = null
      return result
    }
  }
}
