import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { type BackupKeeper, PASSPHRASE } from '#main/app/keep-backups.ts'
import { lookAtBackup, type RestoreParts, restoreBackup } from '#main/app/restore-backup.ts'
import type { BackupPlaces } from '#main/ports/backup-places.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'

type BackupHandlers = Pick<Handlers, Extract<keyof Handlers, `backup.${string}`>>

interface Parts extends Omit<RestoreParts, 'chosen'> {
  readonly backups: BackupKeeper
  readonly places: BackupPlaces
  readonly dialogs: Dialogs
  readonly secrets: Secrets
}

const SHORTEST = 10

/** Backups: made, proved, kept in places that dialogs chose, and restored. */
export function createBackupHandlers(parts: Parts): BackupHandlers {
  const { backups, places, dialogs, secrets } = parts
  const chosen = new Map<string, string>()
  const restoring: RestoreParts = { ...parts, chosen: (token) => chosen.get(token) ?? null }
  return {
    'backup.status': () => backups.status(),
    'backup.make': () => backups.make(),
    'backup.check': () => backups.check(),
    async 'backup.addFolder'() {
      const folder = await dialogs.chooseFolder()
      if (folder === null) return null
      places.add(folder)
      return backups.status()
    },
    'backup.removeFolder'({ key }) {
      places.remove(key)
      return backups.status()
    },
    'backup.setPassphrase'({ passphrase }) {
      if (passphrase !== null && passphrase.length < SHORTEST) refuse('backup/passphrase-short', {}, 'passphrase')
      secrets.write(PASSPHRASE, passphrase)
      places.wishSeal(passphrase !== null)
      return backups.status()
    },
    async 'backup.chooseFile'() {
      const file = await dialogs.chooseBackupFile()
      if (file === null) return null
      const token = randomUUID()
      chosen.set(token, file)
      return { token, name: path.basename(file), isSealed: file.endsWith('.age') }
    },
    'backup.look': (asked) => lookAtBackup(restoring, asked),
    'backup.restore': (asked) => restoreBackup(restoring, asked)
  }
}
