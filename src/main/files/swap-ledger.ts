import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Failure } from '#shared/kernel/result.ts'
import { syncFolder, writeFileDurably } from './write-file-durably.ts'

const ENDINGS = ['', '-wal', '-shm'] as const
const zNote = z.strictObject({ other: z.string(), aside: z.string() })
type Note = z.infer<typeof zNote>

/** Says beside a ledger that its place is being given to another file: what a power cut leaves is put in order by it. */
export const noteOf = (file: string): string => `${file}.restoring`

/**
 * `Sharma.counterbook` becomes `Sharma before 2026-11-22 10-42-07.counterbook`, its log with it, and the other file takes its place. When one
 * of these steps fails, those before it are taken back and the failure is thrown on: the ledger lies with its log where it lay. When
 * the power goes in between, `mendSwap` finds the note. The other file is on the disk already, in the same folder.
 */
export function swapLedger(file: string, other: string, localMs: number): string {
  const aside = freeAside(file, localMs)
  const folder = path.dirname(file)
  writeFileDurably(noteOf(file), JSON.stringify({ other: path.basename(other), aside: path.basename(aside) }))
  // The ledger goes before its log: stopped in between, it is missed at the next start, and never opened without the newest entries.
  const moves = ENDINGS.filter((ending) => fs.existsSync(file + ending)).map(
    (ending) => [file + ending, aside + ending] as const
  )
  moveAll(file, moves, () => {
    // A disk may keep renames in any order: a log of the old book must never lie beside the new one.
    syncFolder(folder)
    fs.renameSync(other, file)
    syncFolder(folder)
  })
  takeAway(noteOf(file))
  return aside
}

function freeAside(file: string, localMs: number): string {
  const when = new Date(localMs).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-')
  const stem = file.replace(/\.counterbook$/u, '')
  for (let count = 1; ; count++) {
    const aside = `${stem} before ${when}${count === 1 ? '' : ` ${count}`}.counterbook`
    if (!fs.existsSync(aside)) return aside
  }
}

/** All of the moves and what comes after them, or none: the note goes last, so that taking back may be cut off as well. */
function moveAll(file: string, moves: readonly (readonly [from: string, to: string])[], last: () => void): void {
  const done: [from: string, to: string][] = []
  try {
    for (const [from, to] of moves) {
      fs.renameSync(from, to)
      done.unshift([from, to])
    }
    last()
  } catch (error) {
    for (const [from, to] of done) fs.renameSync(to, from)
    syncFolder(path.dirname(file))
    takeAway(noteOf(file))
    throw error
  }
}

/** Takes a small file away for good: after a power cut it is not there again. */
function takeAway(file: string): void {
  fs.rmSync(file, { force: true })
  syncFolder(path.dirname(file))
}

/**
 * Puts in order what a power cut left of `swapLedger`: while the other file waits, the book that was there comes back with its log; once it has
 * the place, it keeps it. Answers what the person is to be told, null when nothing was cut off. It may itself be cut off at any step.
 */
export function mendSwap(file: string): Failure | null {
  const note = readNote(file)
  if (note === null) return null
  const folder = path.dirname(file)
  const [aside, other] = [path.join(folder, note.aside), path.join(folder, note.other)]
  const isInPlace = !fs.existsSync(other) && fs.existsSync(file) && fs.existsSync(aside)
  if (!isInPlace) putBack(aside, file)
  takeAway(noteOf(file))
  for (const ending of ENDINGS) fs.rmSync(other + ending, { force: true })
  return isInPlace
    ? { code: 'backup/restore-ended', params: { file: aside } }
    : { code: 'backup/restore-cut-off', params: { file } }
}

/** A file that a person put there meanwhile is nobody's to be written over. */
function putBack(aside: string, file: string): void {
  if (fs.existsSync(aside) && fs.existsSync(file)) return
  // The log first: a book in its place without its log would be opened without the newest entries.
  for (const ending of ENDINGS.toReversed()) {
    if (fs.existsSync(aside + ending)) fs.renameSync(aside + ending, file + ending)
  }
  syncFolder(path.dirname(file))
}

function readNote(file: string): Note | null {
  try {
    return zNote.parse(JSON.parse(fs.readFileSync(noteOf(file), 'utf8')))
  } catch {
    return null
  }
}
