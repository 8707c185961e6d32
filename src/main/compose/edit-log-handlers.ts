import { setImmediate as nextTurn } from 'node:timers/promises'
import { lookAtOp, readEditLog } from '#main/app/read-edit-log.ts'
import { exportEditLog, type LogDesk, printEditLog } from '#main/app/take-edit-log.ts'
import { logVoice } from '#main/app/word-edit-log.ts'
import { writeFileDurably } from '#main/files/write-file-durably.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type LogHandlers = Pick<Handlers, `editLog.${'read' | 'look' | 'export' | 'print'}`>

/** The edit log: read, looked at, and taken away. */
export function createEditLogHandlers(parts: {
  readonly keeper: ShopKeeper
  readonly dialogs: Dialogs
  readonly texts: LocaleTexts
}): LogHandlers {
  const { keeper, dialogs, texts } = parts
  // In the language of the screens: those that only papers speak have no words for it.
  const words = () => texts.report(keeper.book().settings().language)
  const voice = () => logVoice(keeper.book(), words())
  const desk = (): LogDesk => ({
    dialogs,
    words: words(),
    voice: voice(),
    pdf: (document) => keeper.printing().pdf(document, 'a4-wide'),
    pause: () => nextTurn(),
    writeFile: writeFileDurably
  })
  return {
    'editLog.read': (input) => readEditLog(keeper.book(), voice(), input),
    'editLog.look': (input) => lookAtOp(keeper.book(), voice(), input),
    'editLog.export': (input) => exportEditLog(keeper.book(), desk(), input),
    'editLog.print': (input) => printEditLog(keeper.book(), desk(), input)
  }
}
