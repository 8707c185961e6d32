import type Sqlite from 'better-sqlite3'
import { type Fault, fault } from './fault.ts'

export type RowValue = string | number | null
export type RowValues = readonly RowValue[]

/** A table whose rows follow from the ops. */
export interface RowsTable {
  readonly table: string
  /** Columns or expressions; the first of them are the key. Ids as text: `lower(hex(id))`. */
  readonly columns: readonly string[]
  readonly keys: number
}

/**
 * The rows of a table, read once from the first to the last while the ops that they follow from are walked. Each row that
 * the ops make is asked for in the order of the key, so that one that was changed, taken away or added is found at once.
 */
export class RowsInTurn {
  private readonly of: RowsTable
  private readonly rows: IterableIterator<RowValue[]>
  private at: IteratorResult<RowValue[]>

  constructor(db: Sqlite.Database, of: RowsTable) {
    this.of = of
    const order = of.columns.slice(0, of.keys).join(', ')
    const sql = `select ${of.columns.join(', ')} from ${of.table} order by ${order}`
    this.rows = db.prepare<[], RowValue[]>(sql).raw().iterate()
    this.at = this.rows.next()
  }

  /** The next row must be this one. */
  expect(values: RowValues): Fault | null {
    if (this.at.done === true) return this.missing(values)
    const row = this.at.value
    for (let column = 0; column < values.length; column++) {
      if (row[column] === values[column]) continue
      if (column >= this.of.keys)
        return fault('facts', this.of.table, this.nameOf(row), 'does not say what was recorded')
      return order(row[column], values[column]) < 0 ? this.stray(row) : this.missing(values)
    }
    this.at = this.rows.next()
    return null
  }

  /** After the last one that was asked for there must be none. */
  end(): Fault | null {
    return this.at.done === true ? null : this.stray(this.at.value)
  }

  /** A statement that was not read to its end keeps the connection busy. */
  close(): void {
    this.rows.return?.()
  }

  private stray(row: RowValues): Fault {
    return fault('facts', this.of.table, this.nameOf(row), 'was never recorded')
  }

  private missing(values: RowValues): Fault {
    return fault('facts', this.of.table, this.nameOf(values), 'is missing')
  }

  private nameOf(row: RowValues): string {
    return row.slice(0, this.of.keys).join(' ')
  }
}

/** A table that is compared as a whole, at the end: what is kept, and what newer ops have changed. */
export function compareRows(db: Sqlite.Database, of: RowsTable, made: readonly RowValues[]): Fault | null {
  const rows = new RowsInTurn(db, of)
  try {
    for (const values of inOrder(made, of.keys)) {
      const found = rows.expect(values)
      if (found) return found
    }
    return rows.end()
  } finally {
    rows.close()
  }
}

/** Rows in the order of their key, as SQLite has it. */
export const inOrder = (rows: readonly RowValues[], keys: number): RowValues[] =>
  rows.toSorted((left, right) => byKey(left, right, keys))

function byKey(left: RowValues, right: RowValues, keys: number): number {
  for (let column = 0; column < keys; column++) {
    const found = order(left[column], right[column])
    if (found !== 0) return found
  }
  return 0
}

/** As SQLite orders: nothing first, then numbers, then texts by their bytes. */
function order(one: RowValue | undefined, other: RowValue | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other))
  return rank(one) - rank(other)
}

const rank = (value: RowValue | undefined): number =>
  typeof value === 'string' ? 2 : typeof value === 'number' ? 1 : 0

/** An id as a row's column shows it in hexadecimal. */
export const hexOf = (id: string): string => id.replaceAll('-', '').toLowerCase()
