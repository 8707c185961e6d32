import type { ImportKind } from './import-plan.ts'

/**
 * A file as rows of text, before anything is known of what it means. Numbers of a workbook are decimal text and its
 * dates are `yyyy-mm-dd`, so that no amount passes through a float. The row at place n is line n + 1 of the file, as a
 * spreadsheet counts: empty rows stay where they are, only those at the very end are dropped.
 */
export interface SourceTable {
  readonly fileName: string
  /** How the bytes were read: `UTF-8`, `UTF-16LE`, `Windows-1252`, `XLSX`. */
  readonly encoding: string
  /** What stands between the cells; empty for a workbook. */
  readonly delimiter: string
  readonly rows: readonly (readonly string[])[]
  /** What the file holds beside them, by kind: items in a file of Tally's masters. */
  readonly others?: Partial<Record<ImportKind, readonly (readonly string[])[]>>
}
