import electron, { clipboard, nativeImage, shell } from 'electron'
import type { Log } from '#main/ports/log.ts'
import type { Outside } from '#main/ports/outside.ts'
import { isChatUrl } from '#shared/reminders/phone-number.ts'

/** The system's browser and clipboard. No address but that of a chat is ever opened. */
export function createSystemOutside(log: Log): Outside {
  return {
    async openChat(url) {
      if (!isChatUrl(url)) {
        log.warn('address not opened')
        return false
      }
      try {
        await shell.openExternal(url)
        return true
      } catch (error) {
        log.error('browser not opened', error)
        return false
      }
    },
    copyText: (text) => clipboard.writeText(text),
    async copyPicture(png) {
      try {
        await writePicture(png)
        return true
      } catch (error) {
        log.error('picture not copied', error)
        return false
      }
    }
  }
}

/** Older runtimes know images of their own kind only, newer ones the items of the web. */
async function writePicture(png: Uint8Array): Promise<void> {
  const board: object = clipboard
  if ('writeImage' in board && typeof board.writeImage === 'function') {
    board.writeImage(nativeImage.createFromBuffer(Buffer.from(png)))
    return
  }
  const bytes = new Blob([new Uint8Array(png)], { type: 'image/png' })
  await clipboard.write([new electron.ClipboardItem({ 'image/png': bytes })])
}
