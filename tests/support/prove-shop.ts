import Sqlite from 'better-sqlite3'
import { expect } from 'vitest'
import { opsIn } from '#main/db/convergence/chunks.ts'
import type { SyncChunkRow } from '#main/db/sync-schema.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { askSuper } from './cloud-tables.ts'
import { proveAccount } from './prove-account.ts'

/** What one counter's file holds of the shop's log. */
interface Held {
  readonly accountId: string
  readonly cursorSeq: number
  /** Every op of every device, word for word and in order. */
  readonly ops: ReadonlyMap<number, readonly string[]>
  readonly entries: readonly string[]
  readonly journalOps: number
  readonly taken: number
  readonly aside: number
  /** Why they stand aside, and how many for each reason. */
  readonly reasons: readonly unknown[]
}

function heldIn(file: string): Held {
  const db = new Sqlite(file, { readonly: true })
  try {
    const account = db
      .prepare<[], { account_id: string; cursor_seq: number }>('select account_id, cursor_seq from sync_account')
      .get()
    const ops = new Map<number, string[]>()
    const chunks = db.prepare<[], SyncChunkRow>('select * from sync_chunk order by device_no, dev_to').all()
    for (const chunk of chunks) ops.set(chunk.device_no, [...(ops.get(chunk.device_no) ?? []), ...opsIn(chunk)])
    const count = (sql: string) => Number(db.prepare(sql).pluck().get())
    return {
      accountId: account?.account_id ?? '',
      cursorSeq: account?.cursor_seq ?? 0,
      ops,
      entries: db.prepare<[], string>('select lower(hex(id)) from entry order by id').pluck().all(),
      journalOps: count('select count(*) from journal'),
      taken: count('select count(*) from received'),
      aside: count('select count(*) from sync_aside'),
      reasons: db.prepare('select reason, count(*) from sync_aside group by reason').raw().all()
    }
  } finally {
    db.close()
  }
}

/** Keys of the shop's devices as the server has them. */
async function keysOf(superUrl: string, accountId: string): Promise<Map<number, string>> {
  const rows = await askSuper<{ device_no: number; sign_key: string }>(
    superUrl,
    'SELECT device_no, sign_key FROM device WHERE account_id = $1 AND device_no > 0',
    [accountId]
  )
  return new Map(rows.map(({ device_no, sign_key }) => [Number(device_no), sign_key]))
}

export interface ProvedShop {
  /** How many ops the server has, each once. */
  readonly ops: number
  readonly entries: number
}

/**
 * What must hold at the end of every fault: the server has each op that a counter recorded exactly once and word for word, without a gap;
 * every counter holds all of them, each taken once; the books are the same everywhere, `verify` finds nothing, and every
 * entry that was acknowledged to a person is in each of them once.
 * @param recorded ids of entries that were acknowledged.
 * @param asideCount how many facts stand aside on each counter.
 */
export async function proveShop(
  superUrl: string,
  files: readonly string[],
  { recorded = [], asideCount = 0 }: { readonly recorded?: readonly string[]; readonly asideCount?: number } = {}
): Promise<ProvedShop> {
  const held = files.map(heldIn)
  const [first] = held
  if (first === undefined) throw new Error('no counter to prove')
  const keys = await keysOf(superUrl, first.accountId)
  const devices = [...keys].map(([deviceNo, publicKey]) => ({
    ...{ device: { accountId: first.accountId, deviceNo, keys: { publicKey } }, ops: first.ops.get(deviceNo) ?? [] }
  }))
  const { troubles, ops } = await proveAccount(superUrl, first.accountId, devices)
  expect(troubles).toEqual([])
  const books = files.map(bookOf)
  for (const [at, one] of held.entries()) {
    expect(verifyLedger(files[at] ?? '').firstFault, files[at]).toBe(null)
    expect([...one.ops].sort(byDevice)).toEqual([...first.ops].sort(byDevice))
    expect(one.cursorSeq).toBe(ops)
    expect(one.aside, JSON.stringify(one.reasons)).toBe(asideCount)
    expect(books[at]).toEqual(books[0])
    // Every fact of the own journal is in the log of the shop, and everything in that log stands in the journal once.
    expect(one.journalOps).toBe(ops - asideCount)
    const ids = new Set(one.entries)
    expect(recorded.filter((id) => !ids.has(id.replaceAll('-', '')))).toEqual([])
  }
  return { ops, entries: first.entries.length }
}

const byDevice = (one: readonly [number, unknown], other: readonly [number, unknown]): number => one[0] - other[0]
