import path from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Log } from '#main/ports/log.ts'
import { HARDENED_PAGE } from './hardened-page.ts'
import { PAGE_ADDRESS } from './own-page.ts'
import { LEAST_SIZE, placeWindow, type WindowState } from './window-state.ts'

/** The ground of each theme (`--ground` of the design tokens), so that the frame before the first one has its colour. */
const GROUND = { light: '#eef0f3', dark: '#0f1216', contrast: '#000000' }

/** A page that stops this often within a minute is not brought back by itself. */
const MOST_RELOADS = 3
const RELOAD_WINDOW_MS = 60_000

const SHOW_AFTER_LOAD_MS = 400
const LATEST_SHOW_MS = 3000

export interface MainWindowOptions {
  readonly state: WindowState
  readonly preload: string
  readonly devServer: string | null
  readonly log: Log
  /** Keeps where the window stands. */
  onMoved(place: Pick<WindowState, 'box' | 'isMaximized'>): void
  /** The page stops again and again. */
  onHopeless(): void
}

/** Opens the one window. It is shown when its first frame is drawn, so that nothing flashes. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { devServer, log, preload, state } = options
  const { box, isMaximized } = placeWindow(state, workAreas())
  const window = new BrowserWindow({
    ...box,
    minWidth: Math.min(LEAST_SIZE.width, box.width),
    minHeight: Math.min(LEAST_SIZE.height, box.height),
    show: false,
    backgroundColor: groundOf(state.theme),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      ...HARDENED_PAGE,
      devTools: devServer !== null
    }
  })
  showWhenDrawn(window, isMaximized)
  keepPlace(window, options)
  bringBack(window, options)
  if (devServer !== null) addDeveloperKey(window)
  // Text is sized by the shop's settings; the browser's own zoom would be a second, hidden one.
  window.webContents.on('did-finish-load', () => {
    window.webContents.setZoomFactor(1)
    window.webContents.setVisualZoomLevelLimits(1, 1).catch((error: unknown) => log.error('zoom not fixed', error))
  })
  window.loadURL(devServer ?? PAGE_ADDRESS).catch((error: unknown) => log.error('page not loaded', error))
  return window
}

/**
 * The first frame is announced by an event that never comes when the graphics process is replaced while it starts (seen
 * about once in fifty starts on a machine without a graphics card). A loaded page is shown a moment later anyway, and
 * a window is never kept back for long: it has the ground's colour.
 */
function showWhenDrawn(window: BrowserWindow, isMaximized: boolean): void {
  let isShown = false
  const show = (): void => {
    if (isShown || window.isDestroyed()) return
    isShown = true
    clearTimeout(atTheLatest)
    if (isMaximized) window.maximize()
    window.show()
  }
  const atTheLatest = setTimeout(show, LATEST_SHOW_MS)
  window.once('ready-to-show', show)
  window.webContents.once('did-finish-load', () => setTimeout(show, SHOW_AFTER_LOAD_MS))
}

function workAreas() {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id)
  return [main, ...others].map((display) => display.workArea)
}

function groundOf(theme: WindowState['theme']): string {
  if (theme === 'system') return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light
  return GROUND[theme]
}

/** Tells where the window stands when it closes, and when it was moved, so that a power cut loses at most the last move. */
function keepPlace(window: BrowserWindow, options: MainWindowOptions): void {
  const tell = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return
    options.onMoved({ box: window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  window.on('moved', tell)
  window.on('resized', tell)
  window.on('close', tell)
}

/** A page that crashed is loaded again: the ledger lives in main and has not noticed. */
function bringBack(window: BrowserWindow, { log, onHopeless }: MainWindowOptions): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.warn('page gone', { reason, exitCode })
    const nowMs = performance.now()
    crashes = [...crashes.filter((atMs) => nowMs - atMs < RELOAD_WINDOW_MS), nowMs]
    if (crashes.length > MOST_RELOADS) onHopeless()
    else if (!window.isDestroyed()) window.webContents.reload()
  })
  window.on('unresponsive', () => log.warn('page does not answer'))
  window.on('responsive', () => log.info('page answers again'))
}

/** F12 belongs to the shop, so the developer tools have a key that no key set uses. */
function addDeveloperKey(window: BrowserWindow): void {
  window.webContents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !input.control || !input.shift || input.code !== 'KeyI') return
    event.preventDefault()
    window.webContents.toggleDevTools()
  })
}

/** The preload that electron-vite builds beside the main script. */
export const preloadBeside = (mainFolder: string): string => path.join(mainFolder, '../preload/index.cjs')
