import type Sqlite from 'better-sqlite3'
import { documentNumber, readDocumentNumber, type Series } from '#shared/numbering/document-number.ts'

/** Numbers that other counters gave: each series counts on as their papers come, without a gap. */
export function createIncomingNumbers(db: Sqlite.Database) {
  const next = db
    .prepare<[string, number], number>('select next_number from series where prefix = ? and financial_year = ?')
    .pluck()
  const nextOf = ({ prefix, financialYear }: Series): number => next.get(prefix, financialYear) ?? 1

  return {
    /** Whether it is the next of its series. It begins none. */
    isNext(series: Series, number: string): boolean {
      const meant = documentNumber(series, nextOf(series))
      return meant.ok && meant.value === number
    },
    /** Whether another paper bears it already. */
    isTaken(series: Series | null, number: string): boolean {
      const count = readDocumentNumber(number)?.count
      return series !== null && count !== undefined && count < nextOf(series)
    }
  }
}
