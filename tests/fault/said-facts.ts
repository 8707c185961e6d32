import Sqlite from 'better-sqlite3'
import { expect } from 'vitest'
import { uuidBytes } from '#main/db/uuid-bytes.ts'

/** A fact that a program said it had recorded. */
export interface Said {
  readonly what: string
  readonly no: number
  readonly id: string
}

export const factsIn = (lines: readonly string[]): Said[] =>
  lines.flatMap((line) => {
    const [, what, no, id] = /^(entry|bill|count|closing) (\d+) (\S+)$/.exec(line) ?? []
    return what && no && id ? [{ what, no: Number(no), id }] : []
  })

const TABLES: Record<string, { table: string; number: string }> = {
  entry: { table: 'entry', number: 'entry_no' },
  bill: { table: 'bill', number: 'entry_no' },
  count: { table: 'cash_count', number: '0' },
  closing: { table: 'closing', number: 'z_no' }
}

/** Bills without all of their lines, or with goods that did not move with them, there and back. */
const HALF_BILLS = `select bill_no from bill where entry_no > ? and (
  line_count <> (select count(*) from bill_line where bill_line.bill_no = bill.bill_no)
  or line_count <> (select count(*) from stock_move where stock_move.bill_no = bill.bill_no and is_undone = 0)
  or (select count(*) from entry where reverses_no = bill.entry_no) * line_count
    <> (select count(*) from stock_move where stock_move.bill_no = bill.bill_no and is_undone = 1))`

/** Every fact that was acknowledged is in the file, once, under the number that was told; the entries sum to zero. */
export function checkFacts(file: string, facts: readonly Said[], afterEntry: number): number {
  const db = new Sqlite(file, { readonly: true })
  try {
    for (const { what, no, id } of facts) {
      const { table, number } = TABLES[what] ?? { table: '', number: '' }
      const key = table === 'entry' || table === 'bill' ? uuidBytes(id) : id
      expect(db.prepare(`select ${number} from ${table} where id = ?`).pluck().all(key), `${what} ${id}`).toEqual([no])
    }
    const unbalanced = 'select entry_no from posting where entry_no > ? group by entry_no having sum(amount_minor) <> 0'
    expect(db.prepare(unbalanced).all(afterEntry)).toEqual([])
    expect(db.prepare(HALF_BILLS).all(afterEntry)).toEqual([])
    expect(db.prepare('select count(*) - max(n) from journal').pluck().get()).toBe(0)
    return Number(db.prepare('select max(entry_no) from entry').pluck().get())
  } finally {
    db.close()
  }
}
