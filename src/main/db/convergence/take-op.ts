import type Sqlite from 'better-sqlite3'
import type { SyncNoticeKind } from '#main/ports/sync-store.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import type { HybridTime } from '#shared/journal/hybrid-clock.ts'
import { wallOf } from '#shared/journal/hybrid-clock.ts'
import { assert } from '#shared/kernel/assert.ts'
import { heldTime } from '#shared/sync/merge-fields.ts'
import { isKnownKind, isServerKind, readWireOp, type WireKind } from '#shared/sync/wire-op.ts'
import { type Arriving, keep, NotTaken, type TakingStores, unreadable } from './applied.ts'
import type { StampsOf } from './field-stamps.ts'
import { SERVER } from './prove-chunk.ts'
import { createReadBack } from './read-back.ts'
import { createEntryTaker } from './take-entry.ts'
import { createFactTakers } from './take-facts.ts'
import { createGoodsTaker } from './take-goods.ts'
import { createPaymentTaker } from './take-payment.ts'
import { createReturnTaker } from './take-return.ts'
import { createThingTaker } from './take-things.ts'

/** A fact of another counter as its chunk brought it. */
export interface Brought {
  readonly text: string
  readonly deviceNo: number
  readonly devN: number
  readonly seq: number
  /** When the server received it; null when another counter gave it past the server, which has not said what its time is worth. */
  readonly receivedAt: number | null
  /** When it is taken here. */
  readonly atMs: number
}

type Taker = (arriving: Arriving) => void

/**
 * The instant that a fact of another counter is chained with: when the server received it, and not before the fact itself as far as
 * the server allows its clock. So whatever is recorded here afterwards is newer than what was seen, and the chunk alone tells it.
 */
export function chainedAt(time: string, receivedAt: number): number {
  return Math.max(receivedAt, wallOf(heldTime(time, receivedAt) as HybridTime) + 1)
}

/** An id in large letters would be found in the file, and not by those who read the facts: ids have one form. */
function hasLargeId(value: Json): boolean {
  if (typeof value === 'string') return LARGE_ID.test(value) && value !== value.toLowerCase()
  return typeof value === 'object' && value !== null && Object.values(value).some(hasLargeId)
}
const LARGE_ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

/** Why a fact cannot be taken by any counter of this version, seen before anything is written; null where it may be. */
export function refusalOf({ text, deviceNo, devN }: Pick<Brought, 'text' | 'deviceNo' | 'devN'>): string | null {
  const op = readWireOp(text)
  if (op === null || op.n !== devN || hasLargeId(op.d)) return 'unreadable'
  const isTaken = deviceNo === SERVER ? isServerKind(op.k) : isKnownKind(op.k)
  return op.v !== 1 || !isTaken ? 'unknown-kind' : null
}

/** Takes facts of other counters one by one, within a transaction that is open. */
export function createOpTaker(db: Sqlite.Database, stores: TakingStores, stamps: StampsOf) {
  const seqOf = db
    .prepare<[number, number, number], number | null>(
      'select seq_from + ? - dev_from from sync_chunk where device_no = ? and dev_to >= ? order by dev_to limit 1'
    )
    .pluck()
  const insert = db.prepare('insert into received (op_n, device_no, dev_n, seq, at) values (?, ?, ?, ?, ?)')
  const insertNotice = db.prepare(
    `insert or ignore into sync_notice (notice_no, kind, device_no, dev_n, at, details, seen_at)
      values (null, ?, ?, ?, ?, ?, null)`
  )
  const isReadBack = createReadBack(db)
  const entry = createEntryTaker(db, stores)
  const goods = createGoodsTaker(db, stores)
  const things = createThingTaker(stores, {
    stamps,
    hasSeen({ op, deviceNo }, stamp) {
      if (stamp.deviceNo === deviceNo) return true
      const seq = seqOf.get(stamp.n, stamp.deviceNo, stamp.n) ?? null
      return seq !== null && seq <= op.b
    }
  })
  const takers: { readonly [Kind in WireKind]?: Taker } = {
    ...createFactTakers(db, stores, things),
    'entry.post': entry.take,
    'payment.received': createPaymentTaker(stores, entry.post),
    'payment.returned': createReturnTaker(db, stores),
    'bill.post': goods.post,
    'bill.cancel': goods.cancel,
    'stock.adjust': goods.adjust,
    'party.add': things.party,
    'party.change': things.party,
    'item.add': things.item,
    'item.change': things.item,
    'settings.change': things.settings,
    'price.set': things.price,
    'party.terms': things.terms
  }

  /** Takes one fact as one op of the own journal. Throws `NotTaken`, or what the book says to it; the caller gives the transaction up. */
  return function takeOp(brought: Brought): number {
    const { deviceNo, devN, seq, receivedAt, atMs } = brought
    const op = readWireOp(brought.text) ?? unreadable()
    if (op.n !== devN) unreadable()
    if (op.v !== 1 || !isKnownKind(op.k)) throw new NotTaken('unknown-kind')
    let notices = 0
    const arriving: Arriving = {
      ...{ op, deviceNo, seq, heldTime: receivedAt === null ? op.t : heldTime(op.t, receivedAt) },
      notice(kind: SyncNoticeKind, details) {
        notices += insertNotice.run(kind, deviceNo, devN, atMs, canonicalJson(details)).changes
      }
    }
    const before = stores.kept.end()
    const at = receivedAt === null ? Math.max(atMs, wallOf(op.t as HybridTime) + 1) : chainedAt(op.t, receivedAt)
    const taker = takers[op.k]
    stores.journal.receive({ seq, atMs: at }, () => (taker === undefined ? keep(stores, arriving) : taker(arriving)))
    const after = stores.kept.end()
    const { n } = after
    assert(n === before.n + 1, 'a fact that is taken is one op')
    // No release of ours writes a body in another than its one form; it is kept in its chunk, and not in the books.
    if (!isReadBack({ seq, at, deviceNo, op }, before, after)) unreadable()
    insert.run(n, deviceNo, devN, seq, at)
    return notices
  }
}
