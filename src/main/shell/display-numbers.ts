import { BrowserWindow, type Display } from 'electron'
import { DRAWN_PAGE } from './hardened-page.ts'

const SHOWN_MS = 4_000
const SIDE = 220

/** Windows with a number that are open now: a key that is held shows them once. */
let shown = 0

/**
 * Writes on each display the number that it has in the list, for a few seconds. The windows carry a picture and no script,
 * take no focus and let every click through.
 */
export function showDisplayNumbers(displays: readonly Display[], counter: () => BrowserWindow | null): void {
  if (shown > 0) return
  for (const [index, { bounds }] of displays.entries()) {
    const window = new BrowserWindow({
      x: Math.round(bounds.x + bounds.width / 2 - SIDE / 2),
      y: Math.round(bounds.y + bounds.height / 2 - SIDE / 2),
      width: SIDE,
      height: SIDE,
      show: false,
      frame: false,
      focusable: false,
      skipTaskbar: true,
      resizable: false,
      alwaysOnTop: true,
      backgroundColor: '#1747c4',
      webPreferences: DRAWN_PAGE
    })
    shown += 1
    window.once('closed', () => {
      shown -= 1
    })
    window.setIgnoreMouseEvents(true)
    void window.loadURL(`data:image/svg+xml,${encodeURIComponent(numberPicture(index + 1))}`).catch(() => {})
    window.showInactive()
    const gone = () => {
      if (!window.isDestroyed()) window.destroy()
    }
    setTimeout(gone, SHOWN_MS)
    counter()?.once('closed', gone)
  }
}

const numberPicture = (number: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 100 100">` +
  '<rect width="100" height="100" fill="#1747c4"/>' +
  `<text x="50" y="52" fill="#fff" font-family="sans-serif" font-weight="700" font-size="64" text-anchor="middle" dominant-baseline="middle">${number}</text></svg>`
