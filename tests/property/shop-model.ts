import { addDays, type BookDate, parts } from '#shared/calendar/book-date.ts'

/** What money did in an entry, as the counter understands it: into the drawer, by UPI, to the bank, and on credit. */
export interface Effect {
  readonly cash: number
  readonly upi: number
  readonly bank: number
  readonly credit: number
}

export interface ModelEntry extends Effect {
  readonly id: string
  readonly kind: string
  readonly party: number | null
  readonly amount: number
  readonly bookOn: number
  readonly period: number
  readonly balanceAfter: number | null
  readonly undoes: number | null
  /** What it did to the account that is neither money nor a party: `sales`, `expense:tea`, `owner`. */
  readonly other: { readonly account: string; readonly amount: number } | null
  /** The part of a sale's cash that paid old dues. */
  readonly dues: number
  readonly number: string
  upiState: 'none' | 'waiting' | 'claimed'
  isUndone: boolean
}

export interface ModelCount {
  readonly id: string
  readonly period: number
  readonly counted: number
  readonly expected: number
}

const LETTERS: Record<string, string> = { sale: 'B', got: 'R', 'sale-return': 'C', gave: 'P' }
const PRINTED = new Set(['sale', 'sale-return', 'got', 'gave'])

/**
 * A shop as simple as can be: lists and sums, nothing kept. It knows the rules of the specs and none of the code of
 * the app, so that where the two differ one of them is wrong.
 */
export class ShopModel {
  readonly entries: ModelEntry[] = []
  readonly parties: { id: string; kind: 'customer' | 'supplier' }[] = []
  readonly closings: { bookOn: number; lastEntryNo: number; float: number }[] = []
  counts: ModelCount[] = []
  rolloverHour = 4
  printOnAccept = true
  papers = 0
  /** Minutes since 1970 in the shop's own time. */
  localMinutes: number
  readonly counter: string

  constructor(localMinutes: number, counter: string, openingCash: number) {
    this.localMinutes = localMinutes
    this.counter = counter
    if (openingCash > 0) {
      const other = { account: 'opening', amount: -openingCash }
      this.add('opening', null, openingCash, { cash: openingCash, upi: 0, bank: 0, credit: 0 }, { other })
    }
  }

  get period(): number {
    return this.closings.length + 1
  }
  get lastClosing() {
    return this.closings.at(-1) ?? null
  }
  get cash(): number {
    return this.sum((entry) => entry.cash)
  }

  sum(of: (entry: ModelEntry) => number): number {
    return this.entries.reduce((total, entry) => total + of(entry), 0)
  }

  balance(party: number): number {
    return this.sum((entry) => (entry.party === party ? entry.credit : 0))
  }

  /** The day on the wall, counted from the rollover hour. */
  get clockDay(): number {
    const day = new Date((this.localMinutes - this.rolloverHour * 60) * 60_000)
    return day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate()
  }

  get today(): number {
    const closed = this.lastClosing?.bookOn ?? 0
    return this.clockDay > closed ? this.clockDay : addDays(closed as BookDate, 1)
  }

  /** The failure that a day asked for deserves. */
  refusesDay(asked: number | null): string | null {
    if (asked === null || asked === this.today) return null
    if (asked > this.today) return 'calendar/date-in-future'
    return this.lastClosing !== null && asked <= this.lastClosing.bookOn ? 'calendar/day-closed' : null
  }

  add(
    kind: string,
    party: number | null,
    amount: number,
    effect: Effect,
    more: Partial<Pick<ModelEntry, 'other' | 'bookOn' | 'undoes' | 'dues'>> & { id?: string } = {}
  ): ModelEntry {
    const bookOn = more.bookOn ?? this.today
    const entry: ModelEntry = {
      ...effect,
      id: more.id ?? '',
      kind,
      party,
      amount,
      bookOn,
      period: this.period,
      balanceAfter: party === null ? null : this.balance(party) + effect.credit,
      undoes: more.undoes ?? null,
      other: more.other ?? null,
      dues: more.dues ?? 0,
      number: this.nextNumber(kind, bookOn),
      upiState: (kind === 'sale' || kind === 'got') && effect.upi > 0 ? 'waiting' : 'none',
      isUndone: false
    }
    this.entries.push(entry)
    const printedAs = entry.undoes === null ? kind : (this.entries[entry.undoes - 1]?.kind ?? '')
    if (this.printOnAccept && PRINTED.has(printedAs)) this.papers++
    return entry
  }

  private nextNumber(kind: string, bookOn: number): string {
    const letter = LETTERS[kind]
    if (letter === undefined) return ''
    const { year, month } = parts(bookOn as BookDate)
    const start = (month >= 4 ? year : year - 1) % 100
    const series = `${this.counter}${letter}/${start}-${start + 1}/`
    const taken = this.entries.filter((entry) => entry.number.startsWith(series)).length
    return series + String(taken + 1).padStart(5, '0')
  }

  ofPeriod(period: number): ModelEntry[] {
    return this.entries.filter((entry) => entry.period === period)
  }

  /** The newest day that has an entry since the last Z, or the current one; never a day that is still to come. */
  get dayToClose(): number {
    const days = this.ofPeriod(this.period).map((entry) => entry.bookOn)
    return days.length === 0 ? this.today : Math.min(this.today, Math.max(...days))
  }
}
