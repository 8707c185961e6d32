import { createImportDesk } from '#main/app/import-desk.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type ImportHandlers = Pick<Handlers, `import.${'choose' | 'plan' | 'commit'}`>

/** Bringing a book along from another program. */
export function createImportHandlers({
  keeper,
  dialogs,
  emit
}: {
  keeper: ShopKeeper
  dialogs: Dialogs
  emit: EventSink
}): ImportHandlers {
  const desk = createImportDesk({ book: keeper.book, reader: fileTableReader, dialogs, emit })
  return { 'import.choose': desk.choose, 'import.plan': desk.plan, 'import.commit': desk.commit }
}
