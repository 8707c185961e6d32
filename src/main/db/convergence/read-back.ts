import type Sqlite from 'better-sqlite3'
import { type BroughtOp, readOp } from '#main/db/journal-facts.ts'
import { entryOp, readEntryRow } from '#main/db/row-ops.ts'
import type { EntryPartRow } from '#main/db/schema.ts'
import { sha256 } from '#main/db/stores/journal-store.ts'
import type { ChainEnd } from '#main/db/stores/kept-figures.ts'
import { uuidTextOrNull } from '#main/db/uuid-bytes.ts'
import { type HybridTime, tick } from '#shared/journal/hybrid-clock.ts'
import { chainHash } from '#shared/journal/op.ts'
import type { EntryInOrder } from './journal-cursor.ts'
import { factsReader } from './own-facts.ts'
import { saysSame } from './says-same.ts'

/**
 * Whether `verify` will find in the file what a fact said that was just taken: its op says the same, and that of an entry is written again
 * from its row to the same hash. A body that is written in another than its one form would not be.
 */
export function createReadBack(db: Sqlite.Database) {
  const written = db.prepare<[number], string>('select bytes from journal_op where n = ?').pluck()
  const newest = db.prepare<[], EntryInOrder>(
    `select entry.*, undone.id as undone_id from entry left join entry as undone on undone.entry_no = entry.reverses_no
      order by entry.entry_no desc limit 1`
  )
  const parts = db.prepare<[number], EntryPartRow>(
    'select entry_no, part_no, account_no, amount_minor from entry_part where entry_no = ? order by part_no'
  )

  const factsAt = factsReader(db)

  function entryText(n: number, brought: BroughtOp, time: HybridTime): string | null {
    const row = newest.get()
    if (row?.op_n !== n) return null
    const facts = factsAt(n, '')
    facts.brought = brought
    const read = readEntryRow(row, facts, parts.all(row.entry_no))
    return entryOp(read, uuidTextOrNull(row.undone_id), facts, { n, time, base: brought.seq })
  }

  return (brought: BroughtOp, before: ChainEnd, after: ChainEnd): boolean => {
    const bytes = written.get(after.n)
    const time = tick(before.time === '' ? null : (before.time as HybridTime), brought.at)
    const text = bytes ?? entryText(after.n, brought, time)
    // A party is written from checked fields, and may say more than the fact did.
    if (text === null) return true
    const op = readOp(text)
    if (op === null || !saysSame(op, brought.op)) return false
    return Buffer.compare(chainHash(sha256, before.hash, text), after.hash) === 0
  }
}
