import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { KnownShop, ShopRegistry } from '#main/ports/shop-registry.ts'
import { fileNameOf } from './file-name.ts'
import { noteOf } from './swap-ledger.ts'
import { writeFileDurably } from './write-file-durably.ts'

const zShops = z.array(z.strictObject({ file: z.string(), lastOpenedAt: z.int().nullable() }))
type Shops = z.infer<typeof zShops>

export interface ShopPlaces {
  /** The app's own folder: the list of shops and the sample lie there. */
  readonly userDataFolder: string
  /** The folder that people find again: shops lie in a folder of the app's name in it. */
  readonly documentsFolder: string
}

const EXTENSION = '.counterbook'

/** The list of shops as a small JSON file. A list that cannot be read is no reason not to open a shop: it starts anew. */
export function createShopRegistry({ userDataFolder, documentsFolder }: ShopPlaces): ShopRegistry {
  const listFile = path.join(userDataFolder, 'shops.json')

  function read(): Shops {
    try {
      const parsed = zShops.safeParse(JSON.parse(fs.readFileSync(listFile, 'utf8')))
      return parsed.success ? parsed.data : []
    } catch {
      return []
    }
  }

  function list(): KnownShop[] {
    return read()
      .map((shop) => ({ ...shop, key: keyOf(shop.file) }))
      .sort((left, right) => (right.lastOpenedAt ?? 0) - (left.lastOpenedAt ?? 0))
  }

  return {
    list,
    byKey: (key) => list().find((shop) => shop.key === key) ?? null,
    opened(file, atMs) {
      const others = read().filter((shop) => shop.file !== file)
      fs.mkdirSync(userDataFolder, { recursive: true })
      writeFileDurably(listFile, JSON.stringify([...others, { file, lastOpenedAt: atMs }], null, 2))
    },
    placeFor(shopName) {
      const folder = path.join(documentsFolder, 'Counterbook')
      fs.mkdirSync(folder, { recursive: true })
      return freePlace(folder, fileNameOf(shopName, 'Shop'))
    },
    samplePlace(language) {
      const folder = path.join(userDataFolder, 'sample')
      fs.mkdirSync(folder, { recursive: true })
      return path.join(folder, `sample-${language}${EXTENSION}`)
    }
  }
}

const keyOf = (file: string) => createHash('sha256').update(file).digest('hex').slice(0, 16)

function freePlace(folder: string, name: string): string {
  for (let count = 1; ; count++) {
    const file = path.join(folder, `${count === 1 ? name : `${name} ${count}`}${EXTENSION}`)
    // The place of a book whose restore was cut off is not free.
    if (!fs.existsSync(file) && !fs.existsSync(noteOf(file))) return file
  }
}
