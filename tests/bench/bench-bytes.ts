import { statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { type Figure, measured } from './figure.ts'
import type { MadeBook } from './made-book.ts'

/** Hash and number in the chain: 32 bytes with their length, an op's number of 4, and their places in the row's head. */
const CHAIN_BYTES = 32 + 4 + 2
/** An id in its row, with its place in the row's head. */
const ID_BYTES = 16 + 1
const ID_INDEX = 'sqlite_autoindex_entry_1'
const MOST = 200

/** What a book weighs for each entry: the whole file, the ledger alone as bare tables would keep it, and each part. */
export function benchBytes(made: MadeBook, entries: number): Figure[] {
  const db = new Sqlite(made.file, { readonly: true })
  const parts = db
    .prepare<[], [string, number]>('select name, sum(pgsize) from dbstat group by name order by 2 desc')
    .raw()
    .all()
  db.close()
  const bytesOf = new Map(parts.map(([name, size]) => [name, size / entries]))
  const whole = statSync(made.file).size / entries
  const ledger = whole - CHAIN_BYTES - ID_BYTES - (bytesOf.get(ID_INDEX) ?? 0) - (bytesOf.get('journal_op') ?? 0)
  return [
    measured('file, bytes an entry', whole, 'bytes', MOST, 'journal, ids and parties included'),
    measured('the same without journal and ids', ledger, 'bytes', MOST),
    ...[...bytesOf]
      .filter(([, each]) => each >= 1)
      .map(([name, each]) => measured(`of it ${name}`, each, 'bytes', null, 'by dbstat'))
  ]
}
