import path from 'node:path'
import { type BrowserWindow, type Display, ipcMain, screen } from 'electron'
import type { CustomerScreen } from '#main/ports/customer-screen.ts'
import type { Log } from '#main/ports/log.ts'
import { CUSTOMER_CHANGED_ADDRESS, CUSTOMER_VIEW_ADDRESS } from '#shared/contract/customer-bridge.ts'
import type { CustomerScreenState } from '#shared/contract/customer-endpoints.ts'
import { type CustomerView, zCustomerView } from '#shared/customer-view/customer-view.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type CustomerChoice, readCustomerChoice, writeCustomerChoice } from './customer-choice.ts'
import { findDisplay, type Place, placeCustomer, type RememberedDisplay } from './customer-place.ts'
import { coverDisplay, openCustomerWindow } from './customer-window.ts'
import { showDisplayNumbers } from './display-numbers.ts'
import { isTrustedSender } from './trusted-sender.ts'
import type { Box } from './window-state.ts'

export interface CustomerScreenOptions {
  readonly mainFolder: string
  readonly userDataFolder: string
  readonly devServer: string | null
  readonly log: Log
  readonly counter: () => BrowserWindow | null
}

/** While a window is dragged the place is looked at so often, in milliseconds. */
const MOVE_PAUSE_MS = 100
/** A system that will not give the whole display is left at that. */
const MOST_TRIES = 12

/**
 * Keeps the customer's window on the display that was chosen, and away from every other: it goes when the cable is pulled
 * and comes back with it, and it gives way to the cashier's window wherever that is moved.
 */
export class ShellCustomerScreen implements CustomerScreen {
  readonly #options: CustomerScreenOptions
  readonly #file: string
  #choice: CustomerChoice
  #window: BrowserWindow | null = null
  #view: CustomerView | null = null
  #waiting: NodeJS.Timeout | null = null
  #reason = ''
  #isFound = false
  #tries = 0
  #isNotPlaceable = false

  constructor(options: CustomerScreenOptions) {
    this.#options = options
    this.#file = path.join(options.userDataFolder, 'customer-screen.json')
    this.#choice = readCustomerChoice(this.#file)
  }

  /** Begins to watch displays and the cashier's window. Called once, when the app is ready and that window is made. */
  watch(counter: BrowserWindow): void {
    ipcMain.handle(CUSTOMER_VIEW_ADDRESS, (event) =>
      isTrustedSender(event, this.#window, this.#options.devServer) ? this.#view : null
    )
    const look = () => this.#look()
    const lookAnew = () => {
      this.#isNotPlaceable = false
      this.#tries = 0
      this.#look()
    }
    screen.on('display-added', lookAnew)
    screen.on('display-removed', lookAnew)
    screen.on('display-metrics-changed', lookAnew)
    for (const event of ['move', 'resize'] as const) counter.on(event as 'move', () => this.#lookSoon())
    for (const event of ['show', 'restore', 'minimize', 'maximize', 'unmaximize'] as const)
      counter.on(event as 'show', look)
    counter.once('closed', () => this.close())
    // Not before the cashier's own first picture: this window can wait.
    counter.once('show', () => this.#lookSoon())
  }

  show(view: CustomerView): void {
    const checked = zCustomerView.safeParse(view)
    if (!checked.success) {
      this.#options.log.error('wrong customer view', checked.error)
      return
    }
    this.#view = checked.data
    const window = this.#window
    if (window === null || window.isDestroyed() || window.webContents.isDestroyed()) return
    window.webContents.send(CUSTOMER_CHANGED_ADDRESS, checked.data)
  }

  state(): CustomerScreenState {
    const displays = screen.getAllDisplays()
    const { display } = this.#choice
    const chosen = display === null ? null : findDisplay(display, displays.map(factsOf), !this.#isFound)
    const counterId = this.#counterDisplay()?.id ?? null
    return {
      isOn: this.#choice.isOn,
      reason: this.#place().reason,
      displays: displays.map((one, index) => ({
        key: String(one.id),
        number: index + 1,
        label: one.label,
        ...pixelsOf(one),
        isCounter: one.id === counterId,
        isChosen: one.id === chosen?.id
      })),
      remembered:
        display === null ? null : { label: display.label, width: display.bounds.width, height: display.bounds.height }
    }
  }

  choose({ isOn, displayKey }: { readonly isOn: boolean; readonly displayKey: string | null }): CustomerScreenState {
    const found = screen.getAllDisplays().find((display) => String(display.id) === displayKey)
    if (displayKey !== null && found === undefined) refuse('display/not-found', {}, 'displayKey')
    this.#keep({ isOn, display: found === undefined ? this.#choice.display : factsOf(found) })
    this.#isNotPlaceable = false
    this.#tries = 0
    this.#look()
    return this.state()
  }

  identify(): void {
    showDisplayNumbers(screen.getAllDisplays(), this.#options.counter)
  }

  close(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting)
    if (this.#window !== null && !this.#window.isDestroyed()) this.#window.destroy()
    this.#window = null
  }

  #lookSoon(): void {
    this.#waiting ??= setTimeout(() => {
      this.#waiting = null
      this.#look()
    }, MOVE_PAUSE_MS)
  }

  #look(): void {
    const counter = this.#options.counter()
    if (counter === null || counter.isDestroyed()) return
    const place = this.#place()
    if (place.reason !== this.#reason) this.#options.log.info('customer screen', { reason: place.reason })
    this.#reason = place.reason
    if (place.display === null) {
      if (this.#window?.isVisible()) this.#window.hide()
      return
    }
    this.#isFound = true
    this.#remember(place.display)
    this.#window ??= this.#open(place.display.bounds)
    const isDone = coverDisplay(this.#window, place.display.bounds)
    this.#tries = isDone ? 0 : this.#tries + 1
    if (!isDone && this.#tries < MOST_TRIES) this.#lookSoon()
    else if (!this.#stands(this.#window, place.display)) this.#giveUp(this.#window)
  }

  /** Whether the window is where it was put. Under Wayland a program has no say in that. */
  #stands(window: BrowserWindow, display: RememberedDisplay): boolean {
    return screen.getDisplayMatching(window.getBounds()).id === display.id
  }

  /** Better no picture than one on a display that nobody chose. A new choice, or another display, tries again. */
  #giveUp(window: BrowserWindow): void {
    this.#isNotPlaceable = true
    this.#options.log.warn('customer screen not placeable')
    window.hide()
  }

  #open(bounds: Box): BrowserWindow {
    const { mainFolder, devServer, log } = this.#options
    const preload = path.join(mainFolder, '../preload/customer.cjs')
    const window = openCustomerWindow({ bounds, preload, devServer, log })
    window.once('closed', () => {
      if (this.#window === window) this.#window = null
    })
    return window
  }

  #place(): Place<RememberedDisplay> {
    if (this.#isNotPlaceable) return { reason: 'not-placeable', display: null }
    const { isOn, display } = this.#choice
    const displays = screen.getAllDisplays().map(factsOf)
    const counter = this.#counterBox()
    return placeCustomer({ isOn, remembered: display, displays, isFirstLook: !this.#isFound, counter })
  }

  #counterBox(): Box | null {
    const counter = this.#options.counter()
    return counter === null || counter.isDestroyed() || counter.isMinimized() ? null : counter.getBounds()
  }

  #counterDisplay(): Display | null {
    const counter = this.#options.counter()
    return counter === null || counter.isDestroyed() ? null : screen.getDisplayMatching(counter.getBounds())
  }

  /** The display may have got another id or place since it was chosen. */
  #remember(display: RememberedDisplay): void {
    this.#keep({ ...this.#choice, display })
  }

  #keep(next: CustomerChoice): void {
    if (JSON.stringify(next) === JSON.stringify(this.#choice)) return
    this.#choice = next
    writeCustomerChoice(this.#file, next)
  }
}

const factsOf = ({ id, label, bounds: { x, y, width, height } }: Display): RememberedDisplay => ({
  id,
  label,
  bounds: { x, y, width, height }
})

/** The size as it is printed on the box of the monitor. */
const pixelsOf = ({ bounds, scaleFactor }: Display) => ({
  width: Math.round(bounds.width * scaleFactor),
  height: Math.round(bounds.height * scaleFactor)
})
