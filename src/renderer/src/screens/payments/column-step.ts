import { STATEMENT_FIELDS, type StatementColumns, type StatementField } from '#shared/payments/statement-rule.ts'

/** What a column is taken for, or null. */
export const fieldOfColumn = (columns: StatementColumns, column: number): StatementField | null =>
  STATEMENT_FIELDS.find((field) => columns[field] === column) ?? null

/** Takes a column for the next thing that no other column is, around over nothing at all. */
export function stepColumn(columns: StatementColumns, column: number, step: 1 | -1): StatementColumns {
  const now = fieldOfColumn(columns, column)
  const free = STATEMENT_FIELDS.filter((field) => field === now || columns[field] === undefined)
  const choices: (StatementField | null)[] = [null, ...free]
  const next = choices[(choices.indexOf(now) + step + choices.length) % choices.length] ?? null
  const rest: StatementColumns = Object.fromEntries(Object.entries(columns).filter(([field]) => field !== now))
  return next === null ? rest : { ...rest, [next]: column }
}
