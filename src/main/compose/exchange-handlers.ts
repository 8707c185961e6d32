import { createExportDesk } from '#main/app/export-desk.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { exportInThread } from './export-in-thread.ts'
import type { ShopKeeper } from './shop-keeper.ts'
import type { WorkerScripts } from './worker-scripts.ts'

type ExchangeHandlers = Pick<Handlers, `exchange.${'chooseFolder' | 'write' | 'stop' | 'showFile'}`>

interface Parts {
  readonly keeper: ShopKeeper
  readonly dialogs: Dialogs
  readonly workers: WorkerScripts
  readonly emit: EventSink
}

/** The ways out of the book. */
export function createExchangeHandlers({ keeper, dialogs, workers, emit }: Parts): ExchangeHandlers {
  const desk = createExportDesk({
    book: keeper.book,
    dialogs,
    emit,
    exporter: (job, onProgress) => exportInThread(workers.export, job, onProgress)
  })
  return {
    'exchange.chooseFolder': () => desk.chooseFolder(),
    'exchange.write': (input) => desk.write(input),
    'exchange.stop': () => desk.stop(),
    'exchange.showFile': (input) => desk.showFile(input)
  }
}
