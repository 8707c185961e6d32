import type { Dialogs } from '#main/ports/dialogs.ts'
import type { StatementRules } from '#main/ports/statement-rules.ts'
import type { TableReader } from '#main/ports/table-reader.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Book } from './book.ts'
import { chosenTables } from './chosen-tables.ts'
import { type PlannedStatement, planStatement } from './plan-statement.ts'
import { takeStatement } from './take-statement.ts'

/** A year of a busy counter is a tenth of it. */
const MOST_BYTES = 20_000_000
const MOST_ROWS = 20_000

/** From a chosen file over a dry run to what is written. The file is read once, and never asked again. */
export interface StatementDesk {
  choose(): Promise<Output<'statement.choose'>>
  plan(request: Parsed<'statement.plan'>): Promise<Output<'statement.plan'>>
  take(request: Parsed<'statement.take'>): Output<'statement.take'>
}

/** Keeps the files that were chosen, the newest table and the newest plan. A screen gets a token, never a path. */
export function createStatementDesk(parts: {
  /** The open book; throws `ledger/none-open`. */
  readonly book: () => Book
  readonly reader: TableReader
  readonly rules: StatementRules
  readonly dialogs: Pick<Dialogs, 'chooseImportFile'>
}): StatementDesk {
  const { book, rules } = parts
  const chosen = chosenTables(parts, MOST_BYTES)
  const results = new Map<string, Output<'statement.take'>>()
  let prepared: PlannedStatement | null = null

  return {
    choose: chosen.choose,
    async plan({ fileToken, columns, dateOrder }) {
      const table = await chosen.table(fileToken)
      if (table.rows.length > MOST_ROWS) refuse('import/too-large', { file: table.fileName })
      const open = book()
      prepared = planStatement(open, table, rules(), { columns, dateOrder }, open.randomness.newId())
      return prepared.plan
    },
    take({ id, planId }) {
      const before = results.get(id)
      if (before !== undefined) return { ...before, outcome: 'exists' }
      if (prepared?.plan.planId !== planId) refuse('import/plan-stale')
      const result = takeStatement(book(), id, prepared, rules())
      results.set(id, result)
      prepared = null
      return result
    }
  }
}
