import path from 'node:path'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Exporter, RunningExport } from '#main/ports/exporter.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf } from './book.ts'

interface Parts {
  readonly book: () => Book
  readonly dialogs: Pick<Dialogs, 'chooseFolder' | 'showFile'>
  readonly exporter: Exporter
  readonly emit: EventSink
}

/** From a chosen folder to files in it. A screen never holds a path that it could write to, only a token for one. */
export interface ExportDesk {
  chooseFolder(): Promise<Output<'exchange.chooseFolder'>>
  write(request: Parsed<'exchange.write'>): Promise<Output<'exchange.write'>>
  stop(): Promise<Output<'exchange.stop'>>
  showFile(request: Parsed<'exchange.showFile'>): Output<'exchange.showFile'>
}

export function createExportDesk({ book, dialogs, exporter, emit }: Parts): ExportDesk {
  const folders = new Map<string, string>()
  const results = new Map<string, Promise<Output<'exchange.write'>>>()
  let running: RunningExport | null = null

  const folderOf = (token: string): string => folders.get(token) ?? refuse('export/folder-missing')

  async function begin({ folderToken, request }: Parsed<'exchange.write'>): Promise<Output<'exchange.write'>> {
    if (running !== null) refuse('export/one-at-a-time')
    const open = book()
    const job = { ledgerFile: open.store.file, folder: folderOf(folderToken), request }
    running = exporter(job, (done, total) => emit('work.progress', { work: 'export', done, total }))
    try {
      const result = await running.result
      noteIn(open, result)
      return result
    } finally {
      running = null
    }
  }

  return {
    async chooseFolder() {
      const folder = await dialogs.chooseFolder()
      if (folder === null) return null
      const folderToken = book().randomness.newId()
      folders.set(folderToken, folder)
      return { folderToken, folder }
    },
    write(asked) {
      const known = results.get(asked.id)
      if (known !== undefined) return known
      const result = begin(asked)
      results.set(asked.id, result)
      // What failed may be tried again under the same id.
      result.catch(() => results.delete(asked.id))
      return result
    },
    async stop() {
      await running?.stop()
      return {}
    },
    showFile({ folderToken, name }) {
      dialogs.showFile(path.join(folderOf(folderToken), path.basename(name)))
      return {}
    }
  }
}

/** That the book left the house is part of its history. */
function noteIn(book: Book, { way, files }: Output<'exchange.write'>): void {
  const details = { way, files: files.map(({ name }) => name) }
  book.store.transact(() => book.store.audit.note({ kind: 'export', entryNo: null, details }, stampOf(book)))
}
