import type Sqlite from 'better-sqlite3'
import type { Period } from '#shared/reports/period.ts'
import { GoodsTally } from './goods-tally.ts'
import type { Pace } from './pace.ts'
import { StockTally } from './stock-tally.ts'
import { CORRECTIONS, ENTRIES, MOVES, PARTS } from './tally-scans.ts'
import { TaxTally } from './tax-tally.ts'

/** What the entries of a day, a kind and the same accounts did together. Signed as the ledger is: what leaves is negative. */
export interface EntryCell {
  readonly bookOn: number
  /** Of the entry; of a reversal, the kind of the entry that it undoes. */
  readonly kindNo: number
  readonly isUndoing: boolean
  readonly otherNo: number | null
  readonly isSupplier: boolean
  count: number
  amount: number
  readonly cash: Flow
  readonly upi: Flow
  readonly bank: Flow
  readonly credit: Flow
  /** On the one other account, without the parts beside it. */
  readonly rest: Flow
}

/** In and out, each with its sign, and how many entries moved it. */
export interface Flow {
  into: number
  out: number
  count: number
}

/** What further accounts of the entries of a day and a kind got: tax, charges, rounding. */
export interface PartCell {
  readonly bookOn: number
  readonly kindNo: number
  readonly isUndoing: boolean
  readonly accountNo: number
  readonly flow: Flow
}

/** What goods gained and lost in worth on a day, for a reason of an adjustment; empty for bills. */
export interface MoveCell {
  readonly bookOn: number
  readonly reason: string
  value: number
}

const flow = (): Flow => ({ into: 0, out: 0, count: 0 })
const CHUNK = 25_000

/**
 * All entries put together by day, kind and accounts: read once, in one walk over the file, and afterwards only what came since,
 * because entries and moves are appended. A few cells a day, whatever the day held.
 */
export class DayTally {
  lastEntryNo = 0
  lastMoveNo = 0
  /** Bills and goods put together by month or day: only for the reports that ask for them. */
  readonly goods = new GoodsTally()
  readonly stock = new StockTally()
  readonly tax = new TaxTally()
  private lastHash = ''
  private readonly entryCells = new Map<number, Map<number, EntryCell>>()
  private readonly partCells = new Map<string, PartCell>()
  private readonly moveCells = new Map<string, MoveCell>()

  moves(): Iterable<MoveCell> {
    return this.moveCells.values()
  }

  /** The cells of some days. */
  *entriesIn({ fromOn, toOn }: Period): Generator<EntryCell> {
    for (const [bookOn, cells] of this.entryCells) if (bookOn >= fromOn && bookOn <= toOn) yield* cells.values()
  }
  *partsIn({ fromOn, toOn }: Period): Generator<PartCell> {
    for (const cell of this.partCells.values()) if (cell.bookOn >= fromOn && cell.bookOn <= toOn) yield cell
  }

  /** Takes in what was appended since; from the beginning, when the file is not the one that was read. */
  follow(db: Sqlite.Database, pace: Pace): void {
    const hashOf = db.prepare<[number], { hash: string }>('select hex(hash) as hash from entry where entry_no = ?')
    if (this.lastEntryNo > 0 && hashOf.get(this.lastEntryNo)?.hash !== this.lastHash) this.forget()
    const newest = newestOf(db, 'entry', 'entry_no')
    const newestMove = newestOf(db, 'stock_move', 'move_no')
    if (newest === this.lastEntryNo && newestMove === this.lastMoveNo) return
    const total = newest - this.lastEntryNo + (newestMove - this.lastMoveNo)
    const startedAt = { entry: this.lastEntryNo, move: this.lastMoveNo }
    const done = () => this.lastEntryNo - startedAt.entry + (this.lastMoveNo - startedAt.move)
    const scans = prepareScans(db)
    // What was taken in so far stays when the run is ended in between: the next one goes on from there.
    while (this.lastEntryNo < newest) {
      pace.step(done(), total)
      const to = Math.min(newest, this.lastEntryNo + CHUNK)
      this.takeEntries(scans, this.lastEntryNo + 1, to)
      this.lastEntryNo = to
      this.lastHash = hashOf.get(to)?.hash ?? ''
    }
    while (this.lastMoveNo < newestMove) {
      pace.step(done(), total)
      const to = Math.min(newestMove, this.lastMoveNo + CHUNK)
      for (const [bookOn, reason, value] of scans.moves.all(this.lastMoveNo + 1, to))
        this.takeMove(bookOn, reason, value)
      this.lastMoveNo = to
    }
  }

  private forget(): void {
    this.entryCells.clear()
    this.partCells.clear()
    this.moveCells.clear()
    this.lastEntryNo = 0
    this.lastMoveNo = 0
    this.goods.forget()
    this.stock.forget()
    this.tax.forget()
  }

  private takeEntries(scans: Scans, from: number, to: number): void {
    for (const row of scans.entries.all(from, to)) this.takeEntry(scans, row)
    for (const row of scans.parts.all(from, to)) {
      const [bookOn = 0, kindNo = 0, isUndoing = 0, accountNo = 0, ...parts] = row as number[]
      const key = `${bookOn} ${kindNo} ${isUndoing} ${accountNo}`
      const cell = this.partCells.get(key) ?? {
        ...{ bookOn, kindNo, accountNo },
        isUndoing: isUndoing === 1,
        flow: flow()
      }
      this.partCells.set(key, cell)
      takeFlow(cell.flow, parts)
    }
    // The one other account has what legs and parts leave to it.
    for (const row of scans.corrections.all(from, to)) {
      const [bookOn, kindNo, isUndoing, otherNo, isSupplier, ofDebits, ofCredits] = row as number[]
      const cell = this.entryCell([bookOn, kindNo, isUndoing, otherNo ?? null, isSupplier] as EntryKey)
      cell.rest.into -= ofDebits ?? 0
      cell.rest.out -= ofCredits ?? 0
    }
  }

  /** Called for every entry of the book: no list and no text is made for it. */
  private takeEntry(scans: Scans, row: EntryRow): void {
    const [bookOn, ownKindNo, reversesNo, otherNo, partyNo, amount, cash, upi, bank, credit] = row
    const kindNo = reversesNo === null ? ownKindNo : (scans.kindOf.get(reversesNo)?.[0] ?? ownKindNo)
    const isSupplier = partyNo !== null && scans.suppliers.has(partyNo)
    const cell = this.entryCell([bookOn, kindNo, reversesNo === null ? 0 : 1, otherNo, isSupplier ? 1 : 0])
    cell.count++
    cell.amount += amount
    addTo(cell.cash, cash)
    addTo(cell.upi, upi)
    addTo(cell.bank, bank)
    addTo(cell.credit, credit)
    if (otherNo !== null) addTo(cell.rest, 0 - (cash + upi + bank + credit))
  }

  private entryCell(key: EntryKey): EntryCell {
    const [bookOn, kindNo, isUndoing, otherNo, isSupplier] = key
    const day = this.entryCells.get(bookOn) ?? new Map<number, EntryCell>()
    // Accounts of a book are counted in hundreds: all of it fits into one number.
    const name = (otherNo ?? 0) * 256 + kindNo * 4 + isUndoing * 2 + isSupplier
    const known = day.get(name)
    if (known !== undefined) return known
    this.entryCells.set(bookOn, day)
    const cell: EntryCell = {
      ...{ bookOn, kindNo, isUndoing: isUndoing === 1, otherNo, isSupplier: isSupplier === 1, count: 0, amount: 0 },
      ...{ cash: flow(), upi: flow(), bank: flow(), credit: flow(), rest: flow() }
    }
    day.set(name, cell)
    return cell
  }

  private takeMove(bookOn: number, reason: string, value: number): void {
    const key = `${bookOn} ${reason}`
    const cell = this.moveCells.get(key) ?? { bookOn, reason, value: 0 }
    cell.value += value
    this.moveCells.set(key, cell)
  }
}

type EntryKey = readonly [bookOn: number, kindNo: number, isUndoing: number, otherNo: number | null, isSupplier: number]
type Scan<Row> = Sqlite.Statement<[number, number], Row>
type EntryRow = [
  bookOn: number,
  kindNo: number,
  reversesNo: number | null,
  otherNo: number | null,
  partyNo: number | null,
  amount: number,
  cash: number,
  upi: number,
  bank: number,
  credit: number
]
interface Scans {
  readonly entries: Scan<EntryRow>
  readonly suppliers: ReadonlySet<number>
  readonly kindOf: Sqlite.Statement<[number], [number]>
  readonly parts: Scan<unknown[]>
  readonly corrections: Scan<unknown[]>
  readonly moves: Scan<[number, string, number]>
}

const prepareScans = (db: Sqlite.Database): Scans => ({
  entries: db.prepare<[number, number], EntryRow>(ENTRIES).raw(true),
  suppliers: new Set(
    db
      .prepare<[], [number]>(`select party_no from party where kind = 'supplier'`)
      .raw(true)
      .all()
      .map(([no]) => no)
  ),
  kindOf: db.prepare<[number], [number]>('select kind_no from entry where entry_no = ?').raw(true),
  parts: db.prepare<[number, number], unknown[]>(PARTS).raw(true),
  corrections: db.prepare<[number, number], unknown[]>(CORRECTIONS).raw(true),
  moves: db.prepare<[number, number], [number, string, number]>(MOVES).raw(true)
})

function takeFlow(flow: Flow, [into = 0, out = 0, count = 0]: readonly number[]): void {
  flow.into += into
  flow.out += out
  flow.count += count
}

function addTo(flow: Flow, amount: number): void {
  if (amount === 0) return
  if (amount > 0) flow.into += amount
  else flow.out += amount
  flow.count++
}

const newestOf = (db: Sqlite.Database, table: 'entry' | 'stock_move', column: string): number =>
  db.prepare<[], { newest: number | null }>(`select max(${column}) as newest from ${table}`).get()?.newest ?? 0
