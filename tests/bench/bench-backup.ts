import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { copyLedger } from '#main/db/ledger-point.ts'
import { type Figure, inMs, measured } from './figure.ts'
import { benchFolder, type MadeBook } from './made-book.ts'
import { timingOf } from './timing.ts'

const ROUNDS = 5

/** The copy of a book against SQLite's own in one step, in turns; then a whole backup, and how long it ever stops this thread. */
export async function benchBackup(made: MadeBook, at: string): Promise<Figure[]> {
  const folder = path.join(benchFolder, 'backups')
  mkdirSync(folder, { recursive: true })
  // Before the copies, whose gigabytes the disk would still be writing.
  const { byteCount, wholeMs, longestMs } = watched(made.file, folder)
  const times = { own: [] as number[], raw: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    times.raw.push(await timedCopy(folder, (to) => plainBackup(made.file, to)))
    times.own.push(await timedCopy(folder, (to) => copyLedger(made.file, to)))
  }
  rmSync(folder, { recursive: true, force: true })
  const [own, raw] = [timingOf(times.own), timingOf(times.raw)]
  return [
    {
      what: `copy of the book as it is at one moment, ${at}`,
      timing: own,
      against: `backup() in one step: ${inMs(raw.medianMs)} / ${inMs(raw.p99Ms)}`,
      ratio: own.medianMs / raw.medianMs,
      limit: 1.5
    },
    measured(
      `backup, copied, packed, on disk, ${at}`,
      wholeMs / 1_000,
      's',
      null,
      `in a thread of its own; ${Math.round(byteCount / 1e6)} MB packed`
    ),
    measured('the longest stop of the main thread meanwhile', longestMs, 'ms', 16)
  ]
}

/** In a process of its own, which has nothing but the book: what the measurements before it left in memory is not the backup's. */
function watched(file: string, folder: string): { byteCount: number; wholeMs: number; longestMs: number } {
  const script = path.join(import.meta.dirname, 'watch-backup.ts')
  const run = spawnSync(process.execPath, [script, file, folder], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  return JSON.parse(run.stdout)
}

async function timedCopy(folder: string, copy: (to: string) => Promise<unknown>): Promise<number> {
  const to = path.join(folder, 'copy.counterbook')
  rmSync(to, { force: true })
  const start = performance.now()
  await copy(to)
  return performance.now() - start
}

async function plainBackup(file: string, to: string): Promise<void> {
  const db = new Sqlite(file, { readonly: true })
  await db.backup(to, { progress: () => 2_147_483_647 })
  db.close()
}
