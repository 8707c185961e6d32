import type Sqlite from 'better-sqlite3'
import { sha256 } from '#main/db/stores/journal-store.ts'
import type { OwnChunk, OwnOps, OwnPlace, SyncAccount, SyncKeys } from '#main/ports/sync-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import { chainOf, deviceGenesisHash, pushText } from '#shared/sync/chain.ts'
import { MOST_OPS, MOST_PUSH_BYTES } from '#shared/sync/wire.ts'
import type { AccountRows } from './account-rows.ts'
import { bytesOf, type Chunks, hexOf } from './chunks.ts'
import { StampsAbove, type StampsOf } from './field-stamps.ts'
import { type OwnOp, ownOps } from './own-facts.ts'
import { wireOf } from './wire-of.ts'

/** Room for what stands around the ops of a push. */
const FRAME_BYTES = 4_096

interface Beside {
  readonly chunks: Chunks
  readonly rows: AccountRows
  readonly stamps: StampsOf
  readonly counterCode: () => string
}

/** The facts of this counter on their way out. */
export function createOwnChunks(db: Sqlite.Database, { chunks, rows, stamps, counterCode }: Beside) {
  const entryId = db.prepare<[number], string>('select lower(hex(id)) from entry where entry_no = ?').pluck()
  const baseBefore = db
    .prepare<[number], number>('select seq from received where op_n < ? order by op_n desc limit 1')
    .pluck()

  const idOfEntry = (entryNo: number): string | null => {
    const hex = entryId.get(entryNo)
    return hex === undefined ? null : hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }

  function opsAfter(place: OwnPlace, most: number, deviceNo: number, above: StampsOf): OwnOps {
    const texts: string[] = []
    let now = place
    let size = FRAME_BYTES
    for (const { op, place: at } of ownOps(db, place, counterCode())) {
      if (texts.length >= most) break
      const n = now.devN + 1
      const text = textOf({ op, place: at }, { deviceNo, n, stamps: above })
      size += Buffer.byteLength(text) + 1
      if (size > MOST_PUSH_BYTES && texts.length > 0) break
      texts.push(text)
      now = { ...at, devN: n }
    }
    return { ops: texts, place: now }
  }

  function textOf({ op }: OwnOp, frame: { deviceNo: number; n: number; stamps: StampsOf }): string {
    const base = baseBefore.get(op.n) ?? 0
    return wireOf({ kind: op.k, time: op.t, person: op.u, body: op.d }, { ...frame, base, idOfEntry })
  }

  /** The hash that the next own op is chained to. */
  function headAt(account: SyncAccount, devN: number): Uint8Array {
    if (devN === 0) return deviceGenesisHash(sha256, account.accountId, Buffer.from(account.deviceKey, 'base64url'))
    const chunk = chunks.ending(account.deviceNo, devN)
    assert(chunk, 'an own number that was reached is the end of a chunk')
    return chunk.head_hash
  }

  return {
    opsAfter: (place: OwnPlace, most: number, account: SyncAccount) =>
      opsAfter(place, most, account.deviceNo, new StampsAbove(stamps)),
    headAt,
    /** Makes one more chunk inside a transaction that is open; null when every own fact stands in one. */
    next(account: SyncAccount, place: OwnPlace, keys: Pick<SyncKeys, 'sign'>): OwnChunk | null {
      const above = new StampsAbove(stamps)
      const made = opsAfter(place, MOST_OPS, account.deviceNo, above)
      if (made.ops.length === 0) return null
      const before = headAt(account, place.devN)
      const head = hexOf(chainOf(sha256, before, made.ops).at(-1) ?? before)
      const { deviceNo, accountId } = account
      const span = { from: place.devN + 1, to: made.place.devN }
      const signature = keys.sign(pushText(accountId, deviceNo, span.from, span.to, head))
      const chunk = { deviceNo, ...span, prevHash: hexOf(before), headHash: head, signature, ops: [...made.ops] }
      above.write()
      chunks.addOwn(chunk, made.place)
      rows.putPlace(made.place)
      rows.putEnd(deviceNo, span.to, bytesOf(head))
      return chunk
    }
  }
}
export type OwnChunks = ReturnType<typeof createOwnChunks>
