import type { BackupStatus } from '#shared/contract/backup-endpoints.ts'

/** A backup with all the places that hold it. */
export interface ListedBackup {
  readonly name: string
  readonly localMs: number
  readonly byteCount: number
  readonly isSealed: boolean
  readonly places: readonly BackupStatus['places'][number][]
}

/** Each backup once, the newest first, with every place that has it. */
export function allBackups(places: BackupStatus['places']): ListedBackup[] {
  const byName = new Map<string, ListedBackup>()
  for (const place of places) {
    for (const backup of place.backups) {
      const known = byName.get(backup.name)
      byName.set(backup.name, { ...backup, places: [...(known?.places ?? []), place] })
    }
  }
  return [...byName.values()].toSorted((left, right) => right.localMs - left.localMs)
}

const two = (value: number) => String(value).padStart(2, '0')

/** `22-11-2026 10:42`, by the shop's clock. */
export function localTimeText(localMs: number): string {
  const at = new Date(localMs)
  const day = `${two(at.getUTCDate())}-${two(at.getUTCMonth() + 1)}-${at.getUTCFullYear()}`
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`
}

/** `4.2 MB`: one figure behind the point below ten. */
export function sizeText(byteCount: number): string {
  const [unit, size] = byteCount < 1_000_000 ? (['kB', 1_000] as const) : (['MB', 1_000_000] as const)
  const value = byteCount / size
  return `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-IN')} ${unit}`
}
