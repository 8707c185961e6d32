import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { BackupFolder, BackupMemory, BackupPlaces, PlaceHands } from '#main/ports/backup-places.ts'
import { lookAtPlace, sizeOf } from './look-at-place.ts'
import { swapLedger } from './swap-ledger.ts'
import { writeFileDurably } from './write-file-durably.ts'

const zMemory = z.object({
  lastAt: z.record(z.string(), z.number()).default({}),
  failures: z.record(z.string(), z.string()).default({}),
  lastOp: z.int().default(0),
  lastZ: z.int().default(0),
  madeAt: z.number().nullable().default(null),
  checks: z.record(z.string(), z.object({ at: z.number(), fault: z.string().nullable(), name: z.string() })).default({})
})
const zKept = z.object({
  folders: z.array(z.string()).default([]),
  isSealWished: z.boolean().default(false),
  shops: z.record(z.string(), zMemory).default({})
})

const OWN_FOLDER = 'Backups'

/** Places of backups in a small JSON file beside the app's own. A damaged one is none: the shop's own folder is always there. */
export function createBackupPlaces(file: string, hands: PlaceHands): BackupPlaces {
  const read = (): z.infer<typeof zKept> => {
    try {
      return zKept.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
    } catch {
      return zKept.parse({})
    }
  }
  const write = (kept: z.infer<typeof zKept>) => {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    writeFileDurably(file, `${JSON.stringify(kept, null, 2)}\n`)
  }

  return {
    folders(shopFile) {
      const own = path.join(path.dirname(shopFile), OWN_FOLDER)
      const others = read().folders.filter((folder) => folder !== own)
      return [folderAt(own, true), ...others.map((folder) => folderAt(folder, false))]
    },
    add(folder) {
      const kept = read()
      if (!kept.folders.includes(folder)) write({ ...kept, folders: [...kept.folders, folder] })
      return folderAt(folder, false)
    },
    remove(key) {
      const kept = read()
      write({ ...kept, folders: kept.folders.filter((folder) => keyOf(folder) !== key) })
    },
    isSealWished: () => read().isSealWished,
    wishSeal: (isWished) => write({ ...read(), isSealWished: isWished }),
    look: async ({ path: place, isOwn }, shopMark) =>
      isOwn ? { ...lookAtPlace(place, shopMark), isThere: true } : hands.look(place, shopMark),
    drop: (folder, backups) =>
      hands.drop(
        folder.path,
        backups.map((backup) => backup.path)
      ),
    freeBytes: freeAt,
    ledgerBytes: (ledger) => sizeOf(ledger) + sizeOf(`${ledger}-wal`),
    recall: (shopId) => read().shops[shopId] ?? zMemory.parse({}),
    remember(shopId, memory: BackupMemory) {
      const kept = read()
      write({ ...kept, shops: { ...kept.shops, [shopId]: { ...memory } } as typeof kept.shops })
    },
    swap: swapLedger,
    discard(ledger) {
      for (const ending of ENDINGS) fs.rmSync(ledger + ending, { force: true })
    }
  }
}

const keyOf = (folder: string) => createHash('sha256').update(folder).digest('hex').slice(0, 16)
const folderAt = (folder: string, isOwn: boolean): BackupFolder => ({ key: keyOf(folder), path: folder, isOwn })

function freeAt(place: string): number | null {
  try {
    const { bavail, bsize } = fs.statfsSync(place)
    return bavail * bsize
  } catch {
    return null
  }
}

const ENDINGS = ['', '-wal', '-shm'] as const
