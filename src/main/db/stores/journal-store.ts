import { createHash, hash as hashOnce } from 'node:crypto'
import type Sqlite from 'better-sqlite3'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { JournalStore, Link, Stamp } from '#main/ports/ledger-store.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { type HybridTime, tick } from '#shared/journal/hybrid-clock.ts'
import { chainHash, genesisHash, type OpKind, type Sha256, writeOp } from '#shared/journal/op.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { MOST_BODY_BYTES } from '#shared/sync/wire.ts'
import type { KeptFigures } from './kept-figures.ts'

export const sha256: Sha256 = (...parts) => {
  const [first, second] = parts
  // A link of the chain: one call instead of three, for every entry goes through here.
  if (parts.length === 2 && typeof first !== 'string' && typeof second === 'string') return hashOfLink(first, second)
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/**
 * What a server never takes is not recorded, with or without one: the shop may have an account tomorrow, and this counter's later facts could
 * not go past it. What another counter recorded was taken by a server already.
 */
function refuseTooLarge(body: string): void {
  // No letter has more than three bytes, so nearly every body is let through by its length alone.
  if (body.length * 3 > MOST_BODY_BYTES && Buffer.byteLength(body) > MOST_BODY_BYTES)
    refuse('journal/fact-too-large', { most: Math.floor(MOST_BODY_BYTES / 1_000_000) })
}

let room = Buffer.allocUnsafe(4_096)

function hashOfLink(previous: Uint8Array | undefined, bytes: string): Uint8Array {
  const most = 32 + bytes.length * 3
  if (room.length < most) room = Buffer.allocUnsafe(most)
  room.set(previous ?? [], 0)
  const length = (previous?.length ?? 0) + room.write(bytes, previous?.length ?? 0, 'utf8')
  // As a string of bytes it comes without an array of its own, which costs more than the hash.
  return Buffer.from(hashOnce('sha256', room.subarray(0, length), 'binary'), 'latin1')
}

/** A fact that another counter recorded: the shop's number of it, and the instant that it is chained with. */
export interface Incoming {
  readonly seq: number
  readonly atMs: number
}

/** What other stores ask of the journal beside what use cases do: a body that is written already is not written twice. */
export interface Chain extends JournalStore {
  chainText(kind: OpKind, stamp: Stamp, body: string): Link
  /** What is chained within the work came from another counter. */
  receive<Value>(incoming: Incoming, work: () => Value): Value
  /** Whether what is chained now came from another counter. */
  isReceiving(): boolean
}

/** The journal of this device: gapless numbers, each op chained to the one before it. */
export function createJournalStore(db: Sqlite.Database, memory: Memory, kept: KeptFigures): Chain {
  const device = prepare<Record<never, never>, { genesis_hash: Uint8Array }>(db, () =>
    build.selectFrom('device').select('genesis_hash').orderBy('device_no', 'desc').limit(1)
  )
  const insert = prepare<{ n: number; bytes: string; hash: Uint8Array }>(db, (slot) =>
    build.insertInto('journal_op').values({ n: slot('n'), bytes: slot('bytes'), hash: slot('hash') })
  )

  function genesis(): Uint8Array {
    const row = device.first({})
    assert(row, 'a journal belongs to a device')
    return row.genesis_hash
  }

  let incoming: Incoming | null = null

  function put(kind: OpKind, stamp: Stamp, body: string) {
    assert(memory.isWriting(), 'an op is appended inside a transaction')
    if (incoming === null) refuseTooLarge(body)
    const before = kept.end()
    const n = before.n + 1
    const atMs = incoming === null ? stamp.atMs : incoming.atMs
    const time = tick(before.n === 0 ? null : (before.time as HybridTime), atMs)
    const bytes = writeOp({ kind, n, time, person: stamp.person, body, base: incoming?.seq ?? 0 })
    const hash = chainHash(sha256, before.n === 0 ? genesis() : before.hash, bytes)
    kept.changeEnd({ n, time, hash })
    return { n, hash, bytes }
  }

  return {
    chainText: put,
    chain: (kind, stamp, body) => put(kind, stamp, canonicalJson(body)),
    append(kind, stamp, body) {
      const { n, hash, bytes } = put(kind, stamp, canonicalJson(body))
      insert.run({ n, bytes, hash })
      return n
    },
    lastNumber: () => kept.end().n,
    receive(from, work) {
      incoming = from
      try {
        return work()
      } finally {
        incoming = null
      }
    },
    isReceiving: () => incoming !== null
  }
}

/** The hash that a new device's journal starts from. */
export const deviceGenesis = (shopId: string, deviceId: string): Uint8Array => genesisHash(sha256, shopId, deviceId)
