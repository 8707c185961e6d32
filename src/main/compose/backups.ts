import path from 'node:path'
import { type BackedBook, createBackupKeeper } from '#main/app/keep-backups.ts'
import { watchRoom } from '#main/app/room-on-disk.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { createBackupPlaces } from '#main/files/backup-places.ts'
import { fileNameOf } from '#main/files/file-name.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import type { ShopRegistry } from '#main/ports/shop-registry.ts'
import { shopMarkOf } from '#shared/backup/backup-name.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { createBackupHandlers } from './backup-handlers.ts'
import { backupsInThread } from './backup-in-thread.ts'
import { placesInThread } from './place-thread.ts'
import type { ShopKeeper } from './shop-keeper.ts'
import { createTerminalBackups } from './terminal-backups.ts'
import type { WorkerScripts } from './worker-scripts.ts'

interface Parts {
  readonly userDataFolder: string
  readonly scripts: Pick<WorkerScripts, 'backup' | 'place'>
  readonly keeper: ShopKeeper
  readonly registry: ShopRegistry
  readonly dialogs: Dialogs
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  readonly emit: EventSink
}

/** Read and closed again at once; whatever is wrong with it is said when somebody opens it. */
function lookAtBook(file: string): BackedBook | null {
  try {
    const store = openLedgerStore(file, { readOnly: true })
    try {
      const shop = store.shop.read()
      return shop === null || shop.isSample
        ? null
        : { file, shopId: shop.shopId, mark: shopMarkOf(shop.shopId, shop.counterCode) }
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof FailureError) return null
    throw error
  }
}

/** Backups of the open shop, and proofs of those of every shop of this PC: the keeper that makes them, and what the screens ask. */
export function openBackups({ userDataFolder, scripts, keeper, registry, ...parts }: Parts) {
  const hands = placesInThread(scripts.place)
  const maker = backupsInThread(scripts.backup, path.join(userDataFolder, 'scratch'), hands)
  const places = createBackupPlaces(path.join(userDataFolder, 'backups.json'), hands)
  const book = () => (keeper.info() === null ? null : keeper.book())
  const backups = createBackupKeeper({
    ...parts,
    book,
    otherFiles: () => registry.list().map(({ file }) => file),
    lookAt: lookAtBook,
    places,
    maker,
    fileNameOf: (name) => fileNameOf(name, 'Shop'),
    changed: () => parts.emit('backup.changed', {})
  })
  const handlers = createBackupHandlers({
    ...parts,
    book,
    places,
    maker,
    backups,
    placeFor: (name) => registry.placeFor(name),
    closeShop: () => keeper.close(),
    openShop: (file) => void keeper.open(file)
  })
  /** Makes a backup now; answers whether the open book, if one is open that is worth it, is safe in one. */
  async function secure(): Promise<boolean> {
    const open = book()
    if (open === null || open.shop().isSample) return true
    const before = parts.clock.now().epochMs
    await backups.keep()
    return (backups.madeAt() ?? Number.NEGATIVE_INFINITY) >= before
  }
  const terminal = createTerminalBackups({ book: keeper.book, maker, clock: parts.clock })
  const { switchCipher, close } = maker
  const isDiskNearlyFull = watchRoom(places, () => parts.clock.now().epochMs)
  return { handlers, terminal, isDiskNearlyFull, beat: backups.beat, keep: backups.keep, secure, switchCipher, close }
}
