import Sqlite from 'better-sqlite3'
import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { PartyRecord } from '#main/ports/ledger-store.ts'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { minor } from '#shared/money/money.ts'
import { linkReference } from '#shared/payments/link-reference.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { billLine, billRequest, pieces } from '#tests/support/bill-request.ts'
import { gatewayFacts } from '#tests/support/gateway-payment.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'
import { type OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'
import { type Command, dayFrom } from './shop-commands.ts'
import { type EntryInput, requestOf } from './shop-plan.ts'

interface Meeting {
  readonly does: string
  readonly most: number
  readonly change: number
}

/** A counter whose person does as the commands say: what the book refuses is not done. The file is synced as by another process. */
export class SyncPlayer {
  readonly counter: SyncCounter
  readonly app: TestApp
  readonly file: string
  readonly refusals = new Map<string, number>()
  readonly done = new Map<string, number>()
  /** Chunks that came from another counter directly. */
  near = 0
  private readonly clock: ReturnType<typeof testClock>

  private constructor(app: TestApp, clock: ReturnType<typeof testClock>, server: OracleServer) {
    this.app = app
    this.clock = clock
    this.file = app.file()
    this.counter = new SyncCounter(this.file, server)
  }

  static async open(server: OracleServer, at: number): Promise<SyncPlayer> {
    const clock = testClock()
    // The clocks of a shop do not agree.
    clock.advance(at * 40_000)
    const app = openTestApp({ clock })
    await app.call('shop.create', firstRun({ shopName: `Sharma ${at}`, openingCashMinor: minor(2_000_00) }))
    return new SyncPlayer(app, clock, server)
  }

  async close(): Promise<void> {
    this.counter.close()
    await this.app.close()
  }

  async does({ does, most, change }: Meeting, near: SyncPlayer): Promise<void> {
    if (does === 'near' && near !== this) this.near += this.counter.takeFrom(near.counter, most * 4)
    if (does === 'push' || does === 'both') this.counter.push(most)
    if (does === 'cut') this.counter.push(most, true)
    if (does === 'pull' || does === 'both') this.counter.pull(most)
    // Cut off in the middle of a chunk; now and then some more of it.
    if (does === 'some') this.counter.takeSome(most)
    if (does === 'slice') this.counter.pull(1, most)
    if (does === 'edit') await this.edit(change)
    if (does === 'pay') this.pay(change)
    if (does === 'clock') this.clock.advance((change - 500) * 60_000)
  }

  /** Somebody pays on a link that this counter made: it makes one only when all that it recorded is sent. Some payments are told again. */
  private pay(change: number): void {
    const { store, server } = this.counter
    this.counter.push(1_000)
    const [party, found] = [this.partyAt(change), this.entryAt(change)]
    // No link is made for a reversal: of two of one entry the other counters keep one as a notice.
    const entry = found?.kind === 'reversal' ? null : found
    const waits = entry !== null && store.upi.stateOf(store.entries.byId(entry.id)?.entryNo ?? 0) !== null
    const type = waits ? ('waits' as const) : ('bill' as const)
    const reference = entry === null || change % 3 === 0 ? '' : linkReference({ type, entryId: entry.id })
    const amount = (waits && change % 5 > 0 ? store.entries.byId(entry.id)?.upiMinor : null) ?? 1 + change
    const currency = change % 50 === 0 ? 'USD' : 'INR'
    const paid = { payment: `pay_${change % 40}`, amount, party: change % 7 === 0 ? null : (party?.id ?? null) }
    server.record(gatewayFacts({ ...paid, reference, currency }))
    this.done.set('pay', (this.done.get('pay') ?? 0) + 1)
  }

  /** Changes something that all counters share. */
  private async edit(change: number): Promise<void> {
    const [party, item] = [this.partyAt(change), this.itemAt(change)]
    const name = `${['Ramesh', 'Suresh', 'राम'][change % 3]} ${change}`
    const edits: (() => Promise<void>)[] = [
      () => this.tries('settings.change', { shopPhone: String(change) }),
      () => this.tries('settings.change', { shopName: name, textSize: 100 }),
      () => this.tries('item.add', { id: newId(), name }),
      ...(party === null ? [] : this.partyEdits(party, name, change)),
      ...(item === null ? [] : this.itemEdits(item, name, change)),
      ...(party === null || item === null ? [] : this.billEdits(party, item, change))
    ]
    await edits[change % edits.length]?.()
  }

  private partyEdits(party: PartyRecord, name: string, change: number): (() => Promise<void>)[] {
    const { partyNo, balanceMinor, entryCount, lastEntryNo, lastEntryOn, ...fields } = party
    const put = (changes: object) => () => this.tries('party.change', { ...fields, ...changes })
    const terms = { ...NO_TERMS, ...(change % 2 === 0 ? { creditDays: change % 60 } : { group: name }) }
    return [
      put({ name }),
      put({ phone: String(change) }),
      put({ isArchived: change % 2 === 0 }),
      () => this.tries('credit.terms', { partyId: party.id, terms })
    ]
  }

  private itemEdits({ item }: ItemRecord, name: string, change: number): (() => Promise<void>)[] {
    const put = (changes: object) => () => this.tries('item.change', { ...item, ...changes })
    const moved = {
      by: quantity((change % 9) * 1_000 - 3_000),
      countedTo: null,
      costRate: null,
      reason: 'damaged',
      note: 'x'
    }
    return [
      put({ name }),
      put({ alias: name }),
      put({ lowStock: change * 1_000 }),
      () => this.tries('stock.adjust', { ...moved, id: newId(), itemId: item.id, batch: '', expiresOn: null })
    ]
  }

  private billEdits(party: PartyRecord, { item }: ItemRecord, change: number): (() => Promise<void>)[] {
    const rate = (1 + (change % 7)) * 1_000_000
    const bill = (kind: 'sale' | 'purchase' | 'challan') => async () => {
      const count = 1 + (change % 5)
      const line = billLine(item, {
        amountMinor: count * 10_00,
        said: pieces(count),
        rate: 10_000 as never,
        rateUnit: 'PCS'
      })
      await this.tries('bill.record', { ...billRequest(kind, [line], { partyId: party.id }), id: newId() })
    }
    const { id: itemId } = item
    return [
      bill('sale'),
      bill('purchase'),
      bill('challan'),
      () => this.tries('price.set', { partyId: party.id, itemId, unit: 'PCS', rate: change % 2 === 0 ? rate : null })
    ]
  }

  private itemAt(index: number): ItemRecord | null {
    const { items } = this.counter.store
    const count = items.count()
    return count === 0 ? null : items.byNo((index % count) + 1)
  }

  private partyAt(index: number): PartyRecord | null {
    const count = this.counter.store.parties.count()
    return count === 0 ? null : this.counter.store.parties.byNo((index % count) + 1)
  }

  async play(command: Command): Promise<void> {
    const today = Number((await this.app.call('counter.summary', {})).bookOn)
    switch (command.do) {
      case 'party':
        return this.tries('party.add', ask.party(`Party ${newId().slice(-6)}`, command.kind))
      case 'sale':
      case 'got':
      case 'gave':
      case 'goods':
      case 'expense':
      case 'contra': {
        const index = 'party' in command ? command.party : null
        const party = index === null ? null : this.partyAt(index)
        if (party === null && (command.do === 'got' || command.do === 'gave')) return
        const bookOn = 'day' in command ? dayFrom(today, command.day) : null
        return this.tries('entry.record', { ...requestOf(command, party?.id ?? null), bookOn } as EntryInput)
      }
      case 'reverse': {
        const entry = this.entryAt(command.entry)
        if (entry === null) return
        return this.tries('entry.reverse', { id: newId(), entryId: entry.id, reason: command.reason })
      }
      case 'claim': {
        const entry = this.entryAt(command.entry)
        if (entry === null) return
        return this.tries('upi.mark', { id: newId(), entryId: entry.id, state: 'claimed' })
      }
      case 'count':
      case 'close':
        return this.closeDay(command.do === 'close')
      case 'clock':
        return this.clock.advance(command.minutes * 60_000)
      default:
    }
  }

  private entryAt(index: number) {
    const { entries } = this.counter.store
    const last = entries.lastNo()
    return last === 0 ? null : entries.viewByNo((index % last) + 1)
  }

  private async closeDay(isClosed: boolean): Promise<void> {
    await this.tries('closing.count', { id: newId(), count: ask.count({ loose: 0 }), isForgotten: false })
    if (!isClosed) return
    const request = { id: newId(), countId: null, reason: 'not counted', toOwnerMinor: minor(0), toBankMinor: minor(0) }
    await this.tries('closing.close', { ...request, isForgotten: false } as never)
  }

  private async tries(name: Parameters<TestApp['call']>[0], input: unknown): Promise<void> {
    try {
      await this.app.call(name, input as never)
      this.done.set(name, (this.done.get(name) ?? 0) + 1)
    } catch (error) {
      // What a book refuses is not done.
      if (!(error instanceof FailureError)) throw error
      const why = `${name} ${error.failure.code}`
      this.refusals.set(why, (this.refusals.get(why) ?? 0) + 1)
    }
  }
}

/** What all counters of a shop must say alike. */
export function bookOf(file: string): object {
  const db = new Sqlite(file, { readonly: true })
  try {
    const all = (sql: string) => db.prepare(sql).raw().all()
    const counterOwn = `('language', 'theme', 'textSize', 'counterName', 'personName', 'printers', 'receiptPrinter', 'closingPrinter',
      'billPrinter', 'printOnAccept', 'opensDrawer')`
    return {
      trial: db.prepare('select sum(balance_minor) from account_balance').pluck().get(),
      accounts: all(`select code, balance_minor from account join account_balance using (account_no)
        where balance_minor <> 0 order by code`),
      parties: all(`select hex(id), name, kind, phone, place, alias, is_archived, balance_minor, entry_count from party
        join party_balance using (party_no) order by id`),
      settings: all(`select name, value from setting where name not in ${counterOwn} order by name`),
      items: all('select hex(id), details from item order by id'),
      stock: all('select hex(id), quantity from stock_on_hand join item using (item_no) order by id'),
      bills: all('select hex(id), kind_no, book_on, total_minor from bill order by id'),
      entries:
        all(`select hex(entry.id), kind_no, book_on, amount_minor, cash_minor, upi_minor, bank_minor, credit_minor
        from entry where kind_no <> 10 order by id`),
      undone: all(
        `select hex(first.id) from entry join entry as first on first.entry_no = entry.reverses_no order by first.id`
      ),
      terms: all(
        `select hex(id), limit_minor, credit_days, party_group from party_terms join party using (party_no) order by id`
      ),
      definitions: all('select kind, key, body from definition order by kind, key'),
      lines: all('select fingerprint, amount_minor from bank_line order by fingerprint'),
      proofs: all(
        'select hex(id), fingerprint from proof join entry using (entry_no) join bank_line using (line_no) order by id'
      ),
      waiting: all('select hex(id), is_claimed from upi_open join entry using (entry_no) order by id')
    }
  } finally {
    db.close()
  }
}
