import { readdirSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { verifyLedger } from '#main/db/verify-ledger.ts'

interface Seen {
  readonly n: number
  readonly hash: string
}

/**
 * Looks at every book of a folder from outside and fails when one is not whole: its facts prove themselves, entries and
 * accounts sum to zero, and what its journal held at the last look it still holds.
 */
export class BookWatch {
  private readonly folder: string
  private readonly newest = new Map<string, Seen>()
  looks = 0

  constructor(folder: string) {
    this.folder = folder
  }

  /** How many entries the books hold together. Throws at the first thing that is wrong. */
  look(): number {
    this.looks++
    const files = readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
    const books = files.filter((name) => name.endsWith('.counterbook'))
    if (books.length === 0) throw new Error(`there is no book in ${this.folder}`)
    return books.reduce((sum, name) => sum + this.lookAt(path.join(this.folder, name)), 0)
  }

  /** A book was put back to an older state: what it held at the last look is no measure any more. */
  forget(): void {
    this.newest.clear()
  }

  private lookAt(file: string): number {
    const { isClean, firstFault, entryCount } = verifyLedger(file)
    if (!isClean) throw new Error(`${file} is not clean: ${JSON.stringify(firstFault)}`)
    const db = new Sqlite(file, { readonly: true })
    try {
      const one = (sql: string, ...values: number[]) =>
        db
          .prepare(sql)
          .pluck()
          .get(...values)
      const unbalanced = one('select entry_no from posting group by entry_no having sum(amount_minor) <> 0')
      if (unbalanced !== undefined) throw new Error(`entry ${unbalanced} of ${file} does not balance`)
      if (one('select coalesce(sum(balance_minor), 0) from account_balance') !== 0)
        throw new Error(`the accounts of ${file} do not sum to zero`)
      const seen = this.newest.get(file)
      const hashAt = (n: number) => String(one('select lower(hex(hash)) from journal where n = ?', n))
      if (seen !== undefined && hashAt(seen.n) !== seen.hash)
        throw new Error(`fact ${seen.n} of ${file} is not the one that it was`)
      const n = Number(one('select coalesce(max(n), 0) from journal'))
      if (Number(one('select count(*) from journal')) !== n) throw new Error(`the journal of ${file} has gaps`)
      this.newest.set(file, { n, hash: hashAt(n) })
      return entryCount
    } finally {
      db.close()
    }
  }
}
