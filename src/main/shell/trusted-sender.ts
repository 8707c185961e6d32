import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import { isOwnPage } from './own-page.ts'

/** The part of a call that says who makes it. */
export type Caller = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/** Only the top frame of our own page in our own window may ask, and only while it still shows that page. */
export function isTrustedSender(event: Caller, window: BrowserWindow | null, devServer: string | null): boolean {
  const frame = event.senderFrame
  if (!window || window.isDestroyed() || event.sender !== window.webContents) return false
  return frame !== null && frame.parent === null && isOwnPage(frame.url, devServer)
}
