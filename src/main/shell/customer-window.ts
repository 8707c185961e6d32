import { BrowserWindow } from 'electron'
import type { Log } from '#main/ports/log.ts'
import { HARDENED_PAGE } from './hardened-page.ts'
import { CUSTOMER_PAGE, PAGE_ADDRESS } from './own-page.ts'
import type { Box } from './window-state.ts'

export interface CustomerWindowOptions {
  readonly bounds: Box
  /** The preload of this window alone: it can look and nothing else. */
  readonly preload: string
  readonly devServer: string | null
  readonly log: Log
}

/**
 * Opens the customer's window on the whole of a display, without a frame. It can never take the focus: not when it is
 * shown, not when somebody taps on it. It is shown by `coverDisplay`.
 */
export function openCustomerWindow({ bounds, preload, devServer, log }: CustomerWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    frame: false,
    focusable: false,
    skipTaskbar: true,
    hasShadow: false,
    movable: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      ...HARDENED_PAGE,
      // A screen that nobody touches for hours must not fall asleep: its clock goes on, and a bill comes at any moment.
      backgroundThrottling: false,
      devTools: devServer !== null
    }
  })
  const { webContents } = window
  // It shows one page for ever; even our own other page has nothing to look for here.
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-frame-navigate', (event) => event.preventDefault())
  webContents.on('did-finish-load', () => {
    webContents.setZoomFactor(1)
    webContents.setVisualZoomLevelLimits(1, 1).catch((error: unknown) => log.error('zoom not fixed', error))
  })
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.warn('customer page gone', { reason, exitCode })
    // Not at once: a page that stops while it starts must not keep the processor from the counter.
    setTimeout(() => {
      if (!window.isDestroyed()) webContents.reload()
    }, RELOAD_AFTER_MS)
  })
  const address = devServer === null ? new URL(CUSTOMER_PAGE, PAGE_ADDRESS) : new URL(CUSTOMER_PAGE, devServer)
  window.loadURL(address.href).catch((error: unknown) => log.error('customer page not loaded', error))
  return window
}

const RELOAD_AFTER_MS = 2_000

/**
 * Puts the window over the whole of a display and shows it without taking the focus. It takes two looks: some systems keep
 * a window that has just appeared a point short of the edges. Answers whether it is done.
 */
export function coverDisplay(window: BrowserWindow, bounds: Box): boolean {
  if (isAt(window, bounds) && window.isVisible() && window.isFullScreen()) return true
  if (window.isVisible() && !window.isFullScreen()) {
    window.setFullScreen(true)
    return false
  }
  // A window that fills a display is moved only after it has let go of it.
  window.setFullScreen(false)
  window.setBounds(bounds)
  window.showInactive()
  return false
}

function isAt(window: BrowserWindow, bounds: Box): boolean {
  const now = window.getBounds()
  return now.x === bounds.x && now.y === bounds.y && now.width === bounds.width && now.height === bounds.height
}
