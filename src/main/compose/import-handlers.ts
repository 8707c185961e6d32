import { createImportDesk } from '#main/app/import-desk.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import { loadImportRules } from '#main/files/import-rules.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type ImportHandlers = Pick<Handlers, `import.${'choose' | 'plan' | 'commit'}`>

/** Bringing a book along from another program. */
export function createImportHandlers({
  keeper,
  dialogs,
  emit,
  rulesFolder,
  log,
  beforeCommit
}: {
  keeper: ShopKeeper
  dialogs: Dialogs
  emit: EventSink
  /** `resources/imports`. */
  rulesFolder: string
  log: Log
  /** Keeps the book as it is before anything is written into it. It never fails. */
  beforeCommit: () => Promise<void>
}): ImportHandlers {
  const desk = createImportDesk({
    book: keeper.book,
    reader: fileTableReader,
    dialogs,
    emit,
    rules: loadImportRules(rulesFolder, log)
  })
  return {
    'import.choose': desk.choose,
    'import.plan': desk.plan,
    async 'import.commit'(asked) {
      await beforeCommit()
      return desk.commit(asked)
    }
  }
}
