import type { Language } from '#shared/settings/settings.ts'

/** A ledger file that this install knows. */
export interface KnownShop {
  /** Names the shop to the screens, so that no path ever comes from there. */
  readonly key: string
  readonly file: string
  readonly lastOpenedAt: number | null
}

/** Which ledger files there are: one file per shop, several shops in one install. */
export interface ShopRegistry {
  /** Opened last first. */
  list(): KnownShop[]
  byKey(key: string): KnownShop | null
  /** Remembers that a file was opened. */
  opened(file: string, atMs: number): void
  /** A free place for a new shop's file in the folder that people find again; the folder is made. */
  placeFor(shopName: string): string
  /** Where the sample shop lies, one for each language. */
  samplePlace(language: Language): string
}
