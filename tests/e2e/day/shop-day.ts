import { expect, type Page } from '@playwright/test'
import closing from '#locales/en/closing.json' with { type: 'json' }
import queue from '#locales/en/print-queue.json' with { type: 'json' }
import { launchApp, type RunningApp } from '../launch.ts'
import { countOf, drawerLines } from './closing-screen.ts'
import { answerFirstRun, type DayEntry } from './counter-day.ts'
import { CounterScreen } from './counter-screen.ts'
import { PaperListener } from './paper-listener.ts'
import { morningZone } from './shop-clock.ts'
import { drawerOf, emptyTally, enter } from './tally.ts'
import { Typist } from './typist.ts'

/** A receipt that has to come out of the printer. */
export interface OwedPaper {
  readonly name: string
  readonly number: string
  /** Rupees that the code on it asks for; null for a paper without one. */
  readonly asksFor: string | null
}

/** Called at each place of the day that is worth a picture. */
export type Look = (name: string, page: Page) => Promise<void>

/** One day of one shop in the real app, typed by one person, with a tally and a pile of papers kept beside it. */
export class ShopDay {
  readonly zone = morningZone()
  readonly tally = emptyTally()
  readonly owed: OwedPaper[] = []
  readonly #userData: string
  readonly #look: Look
  #running: RunningApp | null = null
  #typist: Typist | null = null
  #printer: PaperListener | null = null
  /** What happened to the tally since it was started: entries only, for a proof that none came twice. */
  readonly acknowledged: string[] = []

  constructor(userData: string, look: Look = async () => {}) {
    this.#userData = userData
    this.#look = look
  }

  get page(): Page {
    return this.#there(this.#running).page
  }
  get app(): RunningApp {
    return this.#there(this.#running)
  }
  get typist(): Typist {
    return this.#there(this.#typist)
  }
  get printer(): PaperListener {
    return this.#there(this.#printer)
  }
  get counter(): CounterScreen {
    return new CounterScreen(this.page)
  }

  look(name: string): Promise<void> {
    return this.#look(name, this.page)
  }

  async start(): Promise<void> {
    this.#running = await launchApp({ userData: this.#userData, env: { TZ: this.zone } })
    this.#typist = new Typist(this.page)
  }

  /** Ends the app as a power cut would. */
  async cutPower(): Promise<void> {
    await this.app.kill9()
  }

  async goHome(): Promise<void> {
    await this.#running?.close()
    await this.#printer?.stop()
  }

  async firstRun(): Promise<void> {
    await expect(this.page.getByRole('combobox')).toBeFocused()
    await this.look('first run')
    await answerFirstRun(this.typist)
    await this.counter.isReady()
  }

  /** Sets up a printer in the network by the settings screen and prints the test page on it. */
  async setUpPrinter(): Promise<void> {
    this.#printer = await PaperListener.start()
    await this.typist.press('F11', 'Alt+C')
    await this.typist.line('Counter printer')
    await this.typist.press('Enter')
    await this.typist.type(`127.0.0.1:${this.printer.port}`)
    await this.look('settings, a new printer')
    await this.typist.press('Ctrl+A')
    await expect(this.page.getByRole('dialog')).toHaveCount(0)
    await this.typist.press('Escape')
    await this.counter.isReady()
  }

  /** Makes one entry and waits until it is said to be in the book. */
  async enter(entry: DayEntry): Promise<void> {
    const before = await this.counter.count()
    await entry.keys(this.typist)
    await this.counter.acknowledged(before)
    await this.counter.isReady()
    this.acknowledged.push(entry.name)
    enter(this.tally, entry.change)
    if (entry.paper === 'none') return
    const { number } = await this.counter.newest()
    this.owed.push({ name: entry.name, number, asksFor: entry.paper === 'plain' ? null : entry.paper.asksFor })
  }

  /** Looks at the day so far, without closing it. */
  async lookAtX(): Promise<Record<string, string>> {
    await this.typist.press('Alt+Z', 'F6')
    const report = this.page.getByRole('dialog', { name: closing.figures.xTitle })
    await expect(report.getByText(closing.figures.expected)).toBeVisible()
    const lines = await drawerLines(report)
    await this.look('X report')
    await this.typist.press('Alt+P')
    this.owed.push({ name: 'X report', number: '', asksFor: null })
    await expect(report).toHaveCount(0)
    await this.typist.press('Escape')
    await this.counter.isReady()
    return lines
  }

  /** The jobs that wait for a person, as the print queue says. */
  undecided(): Promise<number> {
    return this.page.getByRole('grid', { name: queue.label }).locator('.queue-waits').count()
  }

  /** Counts what is in the drawer, so many paise short, and says what should have been there only afterwards. */
  async countDrawer(shortPaise: number): Promise<void> {
    await this.typist.press('Alt+Z')
    await expect(this.page.getByText(closing.count.acceptHint)).toBeVisible()
    for (const box of countOf(drawerOf(this.tally) - shortPaise)) await this.typist.line(box)
    await this.look('closing, the blind count')
  }

  #there<Part>(part: Part | null): Part {
    if (part === null) throw new Error('the day has not begun')
    return part
  }
}
