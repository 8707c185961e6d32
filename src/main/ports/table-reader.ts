import type { SourceTable } from '#shared/import/source-table.ts'

/** Reads a file that somebody chose into rows of text. */
export interface TableReader {
  /**
   * Throws a coded failure: `import/unreadable` when the file cannot be read or is damaged, `import/not-a-csv-or-xlsx`
   * when it is something else whatever its name says, `import/too-large`, `import/empty`.
   */
  read(file: string, mostBytes?: number): Promise<SourceTable>
}
