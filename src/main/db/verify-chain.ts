import type Sqlite from 'better-sqlite3'
import type { Json } from '#shared/journal/canonical-json.ts'
import { type HybridTime, tick, wallOf } from '#shared/journal/hybrid-clock.ts'
import { chainHash, genesisHash, type Op } from '#shared/journal/op.ts'
import { type EntryInOrder, isPast, type PartyVersion, type RowsInOrder, readInOrder } from './chain-rows.ts'
import { type Fault, fault } from './fault.ts'
import { type BroughtOp, gather, type JournalFacts, readOp } from './journal-facts.ts'
import { entryOp, type OpPlace, partyOp, type ReadEntry, readEntryRow } from './row-ops.ts'
import type { EntryPartRow, EntryRow, Schema } from './schema.ts'
import { sha256 } from './stores/journal-store.ts'
import { uuidText, uuidTextOrNull } from './uuid-bytes.ts'
import { meantParts, misplacedPart, partFault, partName } from './verify-parts.ts'

/** Sees each entry that was found right, in the order of recording. A fault that it finds ends the walk. */
export type Witness = (entry: ReadEntry) => Fault | null
/** The same, and each op that is written down word for word, in the order of the chain. */
export interface Witnesses {
  entry: Witness
  op(op: Op): Fault | null
  /** What of a number came from another counter; null for an own op. Asked before the op is looked at. */
  brought(n: number): BroughtOp | null
  /** An op that says of itself that it came from elsewhere, or does not where it should. */
  misplaced(n: number, base: number): Fault
  /** Asked of an op that does not fit its hash: whether it would as that of another counter, or as an own one. */
  otherwise(n: number, fits: (brought: BroughtOp | null) => boolean): Fault | null
  /** The text of the op of an entry or a party that was found right. */
  party(text: string): Fault | null
  entryText(write: () => string): Fault | null
}

/** Where a chain ends. */
export interface ChainEnd {
  readonly n: number
  readonly time: string
  readonly hash: Uint8Array
}

/**
 * Walks the chain from the first op to the newest, through all tables that hold a part of it, and gathers into `facts`
 * what it passes. The op of an entry or a party is written again from its row, so that a row that passes is, column for
 * column, what was recorded.
 */
export function verifyChain(
  db: Sqlite.Database,
  facts: JournalFacts,
  witness: Witnesses
): { readonly fault: Fault | null; readonly end: ChainEnd } {
  const shop = db.prepare<[], Schema['shop']>('select * from shop').get()
  const devices = db.prepare<[], Schema['device']>('select * from device order by device_no').all()
  const [device] = devices
  const walk = new Walk(db, facts, device?.genesis_hash ?? new Uint8Array(32), witness)
  if (!shop || !device) return { fault: fault('chain', 'shop', '', 'there is no shop in this file'), end: walk.end() }
  const genesis = genesisHash(sha256, shop.id, device.id)
  const found = walk.run({ genesis, deviceId: device.id })
  const ofShop = () => (walk.first === null ? missing(1) : checkShop(shop, devices, walk.first, walk.opened))
  return { fault: found ?? ofShop() ?? checkGenesis(shop, devices), end: walk.end() }
}

const GENESIS = 'the first hash does not fit shop and device'
const missing = (n: number) => fault('sequence', 'journal_op', n, 'is missing, or the row that bears it')
const same = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0

class Walk {
  first: Op | null = null
  /** The ops by which counters began in this file: one, and one more in a book that was brought by another counter's copy. */
  readonly opened: Op[] = []
  private n = 1
  private entryNo = 1
  private time: HybridTime | null = null
  private previous: Uint8Array
  private readonly db: Sqlite.Database
  private readonly facts: JournalFacts
  private readonly witness: Witnesses

  constructor(db: Sqlite.Database, facts: JournalFacts, start: Uint8Array, witness: Witnesses) {
    this.db = db
    this.facts = facts
    this.previous = start
    this.witness = witness
  }

  end(): ChainEnd {
    return { n: this.n - 1, time: this.time ?? '', hash: this.previous }
  }

  run(start: { readonly genesis: Uint8Array; readonly deviceId: string }): Fault | null {
    const rows = readInOrder(this.db)
    try {
      for (;;) {
        this.facts.brought = this.witness.brought(this.n)
        const { op, entry, party } = rows.now()
        const late = this.late(rows)
        if (late) return late
        if (op?.n === this.n) {
          const found = this.passOp(op, start)
          if (found) return found
          rows.nextOp()
        } else if (entry?.op_n === this.n) {
          const found = this.passEntry(entry, rows)
          if (found) return found
          rows.nextEntry()
        } else if (party?.op_n === this.n) {
          const found = this.passParty(party)
          if (found) return found
          rows.nextParty()
        } else if (!op && !entry && !party) {
          const { stray } = rows.partsOf(Number.MAX_SAFE_INTEGER)
          return stray ? strayPart(stray) : null
        } else return this.nobody(rows)
        this.n++
      }
    } finally {
      rows.close()
    }
  }

  /** A row whose number has been passed already: it bears the number of another. */
  private late(rows: RowsInOrder): Fault | null {
    const { op, entry, party } = rows.now()
    if (op && op.n < this.n) return fault('sequence', 'journal_op', op.n, 'is no number of an op')
    if (entry && entry.op_n < this.n) return notInPlace(entry)
    return party && party.op_n < this.n ? fault('sequence', ...nameOf(party), NOT_ITS_OP) : null
  }

  /** No row bears the number that comes next: one of them was changed, or taken away. */
  private nobody(rows: RowsInOrder): Fault {
    const { entry } = rows.now()
    if (entry && entry.entry_no > this.entryNo) return entryMissing(this.entryNo)
    if (entry && (entry.entry_no < this.entryNo || rows.isElsewhere(this.n) || this.fits(entry, rows)))
      return notInPlace(entry)
    const moved = rows.partyThat((party) => same(this.hashOf(this.writeParty(party)), party.hash))
    return moved ? fault('sequence', ...nameOf(moved), NOT_ITS_OP) : missing(this.n)
  }

  private passOp(row: Schema['journal_op'], start: { genesis: Uint8Array; deviceId: string }): Fault | null {
    const op = readOp(row.bytes)
    if (op === null || op.n !== row.n)
      return fault('chain', 'journal_op', row.n, 'the op is not readable or bears another number')
    if (!same(this.hashOf(row.bytes), row.hash)) {
      const isGenesisWrong = row.n === 1 && same(chainHash(sha256, start.genesis, row.bytes), row.hash)
      return isGenesisWrong
        ? fault('chain', 'device', start.deviceId, GENESIS)
        : fault('chain', 'journal_op', row.n, 'the hash does not fit the op and the one before it')
    }
    if (op.b !== (this.facts.brought?.seq ?? 0)) return this.witness.misplaced(row.n, op.b)
    if (op.k === 'day.close' && op.d.after !== this.entryNo - 1)
      return fault('sequence', 'journal_op', row.n, 'the close does not end with the entry before it')
    gather(this.facts, op)
    this.first ??= op
    if (op.k === 'shop.open') this.opened.push(op)
    this.time = op.t
    this.previous = row.hash
    return this.witness.op(op)
  }

  private passEntry(row: EntryInOrder, rows: RowsInOrder): Fault | null {
    if (row.entry_no > this.entryNo) return entryMissing(this.entryNo)
    if (row.entry_no < this.entryNo) return notInPlace(row)
    const { parts, stray } = rows.partsOf(row.entry_no)
    if (stray) return strayPart(stray)
    const misplaced = misplacedPart(parts)
    if (misplaced) return misplaced
    const read = this.readEntry(row, parts)
    if (read === null || !this.isAsRecorded(read, row))
      return this.asAnother(() => this.fitsWith(row, parts)) ?? this.changedEntry(row, parts)
    const found =
      this.checkSeries(read) ??
      this.witness.entry(read) ??
      this.witness.entryText(() => this.writeEntry(read, row.undone_id))
    if (found) return found
    this.time = this.timeOf(row.recorded_at)
    this.previous = row.hash
    this.entryNo++
    return null
  }

  private passParty(row: PartyVersion): Fault | null {
    const known = this.facts.parties.get(row.party_no)
    const text = this.writeParty(row)
    if (!same(this.hashOf(text), row.hash)) {
      const other = this.asAnother(() => same(this.hashOf(this.writeParty(row)), row.hash))
      return other ?? fault('facts', ...nameOf(row), 'does not say what was recorded')
    }
    if (known?.isCurrent) return fault('facts', ...nameOf(row), 'a newer op says something else')
    if (known === undefined ? row.party_no !== this.facts.parties.size + 1 : known.id !== uuidText(row.id))
      return fault('sequence', ...nameOf(row), 'is not at its place among the parties')
    const { party_no, kind } = row
    this.facts.partyNos.set(uuidText(row.id), party_no)
    this.facts.parties.set(party_no, { id: uuidText(row.id), kind: kind as 'customer', isCurrent: !isPast(row) })
    const found = this.witness.party(text)
    this.time = this.timeOf(row.changed_at)
    this.previous = row.hash
    return found
  }

  /** The time of the op at hand: by the clock of its counter, or by the instant at which it was taken in. */
  private timeOf(atMs: number): HybridTime {
    return tick(this.time, this.facts.brought?.at ?? atMs)
  }

  private readEntry(row: EntryRow, parts?: readonly EntryPartRow[]): ReadEntry | null {
    try {
      return readEntryRow(row, this.facts, parts)
    } catch {
      return null
    }
  }

  /** The op as the row tells it; a value that no op could hold makes none. */
  private writeEntry(read: ReadEntry, undoneId: Uint8Array | null): string {
    return this.written(() => entryOp(read, uuidTextOrNull(undoneId), this.facts, this.placeOf(read.row.recorded_at)))
  }

  private writeParty(row: PartyVersion): string {
    const kind = this.facts.parties.has(row.party_no) ? 'party.change' : 'party.add'
    return this.written(() => partyOp(row, kind, this.placeOf(row.changed_at)))
  }

  private placeOf(atMs: number): OpPlace {
    return { n: this.n, time: this.timeOf(atMs), base: this.facts.brought?.seq ?? 0 }
  }

  private written(write: () => string): string {
    try {
      return write()
    } catch {
      return ''
    }
  }

  private hashOf(bytes: string): Uint8Array {
    return chainHash(sha256, this.previous, bytes)
  }

  /** What of an entry was changed: its row, or the parts beside it. */
  private changedEntry(row: EntryInOrder, parts: readonly EntryPartRow[]): Fault {
    try {
      const meant = meantParts(this.db, row, this.facts)
      const read = this.readEntry(row, meant)
      if (read !== null && this.isAsRecorded(read, row)) return partFault(parts, meant)
    } catch {
      // A row that no entry could be read from is itself what was changed.
    }
    return fault('facts', 'entry', row.entry_no, 'does not say what was recorded')
  }

  private isAsRecorded(read: ReadEntry, row: EntryInOrder): boolean {
    return same(this.hashOf(this.writeEntry(read, row.undone_id)), row.hash)
  }

  private fits(row: EntryInOrder, rows: RowsInOrder): boolean {
    return this.fitsWith(row, rows.partsOf(row.entry_no).parts)
  }

  private fitsWith(row: EntryInOrder, parts: readonly EntryPartRow[]): boolean {
    const read = this.readEntry(row, parts)
    return read !== null && this.isAsRecorded(read, row)
  }

  /** Whether the row at hand is as recorded when it is taken for an op of another counter, or for an own one. */
  private asAnother(fits: () => boolean): Fault | null {
    const { brought } = this.facts
    const found = this.witness.otherwise(this.n, (one) => {
      this.facts.brought = one
      return fits()
    })
    this.facts.brought = brought
    return found
  }

  /** A series is numbered when its first number is taken. */
  private checkSeries({ row, number }: ReadEntry): Fault | null {
    if (row.series_no === null) return null
    const known = this.facts.seriesNos.get(number.series) ?? this.facts.seriesNos.size + 1
    if (row.series_no !== known) return fault('sequence', 'entry', row.entry_no, `is of series ${known}`)
    this.facts.seriesNos.set(number.series, known)
    return null
  }
}

const strayPart = (part: EntryPartRow) => fault('facts', 'entry_part', partName(part), 'is of no entry')
const NOT_ITS_OP = 'bears the number of another op'
const notInPlace = (row: EntryRow) =>
  fault('sequence', 'entry', row.entry_no, 'is not at the place that its op has among the entries')
const entryMissing = (entryNo: number) => fault('sequence', 'entry', entryNo, 'is missing')
const nameOf = (row: PartyVersion): [table: string, row: string | number] =>
  isPast(row) ? ['party_past', row.op_n] : ['party', uuidText(row.id)]

/** Shop and counters are what the ops opened that say so: the shop the first of them, each counter its own. */
function checkShop(
  shop: Schema['shop'],
  devices: readonly Schema['device'][],
  first: Op,
  opened: readonly Op[]
): Fault | null {
  const createdAt = wallOf(first.t)
  const shopSays: Json = [shop.only_row, shop.id, shop.currency, shop.is_sample, shop.created_at]
  const shopMeans: Json = [1, first.d.id ?? '', first.d.currency ?? '', first.d.sample === true ? 1 : 0, createdAt]
  if (first.k !== 'shop.open') return fault('facts', 'journal_op', 1, 'the journal does not begin with the shop')
  if (JSON.stringify(shopSays) !== JSON.stringify(shopMeans)) {
    return fault('facts', 'shop', shop.id, 'the shop is not the one that the journal begins with')
  }
  const other = opened.find((op) => op.d.id !== first.d.id || op.d.currency !== first.d.currency)
  if (other) return fault('facts', 'journal_op', other.n, 'opens another shop than the journal begins with')
  const wrong = devices.find((device, at) => {
    const op = opened[at]
    if (device.device_no !== at + 1 || device.counter_code !== op?.d.counter) return true
    // The first op of a file has its own time; a later one may stand after facts from a clock that was ahead.
    return device.created_at !== (at === 0 ? createdAt : op.d.at)
  })
  if (wrong) return fault('facts', 'device', wrong.id, 'the counter is not the one that the journal begins with')
  const unnamed = opened[devices.length]
  return unnamed ? fault('facts', 'journal_op', unnamed.n, 'the counter that it opens is missing') : null
}

function checkGenesis(shop: Schema['shop'], devices: readonly Schema['device'][]): Fault | null {
  const wrong = devices.find((device) => !same(genesisHash(sha256, shop.id, device.id), device.genesis_hash))
  return wrong ? fault('chain', 'device', wrong.id, GENESIS) : null
}
