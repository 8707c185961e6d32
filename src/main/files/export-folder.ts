import fs from 'node:fs'
import path from 'node:path'
import type { ExportFiles } from '#main/ports/export-files.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { copyKeptFiles, forceOntoDisk } from './copy-kept-files.ts'
import { syncFolder } from './write-file-durably.ts'

/** So much text is gathered before the disk is asked to take it. */
const GATHERED = 256 * 1024

interface Part {
  readonly name: string
  readonly part: string
  beside?: { readonly ending: string; readonly part: string }
}

/**
 * Writes files into a folder. Each is written beside its place, forced onto the disk, and only then gets its name: a full
 * disk, a plug that is pulled or a person who stops it leaves the folder as it was. Nothing is ever written over.
 *
 * @param half called with the path of the unfinished file as soon as there is one, so that who stops the thread can clear it away
 */
export function exportFolder(folder: string, half: (path: string) => void = () => {}): ExportFiles {
  const parts: Part[] = []

  function guarded<Value>(work: () => Value): Value {
    try {
      return work()
    } catch (error) {
      for (const { part, beside } of parts) for (const half of [part, beside?.part]) if (half) removeHalf(half)
      throw exportFailure(error, folder)
    }
  }

  function begin(name: string, work: (part: string) => void): void {
    guarded(() => {
      if (!fs.statSync(folder).isDirectory()) refuse('export/folder-missing', { file: folder })
      const part = path.join(folder, `.${bareName(name)}.${process.pid}.part`)
      const bare = bareName(name)
      assert(
        parts.every((other) => other.name !== bare),
        `the names of files that are written together differ: ${bare}`
      )
      half(part)
      parts.push({ name: bare, part })
      work(part)
    })
  }

  return {
    write: (name, work) => begin(name, (part) => writeWhole(part, work)),
    place: (name, work) =>
      begin(name, (part) => {
        removeHalf(part)
        work(part)
        forceOntoDisk(part)
      }),
    placeFolder: (ending, from) =>
      guarded(() => {
        const last = parts.at(-1)
        assert(last !== undefined && last.beside === undefined, 'a folder goes with the file before it')
        const beside = { ending, part: `${last.part}.files` }
        half(beside.part)
        removeHalf(beside.part)
        last.beside = beside
        return copyKeptFiles(from, beside.part)
      }),
    finish: () =>
      guarded(() => {
        const files = parts.map(({ name, part, beside }) => {
          const byteCount = fs.statSync(part).size
          const free = freeName(folder, name, beside?.ending)
          // The folder comes first: a ledger that has its name has its files.
          if (beside !== undefined && fs.existsSync(beside.part)) {
            fs.renameSync(beside.part, path.join(folder, free + beside.ending))
          }
          fs.renameSync(part, path.join(folder, free))
          return { name: free, byteCount }
        })
        syncFolder(folder)
        return files
      })
  }
}

const NEVER_MADE: ReadonlySet<unknown> = new Set(['ENOTDIR', 'ENAMETOOLONG'])

/** In a place that is no folder, and under a name that the system does not take, there is nothing to clear away. */
function removeHalf(part: string): void {
  try {
    // Asked first, because a recursive removal names no code for what the system refuses.
    const isFolder = fs.lstatSync(part, { throwIfNoEntry: false })?.isDirectory() ?? false
    fs.rmSync(part, { force: true, recursive: isFolder })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && NEVER_MADE.has(error.code))) throw error
  }
}

function writeWhole(part: string, work: Parameters<ExportFiles['write']>[1]): void {
  const handle = fs.openSync(part, 'w')
  try {
    let gathered: string[] = []
    let length = 0
    const flush = () => {
      if (length > 0) fs.writeFileSync(handle, gathered.join(''))
      gathered = []
      length = 0
    }
    work({
      write(text) {
        gathered.push(text)
        length += text.length
        if (length >= GATHERED) flush()
      }
    })
    flush()
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}

/** A name of letters that every system can store. Its end tells the files of a way apart, so nothing is cut off here. */
const bareName = (name: string): string => name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-')

/** A name that is free, also with the ending of the folder that goes with the file. */
function freeName(folder: string, name: string, ending = ''): string {
  const { name: stem, ext } = path.parse(name)
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${stem} (${number})${ext}`
    if ([tried, tried + ending].every((one) => !fs.existsSync(path.join(folder, one)))) return tried
  }
}

const MEANINGS: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'export/disk-full',
  EDQUOT: 'export/disk-full',
  SQLITE_FULL: 'export/disk-full',
  EROFS: 'export/read-only',
  EACCES: 'export/read-only',
  EPERM: 'export/read-only',
  SQLITE_READONLY: 'export/read-only',
  SQLITE_CANTOPEN: 'export/not-writable',
  ENAMETOOLONG: 'export/name-too-long',
  ENOENT: 'export/folder-missing',
  ENOTDIR: 'export/folder-missing'
}

/** The coded failure that an error of the disk stands for; another error is a bug and stays itself. */
export function exportFailure(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const sqlite = error.code.startsWith('SQLITE_') ? error.code.split('_').slice(0, 2).join('_') : error.code
  const code = MEANINGS[sqlite] ?? ('syscall' in error ? 'export/not-writable' : null)
  return code === null ? error : new FailureError({ code, params: { file: folder } })
}
