import type { Report, ReportName, ReportRow } from '#shared/reports/report.ts'
import { newId, type TestApp } from './open-app.ts'

const WHOLE = { offset: 0, limit: 5_000 }

/** A report as a screen asks for it; November 2026 if no days are named. */
export const askReport = (shop: TestApp, report: ReportName, query: object = {}, page = WHOLE): Promise<Report> =>
  shop.call('report.run', {
    ...{ runId: newId(), ...page },
    query: { report, fromOn: 20261101, toOn: 20261130, ...query } as never
  })

/** Rows as lists, a text of the locales by the last part of its key. */
export const seenRows = (rows: readonly ReportRow[]): unknown[][] =>
  rows.map(({ kind, cells }) => [
    kind,
    ...cells.map((cell) => (cell !== null && typeof cell === 'object' ? cell.key.split('.').at(-1) : cell))
  ])
