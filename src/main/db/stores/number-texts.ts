import type Sqlite from 'better-sqlite3'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { assert } from '#shared/kernel/assert.ts'
import { numberHead, numberTail } from '#shared/numbering/document-number.ts'

/** A number as a row holds it: of which series, and which of it; both null for an entry that bears none. */
export interface NumberRow {
  readonly series_no: number | null
  readonly number_no: number | null
}

/** Writes numbers as papers bear them. */
export interface NumberTexts {
  /** `KMB/26-27/00012`; empty for an entry without a number, and for none. */
  textOf(row: NumberRow | undefined): string
}

export function createNumberTexts(db: Sqlite.Database, memory: Memory): NumberTexts {
  const byNo = prepare<{ seriesNo: number }, { prefix: string; financial_year: number }>(db, (slot) =>
    build.selectFrom('series').select(['prefix', 'financial_year']).where('series_no', '=', slot('seriesNo'))
  )
  const known = memory.keepForGood<number, string>()

  function headOf(seriesNo: number): string {
    const remembered = known.get(seriesNo)
    if (remembered !== undefined) return remembered
    const row = byNo.first({ seriesNo })
    assert(row, 'a number is of a series')
    const head = numberHead({ prefix: row.prefix, financialYear: row.financial_year })
    known.put(seriesNo, head)
    return head
  }

  return {
    textOf(row) {
      if (row === undefined || row.series_no === null || row.number_no === null) return ''
      return headOf(row.series_no) + numberTail(row.number_no)
    }
  }
}
