import { clipboard, shell } from 'electron'
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
    copyText: (text) => clipboard.writeText(text)
  }
}
