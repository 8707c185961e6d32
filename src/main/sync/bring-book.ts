import type { Log } from '#main/ports/log.ts'
import type { SnapshotBooks } from '#main/ports/snapshot-books.ts'
import { RemoteTroubleError } from '#main/ports/sync-remote.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import { type FetchedSnapshot, type FetchProgress, fetchSnapshot } from './fetch-snapshot.ts'
import type { ShopAbroad } from './joining.ts'
import type { SignedIn } from './signed-in.ts'

export type BringProgress = ({ readonly doing: 'fetching' } & FetchProgress) | { readonly doing: 'checking' }

export interface BringAsk {
  readonly server: SignedIn
  readonly shop: ShopAbroad
  readonly accountId: string
  readonly serverKey: string
  told(progress: BringProgress): void
  isStopped(): boolean
}

/** A book that was brought, or null: then every change is fetched. `replayed`: what was wrong with the snapshot that there was. */
export interface Brought {
  readonly book: string | null
  readonly replayed: Failure | null
}

export type Bring = (asked: BringAsk) => Promise<Brought>

export interface BringParts {
  readonly books: Pick<SnapshotBooks, 'open'>
  readonly log: Log
  readonly folder: string
  readonly schemaVersion: number
  /** Where the book of a shop is put together, on the disk where it will lie. */
  placeFor(shop: ShopAbroad): string
}

/**
 * Brings a shop's book by the newest snapshot. One that is damaged, forged, too new or gone costs a restore its speed and nothing else. Throws
 * `RemoteTroubleError` for a line that broke; the parts that came stay.
 */
export async function bringBook(parts: BringParts, asked: BringAsk): Promise<Brought> {
  const { books, log, folder, schemaVersion } = parts
  const { server, accountId, serverKey } = asked
  try {
    const told = (progress: FetchProgress) => asked.told({ doing: 'fetching', ...progress })
    const more = { folder, schemaVersion, told, isStopped: asked.isStopped, shopId: asked.shop.shopId }
    const fetched = await unlessGone(() => fetchSnapshot({ server, accountId, serverKey, ...more }))
    if (fetched === null || asked.isStopped()) return { book: null, replayed: null }
    asked.told({ doing: 'checking' })
    const book = parts.placeFor(asked.shop)
    await books.open({ ...fetched, book })
    return { book, replayed: null }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    log.warn('snapshot not used', { code: error.failure.code, ...error.failure.params })
    return { book: null, replayed: error.failure }
  }
}

/** A newer snapshot may take the place of the one that is being fetched: then that one is. */
async function unlessGone(fetch: () => Promise<FetchedSnapshot | null>): Promise<FetchedSnapshot | null> {
  for (let tries = 0; ; tries++) {
    try {
      return await fetch()
    } catch (error) {
      const isGone =
        error instanceof RemoteTroubleError && error.trouble.kind === 'said' && error.trouble.status === 404
      if (!isGone) throw error
      if (tries > 0) return null
    }
  }
}
