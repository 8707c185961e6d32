import { createHash } from 'node:crypto'
import type Sqlite from 'better-sqlite3'
import { build, prepare } from '#main/db/prepared.ts'
import type { JournalStore, Stamp } from '#main/ports/ledger-store.ts'
import { type HybridTime, tick } from '#shared/journal/hybrid-clock.ts'
import { chainHash, genesisHash, type Op, type OpKind, type Sha256, writeOp } from '#shared/journal/op.ts'
import { assert } from '#shared/kernel/assert.ts'

export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Keeps in memory what it read or wrote, as long as nobody else has written and nothing was rolled back. */
export interface Remembering {
  /** A transaction was given up: what was written in it is in no file. */
  forget(): void
}

interface Head {
  /** What other connections had written by then. */
  readonly asOf: number
  readonly n: number
  readonly hash: Uint8Array
  readonly time: HybridTime | null
}

/** What the store of the whole file asks of the journal beside what use cases do. */
export interface Chain extends JournalStore, Remembering {
  /** Writes down where the chain ends: once, at the end of a transaction. */
  settle(): void
}

/** The journal of this device: gapless numbers, each op chained to the one before it. */
export function createJournalStore(db: Sqlite.Database, versionElsewhere: () => number): Chain {
  const end = prepare<Record<never, never>, { newest_op: number; newest_time: string; newest_hash: Uint8Array }>(
    db,
    () => build.selectFrom('control_total').select(['newest_op', 'newest_time', 'newest_hash'])
  )
  const putEnd = prepare<{ n: number; time: string; hash: Uint8Array }>(db, (slot) =>
    build
      .updateTable('control_total')
      .set({ newest_op: slot('n'), newest_time: slot('time'), newest_hash: slot('hash') })
  )
  const device = prepare<Record<never, never>, { genesis_hash: Uint8Array }>(db, () =>
    build.selectFrom('device').select('genesis_hash').orderBy('device_no', 'desc').limit(1)
  )
  const insert = prepare<{ n: number; bytes: string; hash: Uint8Array }>(db, (slot) =>
    build.insertInto('journal_op').values({ n: slot('n'), bytes: slot('bytes'), hash: slot('hash') })
  )
  let known: Head | null = null
  let isSettled = true

  /**
   * The head is remembered as long as no other connection has written. It is forgotten when a transaction is given up:
   * another process may take the number of an op that was rolled back.
   */
  function head(): Head {
    // Within a transaction nobody else writes; what was chained in it is not in the file yet.
    if (known !== null && !isSettled) return known
    const asOf = versionElsewhere()
    if (known?.asOf === asOf) return known
    const row = end.first({})
    if (row && row.newest_op > 0)
      return { asOf, n: row.newest_op, hash: row.newest_hash, time: row.newest_time as HybridTime }
    const genesis = device.first({})
    assert(genesis, 'a journal belongs to a device')
    return { asOf, n: 0, hash: genesis.genesis_hash, time: null }
  }

  function chain(kind: OpKind, stamp: Stamp, body: Op['d']) {
    assert(db.inTransaction, 'an op is chained inside a transaction')
    const before = head()
    const op: Op = { v: 1, k: kind, n: before.n + 1, t: tick(before.time, stamp.atMs), b: 0, u: stamp.person, d: body }
    const bytes = writeOp(op)
    const hash = chainHash(sha256, before.hash, bytes)
    known = { asOf: before.asOf, n: op.n, hash, time: op.t }
    isSettled = false
    return { n: op.n, hash, bytes }
  }

  return {
    chain,
    append(kind, stamp, body) {
      const { n, hash, bytes } = chain(kind, stamp, body)
      insert.run({ n, bytes, hash })
      return n
    },
    lastNumber: () => (isSettled ? (end.first({})?.newest_op ?? 0) : (known?.n ?? 0)),
    settle() {
      if (isSettled) return
      assert(known !== null && known.time !== null, 'what was chained has a number and a time')
      putEnd.run({ n: known.n, time: known.time, hash: known.hash })
      isSettled = true
    },
    forget() {
      known = null
      isSettled = true
    }
  }
}

/** The hash that a new device's journal starts from. */
export const deviceGenesis = (shopId: string, deviceId: string): Uint8Array => genesisHash(sha256, shopId, deviceId)
