import path from 'node:path'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { TableReader } from '#main/ports/table-reader.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Book } from './book.ts'

interface Parts {
  /** The open book; throws `ledger/none-open`. */
  readonly book: () => Book
  readonly reader: TableReader
  readonly dialogs: Pick<Dialogs, 'chooseImportFile'>
}

/** The files that a person chose in the system's dialog. A screen never holds a path: it gets a token. */
export interface ChosenTables {
  /** Null when the dialog was left. */
  choose(): Promise<{ readonly fileToken: string; readonly fileName: string } | null>
  /** The table in a file; the newest is kept, so that it is read once. Fails with `import/unreadable` and the codes of the reader. */
  table(fileToken: string): Promise<SourceTable>
}

/** @param mostBytes what a file may have at most, where it is less than the reader takes. */
export function chosenTables({ book, reader, dialogs }: Parts, mostBytes?: number): ChosenTables {
  const files = new Map<string, string>()
  let read: { readonly fileToken: string; readonly table: SourceTable } | null = null
  return {
    async choose() {
      const file = await dialogs.chooseImportFile()
      if (file === null) return null
      const fileToken = book().randomness.newId()
      files.set(fileToken, file)
      return { fileToken, fileName: path.basename(file) }
    },
    async table(fileToken) {
      if (read?.fileToken === fileToken) return read.table
      const table = await reader.read(files.get(fileToken) ?? refuse('import/unreadable', { file: '' }), mostBytes)
      read = { fileToken, table }
      return table
    }
  }
}
