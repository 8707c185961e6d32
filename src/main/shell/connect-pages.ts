import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Router } from '#main/ipc/router.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import { callAddress, eventAddress } from '#shared/contract/bridge.ts'
import { CHANNELS, isLong } from '#shared/contract/channels.ts'
import { events } from '#shared/contract/contract.ts'

/**
 * Takes the calls of the pages from now on. The router may come later than the first call: a page that is quicker
 * than the ledger simply waits for it.
 */
export function connectPages(router: Promise<Router<IpcMainInvokeEvent>>): void {
  for (const channel of CHANNELS) {
    ipcMain.handle(callAddress(channel), async (event, input: unknown) => {
      const answer = await (await router).call(channel, event, input)
      return isLong(channel) ? JSON.stringify(answer) : answer
    })
  }
}

/** Sends events to the window. What breaks the contract is noted and stays here. */
export function createEventSink(window: () => BrowserWindow | null, log: Log): EventSink {
  return (name, payload) => {
    const checked = events[name].safeParse(payload)
    if (!checked.success) {
      log.error('wrong event', checked.error, { name })
      return
    }
    const target = window()
    if (!target || target.isDestroyed() || target.webContents.isDestroyed()) return
    target.webContents.send(eventAddress(name), checked.data)
  }
}
