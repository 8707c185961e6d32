import type { Feed, FeedFile, PackageKind } from './feed.ts'
import { compareVersions } from './version.ts'

export interface OwnCopy {
  readonly version: string
  readonly kind: PackageKind
  readonly arch: string
}

/** `later`: there is one, and this PC's turn has not come. */
export type Choice =
  | { readonly kind: 'newest' }
  | { readonly kind: 'later' }
  | { readonly kind: 'offered'; readonly version: string; readonly file: FeedFile }

/**
 * What a feed means for this copy. An older version is never offered, whoever signed it.
 * @param share where this PC stands among all for this version: from 0 up to, not including, 100
 */
export function chooseUpdate(feed: Feed, own: OwnCopy, share: number): Choice {
  if (compareVersions(feed.version, own.version) <= 0) return { kind: 'newest' }
  const file = feed.files.find((one) => one.kind === own.kind && one.arch === own.arch)
  if (file === undefined) return { kind: 'newest' }
  return share < feed.percent ? { kind: 'offered', version: feed.version, file } : { kind: 'later' }
}
