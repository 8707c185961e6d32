import fs from 'node:fs'
import path from 'node:path'
import type { HeldBackup, PlaceLook } from '#main/ports/backup-places.ts'
import { readBackupName } from '#shared/backup/backup-name.ts'

/** Waits as long as the system does: of a share whose PC is off that is up to a minute, so it is asked on a thread (`place-thread.ts`). */
export const lookAtPlace = (folder: string, shopMark: string): PlaceLook => ({
  isThere: isFolder(folder),
  held: heldIn(folder, shopMark)
})

/** What another program holds stays: it is dropped after the next one. */
export function dropFiles(paths: readonly string[]): void {
  for (const file of paths)
    try {
      fs.rmSync(file, { force: true })
    } catch {}
}

function isFolder(place: string): boolean {
  try {
    return fs.statSync(place).isDirectory()
  } catch {
    return false
  }
}

function heldIn(folder: string, shopMark: string): HeldBackup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const said = readBackupName(name)
      if (said === null || said.shopMark !== shopMark) return []
      const place = path.join(folder, name)
      return [{ name, path: place, localMs: said.localMs, isSealed: said.isSealed, byteCount: sizeOf(place) }]
    })
    .toSorted((left, right) => right.localMs - left.localMs)
}

/** None of a folder that is not there or may not be read: what lies in the others is still shown and kept. */
function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder)
  } catch {
    return []
  }
}

export function sizeOf(file: string): number {
  try {
    return fs.statSync(file).size
  } catch {
    return 0
  }
}
