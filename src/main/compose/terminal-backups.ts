import fs from 'node:fs'
import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import { foldAlone } from '#main/db/fold-alone.ts'
import { readLedgerPoint } from '#main/db/ledger-point.ts'
import { fileNameOf } from '#main/files/file-name.ts'
import { mendSwap, swapLedger } from '#main/files/swap-ledger.ts'
import type { CheckedBackup, LedgerPoint } from '#main/ports/backup-maker.ts'
import type { Clock } from '#main/ports/clock.ts'
import { shopMarkOf, writeBackupName } from '#shared/backup/backup-name.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import type { ClosableMaker } from './backup-in-thread.ts'

/** A backup that was put into a folder, proved by reading it again. */
export interface BackedUp {
  readonly file: string
  readonly byteCount: number
  readonly entryCount: number
  readonly opCount: number
}

export interface Restored {
  readonly file: string
  /** Where the book that was there lies now; null where there was none. */
  readonly aside: string | null
  readonly entryCount: number
  /** How many entries the book that was there knew more. */
  readonly missingEntries: number
}

export interface RestoreOrder {
  readonly backup: string
  readonly to: string
  readonly passphrase: string | null
  /** Whether a book that knows more, or cannot be read, is put aside. */
  readonly isForced: boolean
}

/** Backups as a command line makes and restores them: by the paths that it names, beside a running app without harm. */
export interface TerminalBackups {
  backUp(folder: string, passphrase: string | null): Promise<BackedUp>
  restore(order: RestoreOrder): Promise<Restored>
}

interface Parts {
  readonly book: () => Book
  readonly maker: ClosableMaker
  readonly clock: Clock
}

export function createTerminalBackups({ book, maker, clock }: Parts): TerminalBackups {
  const localNow = () => clock.now().epochMs + clock.now().offsetMinutes * 60_000
  return {
    async backUp(folder, passphrase) {
      const { store, shop, settings } = book()
      const { shopId, counterCode } = shop()
      const shopMark = shopMarkOf(shopId, counterCode)
      const shopName = fileNameOf(settings().shopName, 'Shop')
      const name = writeBackupName({ shopName, shopMark, localMs: localNow(), isSealed: passphrase !== null })
      const made = await maker.make({ ledger: store.file, name, folders: [folder], passphrase })
      if (made.places.some(({ failure }) => failure !== null)) refuse('backup/place-refused', { folder })
      const file = path.join(folder, name)
      refuseFault(await maker.check({ backup: file, passphrase, ledger: null }))
      return { file, byteCount: made.byteCount, entryCount: made.point.entryCount, opCount: made.point.opCount }
    },
    restore: (order) => restore(order, maker, localNow)
  }
}

async function restore(order: RestoreOrder, maker: ClosableMaker, localNow: () => number): Promise<Restored> {
  const { to, isForced, ...job } = order
  if (!fs.existsSync(job.backup)) refuse('backup/not-found', { file: job.backup })
  mendSwap(to)
  if (!fs.existsSync(to)) {
    const { point } = refuseFault(await maker.restore({ ...job, to }))
    return { file: to, aside: null, entryCount: point.entryCount, missingEntries: 0 }
  }
  const before = pointIn(to, isForced)
  const checked = refuseFault(await maker.check({ ...job, ledger: before === null ? null : to }))
  if (checked.fault === 'other-shop') refuse('backup/place-taken', { file: to })
  if (checked.missingEntries > 0 && !isForced) refuse('backup/would-lose-entries', { count: checked.missingEntries })
  const beside = `${to}.restored`
  remove(beside)
  try {
    refuseFault(await maker.restore({ ...job, to: beside }))
    refuseChanged(to, before)
    const aside = swapLedger(to, beside, localNow())
    const { entryCount } = checked.point
    return { file: to, aside, entryCount, missingEntries: checked.missingEntries }
  } catch (error) {
    remove(beside)
    throw error
  }
}

/** Where the book stands that is there; null for one that cannot be read, which only force puts aside. */
function pointIn(file: string, isForced: boolean): LedgerPoint | null {
  try {
    return readLedgerPoint(file)
  } catch (error) {
    if (isForced && error instanceof FailureError && error.failure.code !== 'ledger/locked') return null
    throw error
  }
}

/** A book that another program has open is not moved under it, and what was recorded meanwhile is not left behind. */
function refuseChanged(file: string, before: LedgerPoint | null): void {
  if (before === null) return
  foldAlone(file)
  const since = (readLedgerPoint(file)?.opCount ?? 0) - before.opCount
  if (since !== 0) refuse('ledger/locked', { file })
}

function remove(ledger: string): void {
  for (const ending of ['', '-wal', '-shm']) fs.rmSync(ledger + ending, { force: true })
}

function refuseFault(checked: CheckedBackup): CheckedBackup {
  const { fault } = checked
  if (fault === 'unreadable') refuse('backup/unreadable')
  if (fault === 'wrong-passphrase') refuse('backup/wrong-passphrase')
  if (fault === 'not-clean') refuse('backup/not-clean')
  return checked
}
