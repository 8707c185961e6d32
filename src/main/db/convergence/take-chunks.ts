import type Sqlite from 'better-sqlite3'
import type { OwnPlace, Slice, SyncAccount, SyncKeys, Taken } from '#main/ports/sync-store.ts'
import { AssertionError } from '#shared/kernel/assert.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { SealedChunk } from '#shared/sync/lan-wire.ts'
import { MOST_AHEAD_MS } from '#shared/sync/merge-fields.ts'
import type { Chunk } from '#shared/sync/wire.ts'
import type { AccountRows } from './account-rows.ts'
import { NotTaken, type TakingStores } from './applied.ts'
import { bytesOf, type Chunks, opsIn } from './chunks.ts'
import type { FileStamps } from './field-stamps.ts'
import { proveChunk, proveSealed, SERVER } from './prove-chunk.ts'
import { WAITING } from './sync-notices.ts'
import { type Brought, createOpTaker, refusalOf } from './take-op.ts'

interface AsideRow {
  readonly device_no: number
  readonly dev_n: number
  readonly seq: number
  readonly reason: string
}

interface Beside {
  readonly stores: TakingStores
  readonly chunks: Chunks
  readonly rows: AccountRows
  readonly stamps: FileStamps
  readonly transact: <Value>(work: () => Value) => Value
  /** The account and its place as the file has them now. */
  now(): { readonly account: SyncAccount; readonly place: OwnPlace } | null
  /** Puts every own fact into chunks. */
  seal(keys: SyncKeys): void
}

/** A fact that could not be taken; the work is done again up to it. */
class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly at: number
  readonly reason: string
  constructor(at: number, reason: string) {
    super(reason)
    this.at = at
    this.reason = reason
  }
}

/** Something own was recorded by another process since the own facts were sealed. */
const NOT_SEALED = Symbol('not sealed')

/** A slice without an end: what a chunk brought is taken in one go. */
const WHOLE: Slice = { begin() {}, isOver: () => false }

/** How one slice of facts is taken. `stopped`: the fact that has to stand aside, with which this slice ends. */
interface SliceWay {
  readonly slice: Slice
  readonly stopped: Stopped | null
}

/** How facts came: which numbers of the shop they bear, and when. */
interface Arrival {
  seqOf(index: number): number
  /** Null past the server. */
  readonly receivedAt: number | null
  readonly atMs: number
}

interface Counted {
  readonly notices: number
  readonly aside: number
}

/** Takes the shop's log chunk by chunk, and a chunk in slices. */
export function createChunkTaker(db: Sqlite.Database, beside: Beside) {
  const { stores, chunks, rows, stamps, transact, now, seal } = beside
  const takeOp = createOpTaker(db, stores, stamps)
  const putAside = db.prepare('insert into sync_aside (device_no, dev_n, seq, reason) values (?, ?, ?, ?)')
  const changeAside = db.prepare('update sync_aside set reason = ? where device_no = ? and dev_n = ?')
  const dropAside = db.prepare('delete from sync_aside where device_no = ? and dev_n = ?')
  const allAside = db.prepare<[], AsideRow>(
    'select * from sync_aside where device_no >= 0 order by seq, device_no, dev_n'
  )
  const allWaiting = db.prepare<[], AsideRow>(
    `select * from sync_aside where device_no >= 0 and reason = '${WAITING}' order by seq, device_no, dev_n`
  )

  /** Every fact up to the end of the journal is sealed, or came from another counter just now. */
  function movePlace(devN: number): void {
    const { n, time } = stores.kept.end()
    rows.putPlace({ n, time, entryNo: stores.entries.lastNo(), devN })
  }

  /** Takes facts of a chunk from the first one on; what the slice has no time for waits beside, in the same transaction. */
  function takeFirst({ deviceNo, devFrom, ops }: SealedChunk, at: Arrival, way: SliceWay): Counted {
    const counted = { notices: 0, aside: 0 }
    let isOver = false
    for (const [index, text] of ops.entries()) {
      const [devN, seq] = [devFrom + index, at.seqOf(index)]
      isOver ||= index > 0 && way.slice.isOver()
      const taken = isOver ? WAITING : takeOne({ text, deviceNo, devN, seq, ...at }, way.stopped)
      if (typeof taken === 'number') counted.notices += taken
      else putAside.run(deviceNo, devN, seq, taken)
      if (typeof taken === 'string' && !isOver) counted.aside++
      isOver ||= way.stopped?.at === devN
    }
    return counted
  }

  /** Takes one fact and answers how many notices it made, or the reason why it stands aside. */
  function takeOne(brought: Brought, stopped: Stopped | null): number | string {
    if (stopped?.at === brought.devN) return stopped.reason
    const reason = refusalOf(brought)
    if (reason !== null) return reason
    try {
      return takeOp(brought)
    } catch (error) {
      throw isOfTheFact(error) ? new Stopped(brought.devN, reasonOf(error)) : error
    }
  }

  /** Takes what was proved, and goes on from behind it. */
  function takeProved(chunk: SealedChunk, at: Arrival, place: OwnPlace, way: SliceWay): Taken {
    const { notices, aside } = takeFirst(chunk, at, way)
    rows.putEnd(chunk.deviceNo, chunk.devTo, bytesOf(chunk.headHash))
    movePlace(place.devN)
    return { outcome: 'taken', opCount: chunk.ops.length, asideCount: aside, noticeCount: notices }
  }

  function takeWithin(chunk: Chunk, keys: SyncKeys, atMs: number, way: SliceWay) {
    way.slice.begin()
    const found = now()
    if (found === null) return { outcome: 'refused', why: 'no-account' } as const
    const { account, place } = found
    if (chunk.seqTo <= account.cursorSeq) return { outcome: 'known' } as const
    if (chunk.seqFrom !== account.cursorSeq + 1) return { outcome: 'refused', why: 'gap' } as const
    const device = rows.device(chunk.deviceNo)
    const proof = proveChunk(chunk, { account, device, chunks }, keys)
    if ('why' in proof) return { outcome: 'refused', why: proof.why } as const
    if (stores.kept.end().n !== place.n) return NOT_SEALED
    rows.putCursor(chunk.seqTo, bytesOf(chunk.logHash))
    if (!proof.isNew) return relabel(chunk, account)
    if (device === undefined) addServer(account)
    chunks.add(chunk)
    const at = { seqOf: (index: number) => chunk.seqFrom + index, receivedAt: chunk.receivedAt, atMs }
    return takeProved(chunk, at, place, way)
  }

  /** Its facts have no number of the shop yet: they stand behind those that have one, and are chained with the time of taking. */
  function takeSealedWithin(chunk: SealedChunk, keys: SyncKeys, atMs: number, way: SliceWay) {
    way.slice.begin()
    const found = now()
    if (found === null) return { outcome: 'refused', why: 'no-account' } as const
    const { account, place } = found
    const proof = proveSealed(chunk, { account, device: rows.device(chunk.deviceNo), chunks, atMs }, keys)
    if ('why' in proof) return { outcome: 'refused', why: proof.why } as const
    if (!proof.isNew) return { outcome: 'known' } as const
    if (stores.kept.end().n !== place.n) return NOT_SEALED
    chunks.addSealed(chunk)
    return takeProved(chunk, { seqOf: () => account.cursorSeq, receivedAt: null, atMs }, place, way)
  }

  /** A chunk whose facts are held already: own ones, what a counter gave directly, and others after a server was restored. */
  function relabel(chunk: Chunk, account: SyncAccount): Taken {
    const isFirst = chunks.ending(chunk.deviceNo, chunk.devTo)?.received_at === null
    chunks.label(chunk)
    if (chunk.deviceNo === account.deviceNo) rows.putAcked(chunk.devTo)
    if (chunk.deviceNo === account.deviceNo || isFirst) {
      const most = `${(chunk.receivedAt + MOST_AHEAD_MS).toString(16).padStart(12, '0')}0000`
      stamps.hold(chunk.ops, chunk.deviceNo, most)
    }
    return { outcome: 'taken', opCount: 0, asideCount: 0, noticeCount: 0 }
  }

  function addServer({ serverKey }: SyncAccount): void {
    rows.putDevice({ deviceNo: SERVER, name: '', counterCode: '', signKey: serverKey, state: 'active' })
  }

  /** A fact that stands aside, as its chunk brought it. */
  function broughtOf(one: AsideRow, atMs: number, kept: KeptOps): Brought | null {
    const chunk = kept.of(one.device_no, one.dev_n)
    const text = chunk?.ops[one.dev_n - chunk.from]
    if (chunk === null || text === undefined) return null
    return { text, deviceNo: one.device_no, devN: one.dev_n, seq: one.seq, receivedAt: chunk.receivedAt, atMs }
  }

  function retryOne(one: AsideRow, atMs: number): boolean | typeof NOT_SEALED {
    const found = now()
    if (found === null || stores.kept.end().n !== found.place.n) return NOT_SEALED
    const brought = broughtOf(one, atMs, new KeptOps(chunks))
    if (brought === null) return false
    const taken = takeOne(brought, null)
    if (typeof taken === 'string') throw new Stopped(one.dev_n, taken)
    dropAside.run(one.device_no, one.dev_n)
    movePlace(found.place.devN)
    return true
  }

  /** Looked at without a transaction: what no counter of this version can take stays where it is. */
  function mayBeTaken(one: AsideRow, atMs: number, kept: KeptOps): boolean {
    const brought = broughtOf(one, atMs, kept)
    return brought !== null && refusalOf(brought) === null
  }

  function retryIt(one: AsideRow, keys: SyncKeys, atMs: number): boolean {
    seal(keys)
    try {
      return transact(() => retryOne(one, atMs)) === true
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      const { reason } = error
      if (reason !== one.reason) transact(() => changeAside.run(reason, one.device_no, one.dev_n))
      return false
    }
  }

  /** The next slice of what waits; answers what it made. */
  function takeSlice(atMs: number, way: SliceWay): Counted | typeof NOT_SEALED {
    way.slice.begin()
    const found = now()
    if (found === null || stores.kept.end().n !== found.place.n) return NOT_SEALED
    const counted = { notices: 0, aside: 0 }
    const kept = new KeptOps(chunks)
    for (const [index, one] of allWaiting.all().entries()) {
      if (index > 0 && way.slice.isOver()) break
      const brought = broughtOf(one, atMs, kept)
      const taken = brought === null ? 'unreadable' : takeOne(brought, way.stopped)
      if (typeof taken === 'number') {
        dropAside.run(one.device_no, one.dev_n)
        counted.notices += taken
      } else {
        changeAside.run(taken, one.device_no, one.dev_n)
        counted.aside++
      }
      if (way.stopped?.at === one.dev_n) break
    }
    movePlace(found.place.devN)
    return counted
  }

  /** Does a slice until it is done; a fact that cannot be taken ends it and stands aside. */
  function sliced<Done>(keys: SyncKeys, slice: Slice, work: (way: SliceWay) => Done | typeof NOT_SEALED): Done {
    let stopped: Stopped | null = null
    for (;;) {
      if (now() !== null) seal(keys)
      try {
        const way = { slice, stopped }
        const done = transact(() => work(way))
        if (done !== NOT_SEALED) return done
      } catch (error) {
        if (!(error instanceof Stopped)) throw error
        stopped = error
      }
    }
  }

  const waiting = (): number => allWaiting.all().length

  function takeWaiting(keys: SyncKeys, atMs: number, slice: Slice): Counted & { readonly left: number } {
    if (waiting() === 0 || now() === null) return { notices: 0, aside: 0, left: 0 }
    const counted = sliced(keys, slice, (way) => takeSlice(atMs, way))
    return { ...counted, left: waiting() }
  }

  /** All that waits, in as many slices as it takes. */
  function takeAllWaiting(keys: SyncKeys, atMs: number): Counted {
    const all = { notices: 0, aside: 0 }
    for (let left = waiting(); left > 0; ) {
      const some = takeWaiting(keys, atMs, WHOLE)
      all.notices += some.notices
      all.aside += some.aside
      left = some.left
    }
    return all
  }

  /** Takes the first slice of a chunk, and the rest of it where nobody asked for slices. */
  function begin(
    { keys, atMs, slice }: { keys: SyncKeys; atMs: number; slice: Slice | null },
    within: (way: SliceWay) => Taken | typeof NOT_SEALED
  ): Taken {
    // What the chunk before it brought comes first.
    takeAllWaiting(keys, atMs)
    const taken = sliced(keys, slice ?? WHOLE, within)
    if (taken.outcome !== 'taken' || slice !== null) return taken
    const rest = takeAllWaiting(keys, atMs)
    return { ...taken, asideCount: taken.asideCount + rest.aside, noticeCount: taken.noticeCount + rest.notices }
  }

  return {
    take: (chunk: Chunk, keys: SyncKeys, atMs: number, slice: Slice | null): Taken =>
      begin({ keys, atMs, slice }, (way) => takeWithin(chunk, keys, atMs, way)),
    takeSealed: (chunk: SealedChunk, keys: SyncKeys, atMs: number, slice: Slice | null): Taken =>
      begin({ keys, atMs, slice }, (way) => takeSealedWithin(chunk, keys, atMs, way)),
    takeWaiting: (keys: SyncKeys, atMs: number, slice: Slice): number => takeWaiting(keys, atMs, slice).left,
    retry(keys: SyncKeys, atMs: number): number {
      let taken = 0
      for (;;) {
        const before = taken
        const kept = new KeptOps(chunks)
        for (const one of allAside.all()) if (mayBeTaken(one, atMs, kept) && retryIt(one, keys, atMs)) taken++
        // What was taken may be what another one waited for.
        if (taken === before) return taken
      }
    }
  }
}

interface KeptChunk {
  readonly deviceNo: number
  readonly from: number
  readonly to: number
  readonly receivedAt: number | null
  readonly ops: readonly string[]
}

/** The ops of the chunk that was asked for last: they are unpacked once for all facts of it. */
class KeptOps {
  private readonly chunks: Chunks
  private last: KeptChunk | null = null

  constructor(chunks: Chunks) {
    this.chunks = chunks
  }

  of(deviceNo: number, devN: number) {
    const { last } = this
    if (last !== null && last.deviceNo === deviceNo && last.from <= devN && devN <= last.to) return last
    const row = this.chunks.beyond(deviceNo, devN - 1)
    if (row === undefined) return null
    this.last = {
      ...{ deviceNo, from: row.dev_from, to: row.dev_to, receivedAt: row.received_at },
      ops: opsIn(row)
    }
    return this.last
  }
}

/** What is wrong with the fact, and not with the disk or the file. */
function isOfTheFact(error: unknown): boolean {
  if (error instanceof FailureError) return !error.failure.code.startsWith('ledger/')
  if (error instanceof NotTaken || error instanceof AssertionError) return true
  // A value that is of another kind than its field: SQLite's binding says so by a range error where it is a list or a record.
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return true
  const { name, code } = error as { readonly name?: string; readonly code?: unknown }
  return name === 'ZodError' || (typeof code === 'string' && code.startsWith('SQLITE_CONSTRAINT'))
}

function reasonOf(error: unknown): string {
  if (error instanceof FailureError) return error.failure.code
  if (error instanceof NotTaken) return error.message
  return 'unreadable'
}
