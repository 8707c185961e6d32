import { app, dialog } from 'electron'
import type { Log } from '#main/ports/log.ts'
import type { ShellTexts } from './shell-texts.ts'

/**
 * Whatever nobody caught is noted, and said once in plain words. The app stays up: entries are whole or not there,
 * because each is one transaction.
 */
export function watchForTrouble(log: Log, texts: () => ShellTexts): void {
  let isTelling = false
  const tell = async (event: string, cause: unknown): Promise<void> => {
    log.error(event, cause)
    if (isTelling || !app.isReady()) return
    isTelling = true
    try {
      await offerRestart(texts().troubleHappened, texts())
    } finally {
      isTelling = false
    }
  }
  process.on('uncaughtException', (error) => {
    // The terminal that started the app was closed: nothing is wrong with the app.
    if ('code' in error && error.code === 'EPIPE') return
    tell('uncaught exception', error).catch(() => {})
  })
  process.on('unhandledRejection', (reason) => {
    tell('unhandled rejection', reason).catch(() => {})
  })
  app.on('child-process-gone', (_event, { type, reason }) => log.warn('process gone', { type, reason }))
}

async function offerRestart(message: string, texts: ShellTexts): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: texts.troubleTitle,
    message,
    detail: texts.troubleSafe,
    buttons: [texts.troubleGoOn, texts.troubleRestart],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  if (response === 1) restart()
}

/** The page cannot be brought back by itself. */
export function tellHopelessPage(texts: ShellTexts): void {
  dialog.showErrorBox(texts.pageHappened, texts.pageSafe)
  restart()
}

/** Nothing could be started: says so in the system's plainest box, which works without a window. */
export function tellFailedStart(texts: ShellTexts, folder: string): void {
  dialog.showErrorBox(texts.startHappened, `${texts.startSafe}\n\n${folder}`)
}

function restart(): void {
  app.relaunch()
  app.quit()
}
