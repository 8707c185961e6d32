import fs from 'node:fs'
import path from 'node:path'
import { refuse } from '#shared/kernel/result.ts'
import { copyUnderKey } from './cipher-engine.ts'
import { type LedgerKeyId, ledgerKey, notedKeyId } from './ledger-keys.ts'
import { readLedgerPoint } from './ledger-point.ts'
import { openLedger } from './open-ledger.ts'
import { withFileFailures } from './sqlite-failure.ts'
import { verifyLedger } from './verify-ledger.ts'

/** What was done last when it is told. Between any two of them the power may go. */
export const SWITCH_STEPS = ['folded', 'copied', 'synced', 'proved', 'swapped', 'settled'] as const
export type SwitchStep = (typeof SWITCH_STEPS)[number]

const HALF = '.switching'

/** What a switch that was cut off left beside a book: a copy that nobody asked for, encrypted or in the open. */
export function removeHalfSwitched(file: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm', '.key']) fs.rmSync(`${file}${HALF}${ending}`, { force: true })
}

/**
 * Puts a copy of a ledger in its place that is encrypted by another key, or by none. The copy is whole, on disk and proved before the
 * ledger goes: whenever the power is cut, one of the two lies there whole. Nobody may have the ledger open; fails with `ledger/locked`,
 * `ledger/copy-not-proved`, `ledger/key-missing`, `ledger/no-cipher` and what a disk can do, and the ledger is as it was.
 */
export function switchCipher(file: string, to: LedgerKeyId | null, at: (step: SwitchStep) => void = () => {}): void {
  removeHalfSwitched(file)
  try {
    withFileFailures(file, () => {
      const copy = `${file}${HALF}`
      const target = to === null ? null : ledgerKey(to, file)
      fold(file)
      const before = stampOf(file)
      at('folded')
      const own = notedKeyId(file)
      const from = own === null ? null : ledgerKey(own, file)
      copyUnderKey(file, copy, { from, to: target, beside: `${copy}.key` })
      at('copied')
      sync(copy)
      at('synced')
      prove(file, copy)
      at('proved')
      // Whoever wrote into it meanwhile would lose what he wrote.
      if (stampOf(file) !== before || hasLog(file)) refuse('ledger/locked', { file })
      fs.renameSync(copy, file)
      at('swapped')
      syncFolder(path.dirname(file))
      at('settled')
    })
  } catch (error) {
    removeHalfSwitched(file)
    throw error
  }
}

/** Folds the log into the file and takes it away, which SQLite does only for whoever has the file to himself. */
function fold(file: string): void {
  const db = openLedger(file)
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
    if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') refuse('ledger/locked', { file })
  } finally {
    db.close()
  }
}

function prove(file: string, copy: string): void {
  const verdict = verifyLedger(copy)
  const [was, is] = [readLedgerPoint(file), readLedgerPoint(copy)]
  const isSame = was !== null && JSON.stringify(was) === JSON.stringify(is)
  if (!verdict.isClean || !isSame)
    refuse('ledger/copy-not-proved', { file, detail: verdict.firstFault?.detail ?? 'its end is another one' })
}

function stampOf(file: string): string {
  const { size, mtimeMs, ino } = fs.statSync(file)
  return `${ino} ${size} ${mtimeMs}`
}

const hasLog = (file: string): boolean =>
  (fs.statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0 || fs.existsSync(`${file}-journal`)

function sync(place: string): void {
  const handle = fs.openSync(place, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** Windows cannot open a folder for syncing, and needs not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
