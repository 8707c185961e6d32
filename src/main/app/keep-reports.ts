import type { Parsed } from '#shared/contract/contract.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { type SavedReport, zSavedReport } from '#shared/reports/saved-report.ts'
import { type Book, stampOf } from './book.ts'

const KIND = 'report'

/** The reports that the owner keeps, by name. One that this version cannot read is left out, and stays in the book. */
export const savedReports = (book: Book): SavedReport[] =>
  book.store.definitions
    .list(KIND)
    .flatMap(({ body }) => zSavedReport.safeParse(body).data ?? [])
    .toSorted((left, right) => left.name.localeCompare(right.name))

export function saveReport(book: Book, report: Parsed<'report.save'>): Record<never, never> {
  put(book, report.key, report as unknown as Json)
  return {}
}

export function forgetReport(book: Book, { key }: Parsed<'report.forget'>): Record<never, never> {
  if (book.store.definitions.read(KIND, key) !== null) put(book, key, null)
  return {}
}

function put(book: Book, key: string, body: Json): void {
  book.store.transact(() => book.store.facts.record('definition.put', stampOf(book), { kind: KIND, key, body }))
  book.committed({})
}
