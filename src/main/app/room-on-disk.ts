import type { BackupPlaces } from '#main/ports/backup-places.ts'

const LEAST_FREE_BYTES = 500_000_000

export interface RoomOnDisk {
  /** Null where the system does not say. */
  readonly freeBytes: number | null
  /** No room for a copy of the book beside it, or for half a gigabyte: said before an entry finds none. */
  readonly isNearlyFull: boolean
}

type Looks = Pick<BackupPlaces, 'freeBytes' | 'ledgerBytes'>

export function roomOnDisk(looks: Looks, ledgerFile: string): RoomOnDisk {
  const freeBytes = looks.freeBytes(ledgerFile)
  const wanted = Math.max(2 * looks.ledgerBytes(ledgerFile), LEAST_FREE_BYTES)
  return { freeBytes, isNearlyFull: freeBytes !== null && freeBytes < wanted }
}

const LOOKED_MS = 60_000

/** The same for a screen that asks after each entry: the disk is asked once a minute. */
export function watchRoom(looks: Looks, nowMs: () => number): (ledgerFile: string) => boolean {
  let last = { file: '', at: Number.NEGATIVE_INFINITY, isNearlyFull: false }
  return (file) => {
    const at = nowMs()
    // A clock that was set back is no reason to believe an old look.
    if (last.file !== file || Math.abs(at - last.at) >= LOOKED_MS)
      last = { file, at, isNearlyFull: roomOnDisk(looks, file).isNearlyFull }
    return last.isNearlyFull
  }
}
