import type Sqlite from 'better-sqlite3'
import { accountOf, createAccountRows, deviceOf, placeIn } from '#main/db/convergence/account-rows.ts'
import { createAccountStart } from '#main/db/convergence/account-start.ts'
import type { TakingStores } from '#main/db/convergence/applied.ts'
import { chunkOf, createChunks, hexOf, ownChunkOf, sealedOf } from '#main/db/convergence/chunks.ts'
import { createFieldStamps } from '#main/db/convergence/field-stamps.ts'
import { createLateArrivals } from '#main/db/convergence/late-entries.ts'
import { createOwnChunks } from '#main/db/convergence/own-chunks.ts'
import { SERVER } from '#main/db/convergence/prove-chunk.ts'
import { sealedChunks } from '#main/db/convergence/sealed-chunks.ts'
import { createSyncNotices } from '#main/db/convergence/sync-notices.ts'
import { createChunkTaker } from '#main/db/convergence/take-chunks.ts'
import type { Memory } from '#main/db/memory.ts'
import type { OwnPlace, SyncAccount, SyncStore } from '#main/ports/sync-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import { NO_LOG_HASH } from '#shared/sync/chain.ts'

export interface SyncBeside {
  readonly memory: Memory
  readonly transact: <Value>(work: () => Value) => Value
  readonly stores: TakingStores
}

const START: OwnPlace = { n: 0, time: '', entryNo: 0, devN: 0 }

/** Made when it is first asked for, and then kept. */
function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | null = null
  return () => {
    made ??= make()
    return made
  }
}

/** What makes several counters one book: the facts that go out, and those that come in. */
export function createSyncStore(db: Sqlite.Database, { memory, transact, stores }: SyncBeside): SyncStore {
  // Prepared at their first use: a shop without an account pays for none of them but the first.
  const rows = once(() => createAccountRows(db))
  const chunks = once(() => createChunks(db))
  const stamps = once(() => createFieldStamps(db))
  const notices = once(() => createSyncNotices(db))
  const late = once(() => createLateArrivals(db))
  const counterCode = () => stores.shop.read()?.counterCode ?? ''
  const own = once(() => createOwnChunks(db, { chunks: chunks(), rows: rows(), stamps: stamps(), counterCode }))
  const taker = once(() => {
    const beside = { stores, chunks: chunks(), rows: rows(), stamps: stamps(), transact, now, seal }
    return createChunkTaker(db, beside)
  })
  const startOf = once(() => createAccountStart(db, { rows: rows(), chunks: chunks(), stamps: stamps(), stores }))
  const known = memory.keep(now)

  function now() {
    const row = rows().read()
    return row === undefined ? null : { account: accountOf(row), place: placeIn(row) }
  }

  function seal(keys: Parameters<SyncStore['nextChunk']>[0]): void {
    while (nextChunk(keys) !== null);
  }

  function theAccount(): { readonly account: SyncAccount; readonly place: OwnPlace } {
    const found = known.get()
    assert(found, 'there is an account')
    return found
  }

  function write(account: SyncAccount, place: OwnPlace): void {
    rows().write(account, place)
    known.put({ account, place })
  }

  function nextChunk(keys: Parameters<SyncStore['nextChunk']>[0]) {
    return transact(() => {
      const { account, place } = theAccount()
      if (stores.kept.end().n === place.n) return null
      const chunk = own().next(account, place, keys)
      const row = rows().read()
      if (row !== undefined) known.put({ account, place: placeIn(row) })
      return chunk
    })
  }

  /** Much was changed that nobody in the app was told of. */
  function tellAll<Value>(value: Value): Value {
    memory.changeAll()
    return value
  }

  return {
    account: () => known.get()?.account ?? null,
    putAccount(account, which = 'all') {
      transact(() => {
        const before = known.get()
        const isSame = before?.account.deviceNo === account.deviceNo && before.account.accountId === account.accountId
        write(account, isSame ? before.place : startOf()(which, before))
        const { deviceNo, deviceKey: signKey } = account
        if (rows().device(deviceNo) === undefined)
          rows().putDevice({ deviceNo, name: '', counterCode: counterCode(), signKey, state: 'active' })
      })
    },
    changeAccount(changes) {
      transact(() => {
        const { account, place } = theAccount()
        write({ ...account, ...changes }, place)
      })
    },
    devices: () => rows().devices().map(deviceOf),
    putDevice: (device) => transact(() => rows().putDevice(device)),
    ownPlace: () => known.get()?.place ?? START,
    ownOpsAfter: (place, most) => own().opsAfter(place, most, theAccount().account),
    nextChunk,
    ownChunkAfter(devN) {
      const row = chunks().beyond(theAccount().account.deviceNo, devN)
      return row === undefined ? null : ownChunkOf(row)
    },
    ownHashAt(devN) {
      const { account } = theAccount()
      if (devN === 0) return hexOf(own().headAt(account, 0))
      const row = chunks().ending(account.deviceNo, devN)
      return row === undefined ? null : hexOf(row.head_hash)
    },
    acknowledge(devN) {
      transact(() => {
        const { account, place } = theAccount()
        write({ ...account, ackedN: Math.max(account.ackedN, devN) }, place)
      })
    },
    takeChunk: (chunk, keys, atMs, slice) => tellAll(taker().take(chunk, keys, atMs, slice ?? null)),
    takeWaiting: (keys, atMs, slice) => tellAll(taker().takeWaiting(keys, atMs, slice)),
    takeSealed: (chunk, keys, atMs, slice) => tellAll(taker().takeSealed(chunk, keys, atMs, slice ?? null)),
    sealedAfter: (holds, most) => sealedChunks(chunks(), holds, most).map(sealedOf),
    placedEnds() {
      const { account } = theAccount()
      const ends = new Map([[account.deviceNo, account.ackedN]])
      for (const { device_no: no, state } of rows().devices())
        if (no > SERVER && no !== account.deviceNo && state === 'active') ends.set(no, chunks().placedEnd(no))
      return ends
    },
    chunksAfter: (seq, most) => chunks().after(seq, most).map(chunkOf),
    logHashAt(seq) {
      const row = chunks().upTo(seq)
      return { seqTo: row?.seq_to ?? 0, logHash: hexOf(row?.log_hash ?? NO_LOG_HASH) }
    },
    forgetSeqAbove(seq) {
      transact(() => {
        const { account, place } = theAccount()
        chunks().forgetAbove(seq)
        const row = chunks().upTo(seq)
        write({ ...account, cursorSeq: row?.seq_to ?? 0, cursorLogHash: hexOf(row?.log_hash ?? NO_LOG_HASH) }, place)
      })
    },
    counts() {
      const found = known.get()
      if (found === null) return { waitingOps: 0, waitingChunks: 0, asideCount: 0, noticesToSee: 0, lateToSee: 0 }
      const { account, place } = found
      return {
        // What was recorded since the newest own chunk is own: whatever came in moved the place on.
        waitingOps: place.devN - account.ackedN + stores.journal.lastNumber() - place.n,
        waitingChunks: chunks().countBeyond(account.deviceNo, account.ackedN),
        ...notices().counts()
      }
    },
    aside: (most) => notices().aside(most),
    retryAside: (keys, atMs) => tellAll(taker().retry(keys, atMs)),
    notices: (filter) => notices().list(filter),
    markSeen: (noticeNos, atMs) => transact(() => notices().see(noticeNos, atMs)),
    lateArrivals: (most) => (known.get() === null ? [] : late().waiting(most)),
    seeLate: (noticeNos, atMs) => late().see(noticeNos, atMs),
    lateTaken: (zNo) => (known.get() === null ? [] : late().taken(zNo))
  }
}
