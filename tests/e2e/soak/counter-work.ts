import { expect, type Page } from '@playwright/test'
import type { Input } from '#shared/contract/contract.ts'
import { addParty, ask, entry, Hands } from '#tests/e2e/at-the-counter.ts'

/** Every screen that a key opens from anywhere. */
const SCREENS: readonly (readonly [key: string, screen: string])[] = [
  ['Control+b', 'bill'],
  ['Control+o', 'bills'],
  ['Alt+l', 'parties'],
  ['Alt+w', 'items'],
  ['Alt+b', 'day-book'],
  ['Control+y', 'reports'],
  ['Alt+z', 'closing'],
  ['Alt+y', 'slips'],
  ['Alt+m', 'payments'],
  ['Control+d', 'collect'],
  ['Alt+q', 'print-queue'],
  ['Alt+f', 'exchange'],
  ['Control+u', 'cloud'],
  ['Control+j', 'backups'],
  ['Control+m', 'people'],
  ['Control+e', 'edit-log'],
  ['F11', 'settings']
]
const SCREENS_OF_A_ROUND = 4
/** After so many rounds each screen was opened once. */
export const ROUNDS_UNTIL_ALL_WAS_SEEN = Math.ceil(SCREENS.length / SCREENS_OF_A_ROUND)
const PARTIES = ['Ramesh Kirana', 'Gupta Store', 'Anita General', 'Bharat Traders']

/** What was done, by name. */
export type Done = Record<
  'entries' | 'typed' | 'bills' | 'reversals' | 'screens' | 'X' | 'handovers' | 'closings',
  number
>

/** Ten minutes at a counter, as fast as the app takes them: a round is what happens in them on a busy morning. */
export class CounterWork {
  readonly done: Done = { entries: 0, typed: 0, bills: 0, reversals: 0, screens: 0, X: 0, handovers: 0, closings: 0 }
  readonly #page: Page
  readonly #hands: Hands
  readonly #parties: string[] = []
  #itemId = ''

  constructor(page: Page) {
    this.#page = page
    this.#hands = new Hands(page)
  }

  async begin(): Promise<void> {
    for (const name of PARTIES) this.#parties.push(await addParty(this.#page, name))
    this.#itemId = crypto.randomUUID()
    const prices = [{ level: '', unit: 'PCS' as const, rate: 130_000 }]
    await ask(this.#page, 'item.add', { id: this.#itemId, name: 'Detergent 1 kg', baseUnit: 'PCS', prices })
    await ask(this.#page, 'entry.record', entry.putIn(5_000))
  }

  async round(at: number): Promise<void> {
    const party = this.#parties[at % this.#parties.length] ?? ''
    for (const rupees of [40, 120, 65, 310]) await this.#record(entry.cashSale(rupees + at))
    await this.#record(entry.creditSale(party, 1_500 + at))
    await this.#record(entry.got(party, 700))
    await this.#record(entry.expense('tea', 40))
    const wrong = await this.#record(entry.cashSale(999))
    await ask(this.#page, 'entry.reverse', { id: crypto.randomUUID(), entryId: wrong, reason: 'typed twice' })
    this.done.reversals += 1
    await this.#bill(party)
    await this.#typeSale(100 + at)
    await this.#lookAround(at)
  }

  async #record(asked: Input<'entry.record'>): Promise<string> {
    const { entry: recorded } = await ask(this.#page, 'entry.record', asked)
    this.done.entries += 1
    return recorded.id
  }

  async #bill(partyId: string): Promise<void> {
    await ask(this.#page, 'bill.record', {
      ...{ id: crypto.randomUUID(), kind: 'sale', partyId, bookOn: null, occurredOn: null },
      tender: { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 },
      lines: ['Detergent 1 kg', 'Detergent 1 kg, blue'].map((text) => ({
        ...{ itemId: this.#itemId, text, said: [{ count: 3_000, unit: 'PCS' }], rate: 130_000, rateUnit: 'PCS' },
        ...{ amountMinor: 390_00, discount: null }
      }))
    } as Input<'bill.record'>)
    this.done.bills += 1
  }

  /** A cash sale by keys. */
  async #typeSale(rupees: number): Promise<void> {
    const before = await this.#entryCount()
    await this.#hands.press('Enter')
    await this.#hands.type(String(rupees))
    await this.#hands.press('Control+a')
    await expect.poll(() => this.#entryCount(), { timeout: 60_000 }).toBe(before + 1)
    this.done.typed += 1
  }

  async #entryCount(): Promise<number> {
    const [newest] = await ask(this.#page, 'entry.recent', { beforeEntryNo: null, limit: 1 })
    return newest?.entryNo ?? 0
  }

  /** Opens some of the screens and leaves each again; the next round opens the next ones. */
  async #lookAround(at: number): Promise<void> {
    for (let step = 0; step < SCREENS_OF_A_ROUND; step++) {
      const [key, screen] = SCREENS[(at * SCREENS_OF_A_ROUND + step) % SCREENS.length] ?? ['F11', 'settings']
      await this.#go(key, screen)
      await this.#go('Alt+h', 'counter')
      this.done.screens += 1
    }
  }

  /** A key that comes while a screen is being drawn may be nobody's: it is pressed again. */
  async #go(key: string, screen: string): Promise<void> {
    const there = this.#page.locator(`[data-screen="${screen}"]:not([inert])`)
    await expect(async () => {
      await this.#hands.press(key)
      await expect(there).toBeVisible({ timeout: 3_000 })
    }).toPass({ timeout: 120_000 })
  }

  /** Each hour somebody looks at the X, and another person takes the drawer over. */
  async hour(at: number): Promise<void> {
    await ask(this.#page, 'closing.figures', {})
    this.done.X += 1
    const countId = await this.#count()
    const moved = { reason: 'simulated', toOwnerMinor: 0, toBankMinor: 0 }
    await ask(this.#page, 'shift.handOver', {
      ...{ id: crypto.randomUUID(), countId, ...moved, person: at % 2 === 0 ? 'Ravi' : 'Asha' }
    })
    this.done.handovers += 1
  }

  async close(): Promise<void> {
    const countId = await this.#count()
    const moved = { reason: 'simulated', toOwnerMinor: 0, toBankMinor: 0 }
    await ask(this.#page, 'closing.close', { id: crypto.randomUUID(), countId, ...moved })
    this.done.closings += 1
  }

  async #count(): Promise<string> {
    const id = crypto.randomUUID()
    const nothing = { notes: [], coins: [], tornMinor: 0, chequesMinor: 0, vouchersMinor: 0 }
    await ask(this.#page, 'closing.count', { id, count: { ...nothing, looseCoinsMinor: 500_000 } })
    return id
  }
}
