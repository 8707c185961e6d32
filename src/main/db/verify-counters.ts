import type Sqlite from 'better-sqlite3'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { Op } from '#shared/journal/op.ts'
import { chainHash } from '#shared/journal/op.ts'
import { heldTime, mergeFields } from '#shared/sync/merge-fields.ts'
import { thingOf } from '#shared/sync/things.ts'
import type { WireOp } from '#shared/sync/wire-op.ts'
import { emptyStamps } from './convergence/field-stamps.ts'
import { saysSame } from './convergence/says-same.ts'
import { chainedAt } from './convergence/take-op.ts'
import { wireOf } from './convergence/wire-of.ts'
import { type Fault, fault } from './fault.ts'
import { type BroughtOp, readOp } from './journal-facts.ts'
import { sha256 } from './stores/journal-store.ts'
import type { SyncAccountRow, SyncChunkRow } from './sync-schema.ts'
import { uuidText } from './uuid-bytes.ts'
import { checkAlone, checkChunks, opsOf } from './verify-chunks.ts'

interface ReceivedRow {
  readonly op_n: number
  readonly device_no: number
  readonly dev_n: number
  readonly seq: number
  readonly at: number
}

interface Found extends BroughtOp {
  readonly row: ReceivedRow
  /** When the server received it; null while it is not known to have. */
  readonly receivedAt: number | null
  readonly isEarly: boolean
}

/**
 * What came from other counters, held against the chunks that brought it, and the own facts, written again as the chunks that went
 * out. Nothing of it is looked at in a shop without an account.
 */
export class CountersReplay {
  private readonly db: Sqlite.Database
  private readonly account: SyncAccountRow | undefined
  /** By the number of the own journal. */
  private readonly received = new Map<number, Found>()
  private readonly stamps = emptyStamps()
  /** Fields whose newest word depends on when the cloud came in between; told only where facts came past the cloud. */
  private readonly doubtful = new Set<string>()
  private hasEarly = false
  /** Where chunks end in the log of the shop. */
  private ends: ReadonlySet<number> = new Set()
  private readonly own: SyncChunkRow[]
  private ownAt = 0
  private ownHash: Uint8Array | null = null
  private devN = 0
  private base = 0
  private n = 0
  private place = { n: 0, time: '', entryNo: 0 }
  /** In a book that another counter's copy brought: the op with which this counter begins. What stands before it is nobody's. */
  private readonly beganAt: number

  constructor(db: Sqlite.Database) {
    this.db = db
    this.account = db.prepare<[], SyncAccountRow>('select * from sync_account').get()
    const own = db.prepare<[], SyncChunkRow>('select * from sync_chunk where own_n is not null order by own_n')
    this.own = this.account === undefined ? [] : own.all()
    this.beganAt = this.account === undefined ? 0 : beganAt(db)
  }

  /** What can be said of the tables by themselves, before the chain is walked. */
  begin(): Fault | null {
    const { account, db } = this
    if (account === undefined) return checkAlone(db)
    return checkChunks(db, account) ?? this.gather(account)
  }

  brought(n: number): BroughtOp | null {
    this.n = n
    return this.received.get(n) ?? null
  }

  misplaced(n: number, base: number): Fault {
    const row = this.received.get(n) ?? [...this.received.values()].find(({ seq }) => seq === base)
    return fault(
      'facts',
      'received',
      row === undefined ? n : 'row' in row ? row.row.op_n : n,
      'is not the op that was taken'
    )
  }

  /** Where an op that does not fit its hash would fit as another one: the row that says whose it is was changed. */
  otherwise(n: number, fits: (brought: BroughtOp | null) => boolean): Fault | null {
    if (this.account === undefined) return null
    const now = this.received.get(n)
    if (now !== undefined && fits(null)) return fault('facts', 'received', n, 'is an own op')
    for (const one of this.received.values())
      if (one !== now && fits(one)) return fault('facts', 'received', one.row.op_n, 'bears the number of another op')
    return null
  }

  op(op: Op): Fault | null {
    return this.account === undefined ? null : this.pass(op)
  }

  written(write: () => string): Fault | null {
    if (this.account === undefined) return null
    const op = readOp(write())
    return op === null ? null : this.pass(op)
  }

  finish(): Fault | null {
    const { account } = this
    if (account === undefined) return null
    const left = [...this.received.keys()].find((n) => n > this.n)
    if (left !== undefined) return fault('facts', 'received', left, 'there is no such op')
    return this.checkPlace(account) ?? this.checkStamps(account)
  }

  /** Each fact of another counter that is kept in a chunk was taken once, or stands aside. */
  private gather(account: SyncAccountRow): Fault | null {
    const rows = this.db.prepare<[], ReceivedRow>('select * from received')
    const byName = new Map(rows.all().map((row) => [`${row.device_no} ${row.dev_n}`, row]))
    const aside = this.db
      .prepare<[], { device_no: number; dev_n: number; seq: number }>('select * from sync_aside')
      .all()
    const asideSeqs = new Map(aside.map((row) => [`${row.device_no} ${row.dev_n}`, row.seq]))
    const ends = this.db.prepare<[], number>('select seq_to from sync_chunk where seq_to is not null').pluck()
    this.ends = new Set(ends.iterate())
    const stray = this.strayOf([...byName.values()], aside)
    if (stray) return stray
    const chunks = this.db.prepare<[], SyncChunkRow>(
      'select * from sync_chunk where own_n is null order by device_no, dev_to'
    )
    for (const chunk of chunks.iterate()) {
      for (const [index, { op }] of (opsOf(chunk) ?? []).entries()) {
        const name = `${chunk.device_no} ${chunk.dev_from + index}`
        const seq = chunk.seq_from === null ? null : chunk.seq_from + index
        const found = this.gatherOp({ name, seq, op, chunk }, byName, asideSeqs, account)
        if (found) return found
        byName.delete(name)
        asideSeqs.delete(name)
      }
    }
    return null
  }

  /** Taken from another counter directly: it bears the seq up to which the shop's log was known then, not one of its own. */
  private isEarly(seq: number, place: number | null): boolean {
    return (place === null || seq < place) && (seq === 0 || this.ends.has(seq))
  }

  /** The first row that no chunk brought, or that was taken and stands aside. */
  private strayOf(rows: readonly ReceivedRow[], aside: readonly { device_no: number; dev_n: number }[]): Fault | null {
    const ends = this.db.prepare<[], [number, number]>(
      'select device_no, max(dev_to) from sync_chunk where own_n is null group by device_no'
    )
    const end = new Map(ends.raw().all())
    const isBrought = ({ device_no, dev_n }: { device_no: number; dev_n: number }) =>
      dev_n >= 1 && dev_n <= (end.get(device_no) ?? 0)
    const names = new Set(aside.map(({ device_no, dev_n }) => `${device_no} ${dev_n}`))
    const row = rows.find((one) => !isBrought(one) || names.has(`${one.device_no} ${one.dev_n}`))
    if (row !== undefined) return fault('facts', 'received', row.op_n, 'no chunk brought it')
    const left = aside.find((one) => !isBrought(one))
    return left === undefined
      ? null
      : fault('facts', 'sync_aside', `${left.device_no} ${left.dev_n}`, 'no chunk brought it')
  }

  private gatherOp(
    { name, seq, op, chunk }: { name: string; seq: number | null; op: WireOp | null; chunk: SyncChunkRow },
    byName: ReadonlyMap<string, ReceivedRow>,
    asideSeqs: ReadonlyMap<string, number>,
    account: SyncAccountRow
  ): Fault | null {
    const row = byName.get(name)
    const asideSeq = asideSeqs.get(name)
    if (row === undefined)
      return asideSeq === undefined
        ? fault('facts', 'received', name, 'is missing')
        : asideSeq === seq || account.epoch > 1 || this.isEarly(asideSeq, seq)
          ? null
          : fault('facts', 'sync_aside', name, 'is not at its place in the log of the shop')
    if (asideSeq !== undefined) return fault('facts', 'sync_aside', name, 'was taken, and cannot stand aside')
    const { received_at: receivedAt } = chunk
    const isSaid = op !== null && row.seq === seq && row.at === chainedAt(op.t, receivedAt ?? 0)
    // Where the server was restored, a fact keeps the place that it was taken with; and so does one that another counter gave before the
    // cloud had it. What its row says then is held against the chain alone.
    if (op === null || (!isSaid && account.epoch <= 1 && !this.isEarly(row.seq, seq)))
      return fault('facts', 'received', row.op_n, 'does not say what its chunk does')
    this.received.set(row.op_n, {
      seq: row.seq,
      at: row.at,
      deviceNo: row.device_no,
      op,
      row,
      receivedAt,
      isEarly: this.isEarly(row.seq, seq)
    })
    return null
  }

  private pass(op: Op): Fault | null {
    const found = this.received.get(op.n)
    const fault = found === undefined ? this.passOwn(op) : this.passBrought(op, found)
    this.place = { n: op.n, time: op.t, entryNo: this.place.entryNo + (op.k === 'entry.post' ? 1 : 0) }
    return fault ?? this.endChunk() ?? this.atPlace()
  }

  /** Time and entry at the place up to which everything went out. */
  private atPlace(): Fault | null {
    const { account, place } = this
    if (account === undefined || place.n !== account.own_n) return null
    const isSaid = account.own_time === place.time && account.own_entry_no === place.entryNo
    return isSaid ? null : fault('facts', 'sync_account', 1, 'does not say up to where the own facts went out')
  }

  private passBrought(op: Op, { op: wire, row, receivedAt, isEarly }: Found): Fault | null {
    this.base = row.seq
    if (!saysSame(op, wire)) return fault('facts', 'journal', op.n, 'does not say what its chunk brought')
    const thing = op.k === 'other.keep' ? null : thingOf(wire.k, wire.d)
    if (thing === null) return null
    const named = wire.d.changed
    const fields = Object.fromEntries(
      Object.entries(thing.fields).filter(([field]) => !Array.isArray(named) || named.includes(field))
    )
    const time = receivedAt === null ? wire.t : heldTime(wire.t, receivedAt)
    if (isEarly) this.hasEarly = true
    const stamp = { time, deviceNo: row.device_no, n: row.dev_n }
    if (isEarly && time !== wire.t) for (const field of Object.keys(fields)) this.doubt(thing, field)
    const { won } = mergeFields(this.stamps.of(thing.thing, thing.id), { ...stamp, fields }, () => true)
    for (const [field, value] of Object.entries(won)) this.stamps.put(thing.thing, thing.id, field, { ...stamp, value })
    return null
  }

  /** An own fact is in the next own chunk, unless it was recorded after the newest of them. */
  private passOwn(op: Op): Fault | null {
    if (op.n < this.beganAt)
      return FOUNDING.has(op.k)
        ? null
        : fault('facts', 'journal', op.n, 'no counter recorded it, and no chunk brought it')
    const chunk = this.own[this.ownAt]
    if (chunk === undefined || op.n > (chunk.own_n ?? 0)) return this.unsent(op)
    if (this.ownHash === null) {
      this.ownHash = chunk.prev_hash
      this.devN = chunk.dev_from - 1
    }
    this.devN++
    const frame = { deviceNo: chunk.device_no, n: this.devN, base: this.base, stamps: this.stamps }
    const idOfEntry = (entryNo: number) => this.entryId(entryNo)
    const text = wireOf({ kind: op.k, time: op.t, person: op.u, body: op.d }, { ...frame, idOfEntry })
    this.ownHash = chainHash(sha256, this.ownHash, text)
    return null
  }

  /** Only what follows the place up to which everything went out may be in no chunk. */
  private unsent(op: Op): Fault | null {
    const isAfter = op.n > (this.account?.own_n ?? 0)
    return isAfter || this.own.length === 0 || !this.hasOwnChunks()
      ? null
      : fault('facts', 'sync_account', 1, `the own op ${op.n} went out in no chunk`)
  }

  private hasOwnChunks(): boolean {
    return this.own.some(({ device_no }) => device_no === this.account?.device_no)
  }

  /** The cloud held the clock of a counter back after others had merged by it: which word came first is not to be told any more. */
  private doubt({ thing, id }: { readonly thing: string; readonly id: string }, field: string): void {
    this.doubtful.add(`${thing} ${id} ${field}`)
  }

  private endChunk(): Fault | null {
    const chunk = this.own[this.ownAt]
    if (chunk === undefined || this.place.n !== chunk.own_n) return null
    const { time, entryNo } = this.place
    const isWhole = this.ownHash !== null && this.devN === chunk.dev_to && sameBytes(this.ownHash, chunk.head_hash)
    if (!isWhole || chunk.own_time !== time || chunk.own_entry_no !== entryNo)
      return fault(
        'facts',
        'sync_chunk',
        `${chunk.device_no} ${chunk.dev_to}`,
        'does not hold what this counter recorded'
      )
    // What the server held the clock of this counter to is what counts from then on.
    if (chunk.received_at !== null) this.hold(chunk, chunk.received_at)
    this.ownAt++
    this.ownHash = null
    return null
  }

  private hold(chunk: SyncChunkRow, receivedAt: number): void {
    for (const { op } of opsOf(chunk) ?? []) {
      const thing = op === null ? null : thingOf(op.k, op.d)
      if (op === null || thing === null) continue
      for (const [field, stamp] of this.stamps.of(thing.thing, thing.id))
        if (stamp.deviceNo === chunk.device_no && stamp.n === op.n) {
          const time = heldTime(stamp.time, receivedAt)
          if (time !== stamp.time) this.doubt(thing, field)
          this.stamps.put(thing.thing, thing.id, field, { ...stamp, time })
        }
    }
  }

  private checkPlace(account: SyncAccountRow): Fault | null {
    const newest = this.own.at(-1)
    const chunk = this.own[this.ownAt]
    if (chunk !== undefined)
      return fault('facts', 'sync_chunk', `${chunk.device_no} ${chunk.dev_to}`, 'ends after the journal')
    const isOwn = newest?.device_no === account.device_no
    const isRight = !isOwn || (account.own_dev_n === newest.dev_to && account.own_n >= (newest.own_n ?? 0))
    if (!isRight || account.own_n < 0 || account.own_n > this.place.n)
      return fault('facts', 'sync_account', 1, 'does not say up to where the own facts went out')
    return null
  }

  /** The newest word on each field is the one that its stamp names. */
  private checkStamps(account: SyncAccountRow): Fault | null {
    const rows = this.db.prepare<[], StampRow>('select * from field_stamp').all()
    let count = 0
    for (const fields of this.stamps.all.values()) count += fields.size
    for (const row of rows) {
      const name = `${row.thing} ${row.id} ${row.field}`
      const meant = this.stamps.of(row.thing, row.id).get(row.field)
      const isDoubtful = this.hasEarly && this.doubtful.has(name)
      if (meant !== undefined && isDoubtful) continue
      const isSaid =
        meant !== undefined &&
        (meant.time === row.time || account.epoch > 1) &&
        meant.deviceNo === row.device_no &&
        meant.n === row.dev_n &&
        canonicalJson(meant.value) === row.value
      if (!isSaid) return fault('facts', 'field_stamp', name, 'is not the newest word on its field')
    }
    return rows.length === count
      ? null
      : fault('facts', 'field_stamp', '', `${rows.length} rows, the ops make ${count}`)
  }

  private entryId(entryNo: number): string | null {
    const id = this.db.prepare<[number], Uint8Array>('select id from entry where entry_no = ?').pluck().get(entryNo)
    return id === undefined ? null : uuidText(id)
  }
}

/** With what a book begins before anything is recorded in it. */
const FOUNDING: ReadonlySet<string> = new Set(['shop.open', 'account.add'])

/** The op with which this counter began, where the book was another counter's copy before; 0 elsewhere. */
function beganAt(db: Sqlite.Database): number {
  if (Number(db.prepare('select count(*) from device').pluck().get()) < 2) return 0
  const opens = db.prepare<[], { n: number; bytes: string }>(
    `select n, bytes from journal_op where bytes like '%"k":"shop.open"%' order by n desc`
  )
  // Kept facts of other counters hold such words too.
  for (const { n, bytes } of opens.iterate()) if (readOp(bytes)?.k === 'shop.open') return n
  return 0
}

interface StampRow {
  readonly thing: string
  readonly id: string
  readonly field: string
  readonly time: string
  readonly device_no: number
  readonly dev_n: number
  readonly value: string
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
