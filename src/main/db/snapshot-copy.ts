import fs from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { CopyProof } from '#main/ports/snapshot-books.ts'
import type { SyncAccount, SyncKeys } from '#main/ports/sync-store.ts'
import { refuse } from '#shared/kernel/result.ts'
import { NO_LOG_HASH } from '#shared/sync/chain.ts'
import { readOp } from './journal-facts.ts'
import { openLedgerStore } from './ledger-store.ts'
import { openLedger } from './open-ledger.ts'
import { verifyLedger } from './verify-ledger.ts'

/**
 * Whose number a copy bears that belongs to no counter: none is given so high a one. All that stands in the copy came from chunks, so it
 * holds no drawer, no period, no series and no paper of the counter that made it.
 */
const NOBODY = 1_000
const NOBODYS_KEY = 'A'.repeat(43)
const CHUNKS_AT_ONCE = 50
/** With what a book begins before anything is recorded in it. */
const FOUNDING: ReadonlySet<string> = new Set(['shop.open', 'account.add'])

export interface CopyParts {
  /** The book of the counter that makes the copy; it is only read. */
  readonly ledger: LedgerStore
  /** Where the copy is, or is made. */
  readonly file: string
  readonly verify: SyncKeys['verify']
  /** Puts the shop into an empty file, without a counter that could record anything. */
  found(copy: LedgerStore): void
  /** Between two chunks; throws to end the work. */
  goOn(): void
}

/**
 * Brings a copy up to the shop's log as the ledger has it, by taking the same chunks anew; a copy of another log is made anew. Own facts
 * that the server does not have yet are not in it. Answers where it stands. Fails with `sync/off` and `sync/snapshot-damaged`.
 */
export async function growCopy(parts: CopyParts): Promise<{ readonly seq: number; readonly logHash: string }> {
  const account = parts.ledger.sync.account()
  if (account === null) refuse('sync/off')
  if (!isOfThisLog(parts, account)) removeCopy(parts.file)
  const copy = fs.existsSync(parts.file) ? openLedgerStore(parts.file) : madeCopy(parts, account)
  try {
    await takeAll(parts, copy, account)
    const { cursorSeq, cursorLogHash } = copy.sync.account() ?? account
    copy.emptyLog()
    return { seq: cursorSeq, logHash: cursorLogHash }
  } finally {
    copy.close()
  }
}

export function removeCopy(file: string): void {
  for (const ending of ['', '-wal', '-shm']) fs.rmSync(file + ending, { force: true })
}

/** Whether the copy is of this account and its log still the beginning of the ledger's: a server that was restored has another. */
function isOfThisLog({ file, ledger }: CopyParts, account: SyncAccount): boolean {
  if (!fs.existsSync(file)) return false
  try {
    const copy = openLedgerStore(file)
    try {
      const has = copy.sync.account()
      if (has?.accountId !== account.accountId || has.epoch !== account.epoch) return false
      const { seqTo, logHash } = ledger.sync.logHashAt(has.cursorSeq)
      return seqTo === has.cursorSeq && logHash === has.cursorLogHash
    } finally {
      copy.close()
    }
  } catch {
    // What cannot be read is made anew.
    return false
  }
}

function madeCopy({ file, found }: CopyParts, account: SyncAccount): LedgerStore {
  const copy = openLedgerStore(file, { create: true })
  try {
    found(copy)
    const start = { cursorSeq: 0, cursorLogHash: Buffer.from(NO_LOG_HASH).toString('hex'), ackedN: 0 }
    const nobody = { deviceNo: NOBODY, deviceKey: NOBODYS_KEY, state: 'paused', joinedAt: 0, syncedAt: null } as const
    copy.sync.putAccount({ ...account, ...start, ...nobody }, 'none')
    return copy
  } catch (error) {
    copy.close()
    throw error
  }
}

async function takeAll({ ledger, verify, goOn }: CopyParts, copy: LedgerStore, account: SyncAccount): Promise<void> {
  for (const { lastN: _n, lastHash: _hash, ...device } of ledger.sync.devices()) copy.sync.putDevice(device)
  // Nothing is recorded in a copy, so nothing is ever signed.
  const keys: SyncKeys = { verify, sign: () => refuse('sync/off') }
  for (;;) {
    const at = copy.sync.account()?.cursorSeq ?? 0
    const chunks = ledger.sync.chunksAfter(at, CHUNKS_AT_ONCE).filter(({ seqTo }) => seqTo <= account.cursorSeq)
    if (chunks.length === 0) return
    for (const chunk of chunks) {
      const taken = copy.sync.takeChunk(chunk, keys, chunk.receivedAt)
      if (taken.outcome === 'refused') refuse('sync/snapshot-damaged', { detail: taken.why })
      goOn()
      // What native code gives up is let go of only between two turns: without one the memory of a long book would grow with it.
      await nextTurn()
    }
  }
}

/**
 * Proves that a file is a whole copy of the shop's book up to a place of its log, and takes its place of nobody away, so that a counter can
 * begin in it. Fails with `sync/snapshot-damaged`, and with `ledger/…` codes.
 */
export function proveCopy(file: string, proof: Omit<CopyProof, 'sha256' | 'byteCount'>): void {
  // An older version's file is brought to this one's form first.
  openLedger(file).close()
  const { isClean, firstFault } = verifyLedger(file)
  if (!isClean) refuse('sync/snapshot-damaged', { detail: `${firstFault?.table} ${firstFault?.detail}` })
  const db = openLedger(file)
  try {
    const one = <Row>(sql: string) => db.prepare<[], Row>(sql).get()
    const account = one<{ id: string; no: number; seq: number; hash: string }>(
      'select account_id as id, device_no as no, cursor_seq as seq, lower(hex(cursor_log_hash)) as hash from sync_account'
    )
    const isAsSaid =
      account?.id === proof.accountId &&
      account.no === NOBODY &&
      account.seq === proof.seq &&
      account.hash === proof.logHash &&
      one<{ id: string }>('select id from shop')?.id === proof.shopId
    if (!isAsSaid) refuse('sync/snapshot-damaged', { detail: 'not what was announced' })
    const keys = new Map(proof.keys.map(({ deviceNo, signKey }) => [deviceNo, signKey]))
    const devices = db.prepare<[number], { no: number; key: string }>(
      'select device_no as no, sign_key as key from sync_device where device_no <> ? and last_n > 0'
    )
    const stranger = devices.all(NOBODY).find(({ no, key }) => keys.get(no) !== key)
    if (stranger) refuse('sync/snapshot-damaged', { detail: `the key of counter ${stranger.no}` })
    // Papers are no facts: in a copy there is none, and none shall come out by itself.
    if (one('select 1 from print_job limit 1') !== undefined) refuse('sync/snapshot-damaged', { detail: 'papers' })
    checkFounding(db)
    db.prepare('delete from sync_device where device_no = ?').run(NOBODY)
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

/** What no chunk brought is the beginning of the book alone. */
function checkFounding(db: ReturnType<typeof openLedger>): void {
  const count = (table: string) => Number(db.prepare(`select count(*) from ${table}`).pluck().get())
  const founding = count('journal') - count('received')
  const first = db.prepare<[number], { n: number; bytes: string }>('select n, bytes from journal_op where n <= ?')
  const ops = first.all(founding)
  const brought = db.prepare<[number], number>('select count(*) from received where op_n <= ?').pluck().get(founding)
  const isFounding = ops.every(({ bytes }) => FOUNDING.has(readOp(bytes)?.k ?? ''))
  if (ops.length !== founding || brought !== 0 || !isFounding || count('device') !== 1)
    refuse('sync/snapshot-damaged', { detail: 'facts of nobody' })
}
