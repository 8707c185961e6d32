import { setImmediate as nextTurn } from 'node:timers/promises'
import { lookAtOp, readEditLog } from '#main/app/read-edit-log.ts'
import { exportEditLog, type LogDesk, printEditLog } from '#main/app/take-edit-log.ts'
import { logVoice } from '#main/app/word-edit-log.ts'
import { growFile } from '#main/files/growing-file.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type LogHandlers = Pick<Handlers, `editLog.${'read' | 'look' | 'export' | 'stopExport' | 'print'}`>

/** The edit log: read, looked at, and taken away. */
export function createEditLogHandlers(parts: {
  readonly keeper: ShopKeeper
  readonly dialogs: Dialogs
  readonly texts: LocaleTexts
  readonly emit: EventSink
}): LogHandlers {
  const { keeper, dialogs, texts, emit } = parts
  // In the language of the screens: those that only papers speak have no words for it.
  const words = () => texts.report(keeper.book().settings().language)
  const voice = () => logVoice(keeper.book(), words())
  let running: { isStopped: boolean } | null = null
  const desk = (own: { readonly isStopped: boolean }): LogDesk => ({
    dialogs,
    words: words(),
    voice: voice(),
    pdf: (document) => keeper.printing().pdf(document, 'a4-wide'),
    pause: () => nextTurn(),
    growFile,
    told: (done, total) => emit('work.progress', { work: 'edit-log', done, total }),
    isStopped: () => own.isStopped
  })
  return {
    'editLog.read': (input) => readEditLog(keeper.book(), voice(), input),
    'editLog.look': (input) => lookAtOp(keeper.book(), voice(), input),
    async 'editLog.export'(input) {
      if (running !== null) refuse('export/one-at-a-time')
      const own = { isStopped: false }
      running = own
      try {
        return await exportEditLog(keeper.book(), desk(own), input)
      } finally {
        running = null
      }
    },
    'editLog.stopExport'() {
      if (running !== null) running.isStopped = true
      return {}
    },
    'editLog.print': (input) => printEditLog(keeper.book(), { words: words(), voice: voice() }, input)
  }
}
