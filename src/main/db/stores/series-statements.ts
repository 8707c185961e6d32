import type Sqlite from 'better-sqlite3'
import { build, prepare } from '#main/db/prepared.ts'

type SeriesName = { prefix: string; year: number }
export type SeriesRow = { series_no: number; next_number: number }

/** The series that entries and papers without one take their numbers from. The file counts them on by itself. */
export const prepareSeries = (db: Sqlite.Database) => ({
  series: prepare<SeriesName, SeriesRow>(db, (slot) =>
    build
      .selectFrom('series')
      .select(['series_no', 'next_number'])
      .where('prefix', '=', slot('prefix'))
      .where('financial_year', '=', slot('year'))
  ),
  beginSeries: prepare<SeriesName>(db, (slot) =>
    build.insertInto('series').values({
      series_no: null as unknown as number,
      prefix: slot('prefix'),
      financial_year: slot('year'),
      next_number: 1
    })
  ),
  /** For a paper whose row does not count its series on by itself. */
  countOn: prepare<SeriesName>(db, (slot) =>
    build
      .updateTable('series')
      .set((value) => ({ next_number: value('next_number', '+', 1) }))
      .where('prefix', '=', slot('prefix'))
      .where('financial_year', '=', slot('year'))
  )
})
