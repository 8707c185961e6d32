import { z } from 'zod'
import { zErrorCode } from '#shared/kernel/error-code-schema.ts'
import { command, query } from './endpoint.ts'

const nothing = z.strictObject({})
const zKey = z.string().max(64)

const zHeld = z.strictObject({
  name: z.string(),
  /** The shop's clock, as milliseconds since 1970 as if it were UTC. */
  localMs: z.number(),
  isSealed: z.boolean(),
  byteCount: z.int()
})

export const BACKUP_FAULTS = [
  'unreadable',
  'wrong-passphrase',
  'not-clean',
  'other-shop',
  'ahead',
  'other-history'
] as const
export const zBackupFault = z.enum(BACKUP_FAULTS)

export const zBackupStatus = z.strictObject({
  doing: z.enum(['making', 'checking']).nullable(),
  isSealed: z.boolean(),
  /** When the last one was made that at least one place took. Milliseconds since 1970. */
  madeAt: z.number().nullable(),
  /** Facts recorded since then. */
  factsSince: z.int(),
  freeBytes: z.number().nullable(),
  isDiskNearlyFull: z.boolean(),
  places: z.array(
    z.strictObject({
      key: zKey,
      path: z.string(),
      isOwn: z.boolean(),
      isThere: z.boolean(),
      lastAt: z.number().nullable(),
      failure: zErrorCode.nullable(),
      check: z.strictObject({ at: z.number(), fault: zBackupFault.nullable(), name: z.string() }).nullable(),
      backups: z.array(zHeld)
    })
  )
})
export type BackupStatus = z.infer<typeof zBackupStatus>

/** A backup by its place and name, or one that a dialog chose. */
export const zBackupSource = z.union([
  z.strictObject({ place: zKey, name: z.string().max(200) }),
  z.strictObject({ token: z.string().max(64) })
])
export type BackupSource = z.infer<typeof zBackupSource>

const zPassphrase = z.string().max(200).nullable()

/** Backups of the shop on this PC. No path comes in here: folders and files are chosen in the system's own dialogs. */
export const backupEndpoints = {
  'backup.status': query(nothing, zBackupStatus),
  'backup.make': command(nothing, zBackupStatus),
  'backup.check': command(nothing, zBackupStatus),
  /** Null when the person left the dialog. */
  'backup.addFolder': command(nothing, zBackupStatus.nullable()),
  /** What lies in it stays there. */
  'backup.removeFolder': command(z.strictObject({ key: zKey }), zBackupStatus),
  /** Null makes backups that anybody can open. Those that were made before keep the passphrase they were made with. */
  'backup.setPassphrase': command(z.strictObject({ passphrase: zPassphrase }), zBackupStatus),
  'backup.chooseFile': command(
    nothing,
    z.strictObject({ token: z.string(), name: z.string(), isSealed: z.boolean() }).nullable()
  ),
  /** Unpacks and proves a backup, and holds it against the open book. */
  'backup.look': query(
    z.strictObject({ source: zBackupSource, passphrase: zPassphrase }),
    z.strictObject({
      shopName: z.string(),
      entryCount: z.int(),
      newestAt: z.number().nullable(),
      fault: zBackupFault.nullable(),
      isOpenShop: z.boolean(),
      /** Entries that the open book has and the backup has not. */
      missingEntries: z.int()
    })
  ),
  /** Opens the book of a backup. A book of the same shop that is open is put aside under another name; answers its place. */
  'backup.restore': command(
    z.strictObject({ source: zBackupSource, passphrase: zPassphrase, losesEntries: z.boolean() }),
    z.strictObject({ file: z.string(), aside: z.string().nullable() })
  )
}
