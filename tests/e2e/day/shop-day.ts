import { expect, type Page } from '@playwright/test'
import closing from '#locales/en/closing.json' with { type: 'json' }
import queue from '#locales/en/print-queue.json' with { type: 'json' }
import { moveTo } from '../at-the-counter.ts'
import { launchApp, type RunningApp } from '../launch.ts'
import { countOf, drawerLines } from './closing-screen.ts'
import { answerFirstRun, type DayEntry, plainEntry } from './counter-day.ts'
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
  readonly userData: string
  readonly #look: Look
  #running: RunningApp | null = null
  #typist: Typist | null = null
  #printer: PaperListener | null = null

  constructor(userData: string, look: Look = async () => {}) {
    this.userData = userData
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
    this.#running = await launchApp({ userData: this.userData, env: { TZ: this.zone } })
    this.#typist = new Typist(this.page)
  }

  async goHome(): Promise<void> {
    await this.#running?.close()
    await this.#printer?.stop()
  }

  async firstRun(): Promise<void> {
    await expect(this.page.getByRole('combobox')).toBeFocused()
    await answerFirstRun(this.typist, (name) => this.look(name))
    await this.counter.isReady()
  }

  /** Sets up a printer in the network by the settings screen and prints the test page on it. */
  async setUpPrinter(): Promise<void> {
    this.#printer = await PaperListener.start()
    await this.typist.press('F11', 'Alt+C')
    const byAddress = this.page.getByRole('option', { name: 'A network printer by its address' })
    await moveTo(this.typist, 'ArrowDown', byAddress)
    await this.typist.press('Enter')
    await expect(this.page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
    await this.typist.line('Counter printer')
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
    await entry.keys(this.typist, (name) => this.look(name))
    await this.counter.acknowledged(before)
    await this.counter.isReady()
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

  /**
   * The power goes while one receipt hangs in the printer, another waits behind it, and a third entry has just been
   * accepted and not yet been said to be saved. Then the app is started again.
   */
  async cutPower(): Promise<void> {
    this.printer.jam()
    await this.enter(
      plainEntry('ramesh 101', { credit: 101_00, sales: 101_00, owes: { 'रमेश किराना': 101_00 } }, '101.00')
    )
    await this.printer.waitForJam()
    await this.enter(
      plainEntry('anita 202', { credit: 202_00, sales: 202_00, owes: { 'Anita Stores': 202_00 } }, '202.00')
    )
    await this.typist.type('ramesh 303')
    await this.typist.press('Enter', 'Ctrl+A')
    await this.app.kill9()
    this.printer.unjam()
    await this.start()
    await expect(this.counter.entries).toHaveAttribute('aria-rowcount', /\d\d/)
  }

  /** Finds the paper that was under way as a question in the print queue, and has it printed again. */
  async decideOnPaper(): Promise<void> {
    await this.typist.press('Alt+Q')
    const jobs = this.page.getByRole('grid', { name: queue.label })
    const questions = jobs.getByText(queue.truth['sent-unconfirmed'])
    await expect(questions).toHaveCount(1)
    await expect(jobs.locator('[aria-selected="true"]')).toContainText(queue.truth['sent-unconfirmed'])
    await this.look('print queue, one paper is a question')
    const count = this.printer.papers.length
    await this.typist.press('F6')
    await this.printer.waitFor(count + 1)
    await expect(questions).toHaveCount(0)
    await this.look('print queue, the duplicate')
    await this.typist.press('Escape')
    await this.counter.isReady()
  }

  /** Counts what is in the drawer, so many paise short, and says what should have been there only afterwards. */
  async countDrawer(shortPaise: number): Promise<void> {
    await this.typist.press('Alt+Z')
    await expect(this.page.getByText(closing.count.acceptHint)).toBeVisible()
    for (const box of countOf(drawerOf(this.tally) - shortPaise)) await this.typist.line(box)
    await this.look('closing, the blind count')
  }

  /** Accepts the count; what should have been there is on the screen now. */
  async acceptCount(): Promise<void> {
    await this.typist.press('Ctrl+A')
    await expect(this.page.getByText(closing.figures.expected)).toBeVisible()
  }

  /** Gives the reason, says what stays and what goes to the bank, and freezes the day. */
  async closeDay(reason: string): Promise<void> {
    await this.typist.line(reason)
    await this.typist.line('1,000')
    await this.typist.line('10k')
    await this.look('closing, short with its reason')
    const count = this.printer.papers.length
    await this.typist.press('Enter')
    await expect(this.page.getByText(closing.closed.title)).toBeVisible()
    await this.printer.waitFor(count + 1)
    this.owed.push({ name: 'Z report', number: '', asksFor: null })
    await this.look('closing, the frozen Z')
    await this.typist.press('Enter')
    await this.counter.isReady()
  }

  #there<Part>(part: Part | null): Part {
    if (part === null) throw new Error('the day has not begun')
    return part
  }
}
