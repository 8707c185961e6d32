import { expect } from 'vitest'
import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import { minor } from '#shared/money/money.ts'
import { ask, firstRun, openTestApp, type TestApp, type TestClock, testClock } from '#tests/support/open-app.ts'
import { askBill, some } from '#tests/support/whole-goods.ts'
import { BookWatch } from './book-watch.ts'
import { type Dice, throwDice } from './dice.ts'
import { type Effect, newTally, opposite, type Tally, take } from './shop-tally.ts'

const CASHIERS = ['Asha', 'Bilal', 'Chitra', 'Ravi']
const OPENING_MINOR = 5_000_00
const FIRST_DAY = 20260401

export interface YearCounts {
  days: number
  commands: number
  entries: number
  bills: number
  reversals: number
  handovers: number
  closings: number
  forgotten: number
  jumps: number
  backups: number
  restores: number
  looks: number
}

type Item = Output<'item.add'>['item']

/** A shop that is worked day by day, in simulated time, through the commands of the app. All of it follows from the seed. */
export class ShopYear {
  readonly counts: YearCounts
  private readonly dice: Dice
  private readonly clock: TestClock
  private readonly shop: TestApp
  private readonly watch: BookWatch
  private readonly parties: string[] = []
  private readonly items: Item[] = []
  private tally: Tally = newTally(OPENING_MINOR)
  private kept: { place: string; name: string; tally: Tally } | null = null

  private constructor(dice: Dice, clock: TestClock, shop: TestApp) {
    this.dice = dice
    this.clock = clock
    this.shop = shop
    this.watch = new BookWatch(`${shop.folder}/Counterbook`)
    const none = { entries: 0, bills: 0, reversals: 0, handovers: 0, closings: 0, forgotten: 0 }
    this.counts = { days: 0, commands: 0, ...none, jumps: 0, backups: 0, restores: 0, looks: 0 }
  }

  static async open(seed: number): Promise<ShopYear> {
    const dice = throwDice(seed)
    const clock = testClock(FIRST_DAY, '09:00')
    const shop = openTestApp({ clock })
    const year = new ShopYear(dice, clock, shop)
    await shop.call('shop.create', firstRun({ id: dice.id(), openingCashMinor: minor(OPENING_MINOR) }))
    await shop.call('settings.change', { printOnAccept: false })
    for (let at = 0; at < 12; at++) {
      const id = dice.id()
      await shop.call('party.add', ask.party(`Party ${at}`, at % 4 === 0 ? 'supplier' : 'customer', id))
      year.parties.push(id)
    }
    for (let at = 0; at < 6; at++)
      year.items.push((await shop.call('item.add', { id: dice.id(), name: `Item ${at}`, hsn: '3401' })).item)
    return year
  }

  async close(): Promise<void> {
    await this.shop.close()
  }

  /** One day: work, somebody takes over, the count and the close, or none; now and then a wrong clock or a lost disk. */
  async work(day: number): Promise<void> {
    const { dice } = this
    const on = addDays(FIRST_DAY as BookDate, day)
    this.clock.set(on, '09:00')
    await this.closeForgotten()
    const commands = dice.whole(4, 14)
    for (let at = 0; at < commands; at++) {
      await this.command()
      if (dice.chance(0.04)) await this.atAWrongHour()
      if (dice.chance(0.06)) await this.handOver()
      this.clock.advance(dice.whole(1, 40) * 60_000)
    }
    // Whatever the clock had said before, the evening is the evening.
    this.clock.set(on, '20:30')
    if (dice.chance(0.15)) await this.backUp()
    if (dice.chance(0.85)) await this.closeDay()
    else this.counts.forgotten++
    if (dice.chance(0.04)) await this.restore()
    await this.compare(on)
    this.counts.days++
  }

  /** What the book says against what was reckoned, and the book against itself. */
  async lookAtAll(): Promise<void> {
    this.watch.look()
    this.counts.looks = this.watch.looks
    for (const id of this.tally.entryIds) await this.shop.call('entry.get', { entryId: id })
    expect(await this.shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
  }

  private async compare(on: number): Promise<void> {
    const { drawerMinor } = await this.shop.call('counter.summary', {})
    expect({ on, drawerMinor }).toEqual({ on, drawerMinor: this.tally.cashMinor })
    const partyId = this.dice.one(this.parties)
    const { balanceMinor } = await this.shop.call('party.brief', { partyId })
    expect({ on, partyId, balanceMinor }).toEqual({ on, partyId, balanceMinor: this.tally.balances.get(partyId) ?? 0 })
  }

  private async command(): Promise<void> {
    const { dice } = this
    this.counts.commands++
    await dice.weighted<() => Promise<void>>([
      [8, () => this.sell()],
      [4, () => this.get()],
      [2, () => this.spend()],
      [3, () => this.bill()],
      [1, () => this.undo()],
      [1, () => this.slip()]
    ])()
  }

  private took(id: string, effect: Effect, canUndo = true): void {
    take(this.tally, id, effect)
    if (canUndo) this.tally.open.set(id, effect)
  }

  private async sell(): Promise<void> {
    const { dice } = this
    const [id, partyId, amount] = [dice.id(), dice.chance(0.6) ? dice.one(this.parties) : null, this.amount()]
    const cashMinor = partyId === null ? amount : dice.whole(0, amount)
    await this.shop.call('entry.record', ask.sale(partyId, amount, { cashMinor }, id))
    this.counts.entries++
    this.took(id, { cashMinor, partyId, creditMinor: amount - cashMinor })
  }

  private async get(): Promise<void> {
    const [id, partyId, cashMinor] = [this.dice.id(), this.dice.one(this.parties), this.amount()]
    const upiMinor = this.dice.chance(0.3) ? this.amount() : 0
    await this.shop.call('entry.record', ask.got(partyId, { cashMinor, upiMinor }, id))
    this.counts.entries++
    this.took(id, { cashMinor, partyId, creditMinor: 0 - cashMinor - upiMinor })
  }

  private async spend(): Promise<void> {
    const [id, amount] = [this.dice.id(), Math.ceil(this.amount() / 20)]
    const request = this.dice.chance(0.5) ? ask.expense('tea', amount, id) : ask.contra('cash', 'bank', amount, id)
    await this.shop.call('entry.record', request)
    this.counts.entries++
    this.took(id, { cashMinor: 0 - amount, partyId: null, creditMinor: 0 })
  }

  private async bill(): Promise<void> {
    const { dice } = this
    const partyId = dice.one(this.parties)
    const lines = () => Array.from({ length: dice.whole(1, 3) }, () => some(dice.one(this.items), 4, this.amount()))
    const kind = dice.one(['sale', 'purchase'] as const)
    const id = dice.id()
    const { bill } = await this.shop.call('bill.record', { ...askBill(kind, lines(), { partyId }), id })
    this.counts.bills++
    const total = kind === 'sale' ? bill.row.totalMinor : 0 - bill.row.totalMinor
    const effect = { cashMinor: 0, partyId, creditMinor: total }
    if (kind === 'purchase' || dice.chance(0.7)) return this.took(id, effect)
    this.took(id, effect, false)
    const back = { partyId, ofBillId: id, noteReason: 'returned' }
    const item = this.items.find((one) => one.id === bill.bill.lines[0]?.itemId)
    if (!item) return
    const returned = await this.shop.call('bill.record', {
      ...askBill('sale-return', [some(item, 1, 0, { ofLine: 1 })], back),
      id: dice.id()
    })
    this.counts.bills++
    this.took(returned.bill.row.id, { cashMinor: 0, partyId, creditMinor: 0 - returned.bill.row.totalMinor }, false)
  }

  private async undo(): Promise<void> {
    const open = [...this.tally.open.keys()].slice(-20)
    if (open.length === 0) return
    const [entryId, id] = [this.dice.one(open), this.dice.id()]
    await this.shop.call('entry.reverse', { id, entryId, reason: 'typed twice' })
    this.counts.reversals++
    const effect = this.tally.open.get(entryId)
    this.tally.open.delete(entryId)
    if (effect) this.took(id, opposite(effect), false)
  }

  private async slip(): Promise<void> {
    const [slipId, id, amount] = [this.dice.id(), this.dice.id(), this.dice.whole(1, 200_00)]
    await this.shop.call('slip.add', { id: slipId, name: 'Boy from the mill', amountMinor: amount })
    if (this.dice.chance(0.5)) return
    await this.shop.call('slip.settle', { id, slipId })
    this.took(id, { cashMinor: amount, partyId: null, creditMinor: 0 })
  }

  /** The clock stands wrong for a command: hours back, or days ahead, as a flat battery and a typing hand leave it. */
  private async atAWrongHour(): Promise<void> {
    const wrongMs = this.dice.one([-6, -30, 26, 80]) * 3_600_000
    this.clock.advance(wrongMs)
    this.counts.jumps++
    await this.sell()
    this.clock.advance(0 - wrongMs)
  }

  private async counted(): Promise<{ id: string; loose: number }> {
    const off = this.dice.chance(0.7) ? 0 : this.dice.whole(-50_00, 50_00)
    const [id, loose] = [this.dice.id(), Math.max(0, this.tally.cashMinor + off)]
    await this.shop.call('closing.count', { id, count: ask.count({ loose }) })
    return { id, loose }
  }

  /** Behind a day that nobody closed no drawer is handed over: the app says so. */
  private async handOver(): Promise<void> {
    if ((await this.shop.call('closing.status', {})).forgotten !== null) return
    const { id, loose } = await this.counted()
    const asked = { countId: id, reason: 'change', toOwnerMinor: 0, toBankMinor: 0 }
    await this.shop.call('shift.handOver', { id: this.dice.id(), ...asked, person: this.dice.one(CASHIERS) })
    this.tally.cashMinor = loose
    this.counts.handovers++
  }

  private async closeDay(): Promise<void> {
    const { id, loose } = await this.counted()
    const toOwnerMinor = this.dice.chance(0.5) ? Math.floor(loose / 2) : 0
    const asked = { countId: id, reason: 'change', toOwnerMinor, toBankMinor: 0 }
    await this.shop.call('closing.close', { id: this.dice.id(), ...asked })
    this.tally.cashMinor = loose - toOwnerMinor
    this.tally.closings++
    this.counts.closings++
  }

  /** A day that nobody closed is closed alone the next morning, or goes into the next Z. */
  private async closeForgotten(): Promise<void> {
    const { forgotten } = await this.shop.call('closing.status', {})
    if (forgotten === null || this.dice.chance(0.5)) return
    const asked = { countId: null, reason: 'nobody counted', toOwnerMinor: 0, toBankMinor: 0, isForgotten: true }
    await this.shop.call('closing.close', { id: this.dice.id(), ...asked })
    this.counts.closings++
  }

  private async backUp(): Promise<void> {
    const { places } = await this.shop.call('backup.make', {})
    const [place] = places
    const newest = place?.backups[0]
    expect(newest).toBeDefined()
    this.kept = { place: place?.key ?? '', name: newest?.name ?? '', tally: structuredClone(this.tally) }
    this.counts.backups++
  }

  /** The disk is lost: the book goes back to the last backup, and so does what is reckoned. */
  private async restore(): Promise<void> {
    if (this.kept === null) return
    const { place, name, tally } = this.kept
    await this.shop.call('backup.restore', { source: { place, name }, passphrase: null, losesEntries: true })
    this.tally = structuredClone(tally)
    this.watch.forget()
    this.counts.restores++
  }

  private amount(): number {
    return this.dice.whole(1, 4_000_00)
  }
}
