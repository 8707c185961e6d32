import { createHash } from 'node:crypto'
import type Sqlite from 'better-sqlite3'
import { build, prepare } from '#main/db/prepared.ts'
import type { JournalStore } from '#main/ports/ledger-store.ts'
import { type HybridTime, tick } from '#shared/journal/hybrid-clock.ts'
import { chainHash, genesisHash, type Op, type Sha256, writeOp } from '#shared/journal/op.ts'
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

/** The journal of this device: gapless numbers, each op chained to the one before it. */
export function createJournalStore(db: Sqlite.Database, versionElsewhere: () => number): JournalStore & Remembering {
  const last = prepare<Record<never, never>, { n: number; bytes: string; hash: Uint8Array }>(db, () =>
    build.selectFrom('journal_op').select(['n', 'bytes', 'hash']).orderBy('n', 'desc').limit(1)
  )
  const lastN = prepare<Record<never, never>, { n: number }>(db, () =>
    build.selectFrom('journal_op').select('n').orderBy('n', 'desc').limit(1)
  )
  const device = prepare<Record<never, never>, { genesis_hash: Uint8Array }>(db, () =>
    build.selectFrom('device').select('genesis_hash').orderBy('device_no', 'desc').limit(1)
  )
  const insert = prepare<{ n: number; bytes: string; hash: Uint8Array }>(db, (slot) =>
    build.insertInto('journal_op').values({ n: slot('n'), bytes: slot('bytes'), hash: slot('hash') })
  )
  let known: Head | null = null

  /**
   * The head is remembered as long as no other connection has written. It is forgotten when a transaction is given up:
   * another process may take the number of an op that was rolled back.
   */
  function head(): Head {
    const asOf = versionElsewhere()
    if (known?.asOf === asOf) return known
    const row = last.first({})
    if (row) return { asOf, n: row.n, hash: row.hash, time: (JSON.parse(row.bytes) as Op).t }
    const genesis = device.first({})
    assert(genesis, 'a journal belongs to a device')
    return { asOf, n: 0, hash: genesis.genesis_hash, time: null }
  }

  return {
    append(kind, stamp, body) {
      assert(db.inTransaction, 'an op is appended inside a transaction')
      const before = head()
      const op: Op = {
        v: 1,
        k: kind,
        n: before.n + 1,
        t: tick(before.time, stamp.atMs),
        b: 0,
        u: stamp.person,
        d: body
      }
      const bytes = writeOp(op)
      const hash = chainHash(sha256, before.hash, bytes)
      insert.run({ n: op.n, bytes, hash })
      known = { asOf: before.asOf, n: op.n, hash, time: op.t }
      return op.n
    },
    lastNumber: () => lastN.first({})?.n ?? 0,
    forget() {
      known = null
    }
  }
}

/** The hash that a new device's journal starts from. */
export const deviceGenesis = (shopId: string, deviceId: string): Uint8Array => genesisHash(sha256, shopId, deviceId)
