import type Sqlite from 'better-sqlite3'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { assert } from '#shared/kernel/assert.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { documentNumber, type Series } from '#shared/numbering/document-number.ts'

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
  const known = memory.keepMany<number, Series>(1_000)

  function seriesOf(seriesNo: number): Series {
    const remembered = known.get(seriesNo)
    if (remembered !== undefined) return remembered
    const row = byNo.first({ seriesNo })
    assert(row, 'a number is of a series')
    const series = { prefix: row.prefix, financialYear: row.financial_year }
    known.put(seriesNo, series)
    return series
  }

  return {
    textOf(row) {
      if (row === undefined || row.series_no === null || row.number_no === null) return ''
      return orThrow(documentNumber(seriesOf(row.series_no), row.number_no))
    }
  }
}
