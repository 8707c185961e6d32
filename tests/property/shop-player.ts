import { expect } from 'vitest'
import { drawerLines } from '#shared/closing/day-figures.ts'
import type { Channel } from '#shared/contract/channels.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import { minor } from '#shared/money/money.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, type TestClock, testClock } from '#tests/support/open-app.ts'
import { type Command, dayFrom } from './shop-commands.ts'
import { type Effect, type ModelEntry, ShopModel } from './shop-model.ts'
import { type EntryCommand, type EntryInput, planOf, requestOf } from './shop-plan.ts'

const OPENING_CASH = minor(2_000_00)
const START_MINUTES = Date.UTC(2026, 10, 21, 10, 0) / 60_000

/** Plays commands on the real app, by two processes in turns, and on the model, and holds the two together. */
export class ShopPlayer {
  readonly model: ShopModel
  readonly file: string
  private apps: TestApp[]
  private at = 0
  private readonly clock: TestClock
  private readonly recorded: { channel: Channel; input: object; entryNo: number }[] = []

  private constructor(apps: TestApp[], clock: TestClock, counter: string, file: string) {
    this.apps = apps
    this.clock = clock
    this.file = file
    this.model = new ShopModel(START_MINUTES, counter, OPENING_CASH)
  }

  static async open(): Promise<ShopPlayer> {
    const clock = testClock()
    const here = openTestApp({ clock })
    const { counterCode, file } = await here.call('shop.create', firstRun({ openingCashMinor: OPENING_CASH }))
    const there = openTestApp({ clock, folder: here.folder, keep: true })
    return new ShopPlayer([here, there], clock, counterCode, file)
  }

  private get app(): TestApp {
    return this.apps[this.at] as TestApp
  }

  async close(): Promise<void> {
    for (const app of this.apps.toReversed()) await app.close()
  }

  private async reopenOther(): Promise<void> {
    const [here, there] = this.apps as [TestApp, TestApp]
    await there.close()
    this.apps = [here, openTestApp({ clock: this.clock, folder: here.folder, keep: true })]
  }

  /** The code that the app fails with is the one that the model says, or both do the work. */
  private async agree<Name extends Channel>(
    channel: Name,
    input: Input<Name>,
    refusal: string | null
  ): Promise<Output<Name> | null> {
    if (refusal !== null) {
      expect(await this.app.failure(channel, input), `${channel} ${JSON.stringify(input)}`).toMatchObject({
        code: refusal
      })
      return null
    }
    return this.app.call(channel, input)
  }

  async play(command: Command): Promise<void> {
    switch (command.do) {
      case 'party':
        return this.addParty(command.kind)
      case 'sale':
      case 'got':
      case 'gave':
      case 'goods':
      case 'expense':
      case 'contra':
        return this.record(command)
      case 'reverse':
        return this.reverse(command)
      case 'repeat':
        return this.repeat(command)
      case 'claim':
        return this.claim(command.entry)
      case 'count':
        return this.count(command.difference)
      case 'close':
        return this.closeDay(command)
      case 'clock':
        this.clock.advance(command.minutes * 60_000)
        this.model.localMinutes += command.minutes
        return
      case 'settings':
        await this.app.call('settings.change', { rolloverHour: command.rolloverHour, printOnAccept: command.prints })
        this.model.rolloverHour = command.rolloverHour
        this.model.printOnAccept = command.prints
        // The other process hears of it at its next beat, seconds later; here it is started anew instead.
        this.at = 0
        return this.reopenAll()
      case 'reopen':
        return this.reopenOther()
      case 'otherProcess':
        this.at = 1 - this.at
    }
  }

  private async reopenAll(): Promise<void> {
    const folder = this.app.folder
    for (const app of this.apps) await app.app.close()
    this.apps = [openTestApp({ clock: this.clock, folder }), openTestApp({ clock: this.clock, folder, keep: true })]
  }

  private async addParty(kind: 'customer' | 'supplier'): Promise<void> {
    const request = ask.party(`Party ${this.model.parties.length}`, kind)
    await this.app.call('party.add', request)
    this.model.parties.push({ id: request.id, kind })
  }

  private partyAt(index: number | null): number | null {
    return index === null || this.model.parties.length === 0 ? null : index % this.model.parties.length
  }

  private async record(command: EntryCommand) {
    const party = 'party' in command ? this.partyAt(command.party) : null
    if (party === null && (command.do === 'got' || command.do === 'gave')) return
    const planned = planOf(command, party)
    const bookOn = 'day' in command ? dayFrom(this.model.today, command.day) : null
    const partyId = party === null ? null : (this.model.parties[party]?.id ?? null)
    const input = { ...requestOf(command, partyId), bookOn } as EntryInput
    const refusal = planned.refusal ?? this.model.refusesDay(bookOn)
    const answer = await this.agree('entry.record', input, refusal)
    if (answer === null) return
    const { other, dues, amount } = planned
    const more = { id: input.id, other, dues, ...(bookOn === null ? {} : { bookOn }) }
    const entry = this.model.add(planned.kind, party, amount, planned.effect, more)
    this.holds(answer, entry)
    this.recorded.push({ channel: 'entry.record', input, entryNo: this.model.entries.length })
  }

  private holds(answer: Output<'entry.record'> | Output<'entry.reverse'>, entry: ModelEntry): void {
    expect(answer.outcome).toBe('recorded')
    expect(answer.entry).toMatchObject({
      entryNo: this.model.entries.length,
      kind: entry.kind,
      bookOn: entry.bookOn,
      number: entry.number,
      cashMinor: entry.cash,
      upiMinor: entry.upi,
      bankMinor: entry.bank,
      creditMinor: entry.credit,
      balanceAfterMinor: entry.balanceAfter
    })
  }

  private async reverse(command: Extract<Command, { do: 'reverse' }>): Promise<void> {
    const { model } = this
    if (model.entries.length === 0) return
    const at = command.entry % model.entries.length
    const original = model.entries[at] as ModelEntry
    // What the app posts by itself has ids that only it knows.
    const entryId = original.id === '' ? await this.idOf(at + 1) : original.id
    const refusal =
      command.reason.trim() === ''
        ? 'entry/reason-needed'
        : original.kind === 'reversal' || original.kind === 'over-short'
          ? 'entry/not-reversible'
          : original.isUndone
            ? 'entry/already-reversed'
            : null
    const input = { id: newId(), entryId, reason: command.reason }
    const answer = await this.agree('entry.reverse', input, refusal)
    if (answer === null) return
    const effect: Effect = {
      cash: 0 - original.cash,
      upi: 0 - original.upi,
      bank: 0 - original.bank,
      credit: 0 - original.credit
    }
    const other = original.other && { account: original.other.account, amount: -original.other.amount }
    const entry = model.add('reversal', original.party, original.amount, effect, {
      id: input.id,
      other,
      undoes: at + 1
    })
    original.isUndone = true
    original.upiState = 'none'
    this.holds(answer, entry)
    this.recorded.push({ channel: 'entry.reverse', input, entryNo: model.entries.length })
  }

  private async idOf(entryNo: number): Promise<string> {
    const days = { fromOn: 20200101, toOn: 20991231, kinds: null, text: '', offset: 0, limit: 1000 }
    const { entries } = await this.app.call('dayBook.read', days)
    return entries.find((entry) => entry.entryNo === entryNo)?.id ?? ''
  }

  /** A command that is sent a second time does nothing and says so; with the id of another it is refused. */
  private async repeat(command: Extract<Command, { do: 'repeat' }>): Promise<void> {
    const earlier = this.recorded[command.command % Math.max(1, this.recorded.length)]
    if (!earlier) return
    if (command.isChanged) {
      const input = { ...earlier.input, text: 'something else', entryId: newId() }
      const { text: _, ...reversal } = input
      const { entryId: __, ...record } = input
      const asked = earlier.channel === 'entry.reverse' ? reversal : record
      const failure = await this.app.failure(earlier.channel as 'entry.record', asked as EntryInput)
      expect(failure).toEqual({ code: 'entry/id-reused' })
      return
    }
    const answer = await this.app.call(earlier.channel as 'entry.record', earlier.input as EntryInput)
    expect(answer).toMatchObject({ outcome: 'exists', entry: { entryNo: earlier.entryNo } })
  }

  private async claim(index: number): Promise<void> {
    const known = this.model.entries.filter((entry) => entry.id !== '')
    const entry = known[index % Math.max(1, known.length)]
    if (!entry) return
    const refusal =
      entry.upiState === 'waiting' ? null : entry.upiState === 'claimed' ? 'upi/state-backwards' : 'upi/not-upi'
    const input = { id: newId(), entryId: entry.id, state: 'claimed' as const }
    if ((await this.agree('upi.mark', input, refusal)) === null) return
    entry.upiState = 'claimed'
    expect((await this.app.call('upi.mark', input)).outcome).toBe('exists')
  }

  private async count(difference: number): Promise<void> {
    const counted = Math.min(Math.max(0, this.model.cash + difference), 1_000_000_000_000)
    const id = newId()
    const { result } = await this.app.call('closing.count', { id, count: ask.count({ loose: counted }) })
    expect(result).toMatchObject({ countedMinor: counted, overShortMinor: counted - this.model.cash })
    this.model.counts.push({ id, period: this.model.period, counted, expected: this.model.cash })
  }

  private async closeDay(command: Extract<Command, { do: 'close' }>): Promise<void> {
    const { model } = this
    const count = model.counts.at(-1)
    const since = model.ofPeriod(model.period).length
    const drawer = model.cash + (count ? count.counted - count.expected : 0)
    const refusal = !count
      ? 'closing/count-missing'
      : count.period !== model.period
        ? 'closing/count-used'
        : count.counted !== count.expected && command.reason.trim() === ''
          ? 'closing/reason-needed'
          : model.lastClosing !== null && since === 0 && model.today > model.clockDay
            ? 'closing/nothing-to-close'
            : command.owner + command.bank > Math.max(drawer, 0)
              ? 'closing/float-exceeds-count'
              : null
    const { owner, bank, reason } = command
    const input = { id: newId(), countId: count?.id ?? newId(), reason, toOwnerMinor: owner, toBankMinor: bank }
    const answer = await this.agree('closing.close', input, refusal)
    if (answer === null || !count) return
    const [bookOn, cashBefore] = [model.dayToClose, model.cash]
    const difference = count.counted - count.expected
    const nothing = { cash: 0, upi: 0, bank: 0, credit: 0 }
    const drop = (amount: number, effect: Effect, other: ModelEntry['other']) =>
      amount > 0 && model.add('contra', null, amount, effect, { bookOn, other })
    if (difference !== 0) {
      const other = { account: 'over-short', amount: -difference }
      model.add('over-short', null, Math.abs(difference), { ...nothing, cash: difference }, { bookOn, other })
    }
    drop(owner, { ...nothing, cash: -owner }, { account: 'owner', amount: owner })
    drop(bank, { ...nothing, cash: -bank, bank }, null)
    model.closings.push({ bookOn, lastEntryNo: model.entries.length, float: model.cash })
    const { closing } = answer
    expect(closing).toMatchObject({
      zNo: model.closings.length,
      bookOn,
      countedMinor: count.counted,
      overShortMinor: difference,
      nextFloatMinor: model.cash
    })
    // What was sold between the count and the close is in the lines of the Z, and not in what was expected at the count.
    expect(drawerLines(closing.figures)).toBe(cashBefore)
    expect(closing.figures.expectedMinor).toBe(count.expected)
    expect(await this.app.call('closing.close', input)).toEqual({ outcome: 'exists', closing })
  }

  /** What the screens show is what the model adds up. */
  async check(): Promise<void> {
    const { model, app } = this
    const open = model.ofPeriod(model.period)
    const total = (kinds: string[], of: (entry: ModelEntry) => number) =>
      open.filter((entry) => kinds.includes(entry.kind)).reduce((sum, entry) => sum + of(entry), 0)
    const balances = model.parties.map((_, at) => model.balance(at))
    const summary = await app.call('counter.summary', {})
    expect(summary).toMatchObject({
      bookOn: model.today,
      drawerMinor: model.cash,
      getMinor: balances.reduce((sum, balance) => sum + Math.max(0, balance), 0),
      giveMinor: balances.reduce((sum, balance) => sum + Math.max(0, -balance), 0),
      partyCount: model.parties.length,
      entryCountToday: open.length,
      upiUnprovedCount: open.filter((entry) => entry.upiState !== 'none').length
    })
    const figures = await app.call('closing.figures', {})
    expect(drawerLines(figures)).toBe(figures.expectedMinor)
    const dues = total(['got'], (entry) => entry.cash) + total(['sale'], (entry) => entry.dues)
    expect(figures).toMatchObject({
      expectedMinor: model.cash,
      duesCashMinor: dues,
      cashSalesMinor: total(['sale'], (entry) => entry.cash - entry.dues),
      cashExpensesMinor: total(['expense'], (entry) => 0 - entry.cash),
      upiWaitingMinor: total(['sale', 'got'], (entry) => (entry.upiState === 'waiting' ? entry.upi : 0)),
      upiClaimedMinor: total(['sale', 'got'], (entry) => (entry.upiState === 'claimed' ? entry.upi : 0)),
      openingFloatMinor: (model.lastClosing?.float ?? 0) + total(['opening'], (entry) => entry.cash)
    })
  }
}
