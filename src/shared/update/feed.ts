import { z } from 'zod'
import { zVersion } from './version.ts'

/** How a copy of the app came onto its PC, which decides by what it is replaced. */
export const PACKAGE_KINDS = ['deb', 'rpm', 'appimage', 'nsis', 'dmg'] as const
export type PackageKind = (typeof PACKAGE_KINDS)[number]

/** The largest package that is ever fetched. */
const MOST_BYTES = 1_000_000_000

const zFeedFile = z.strictObject({
  kind: z.enum(PACKAGE_KINDS),
  /** As Node says it: `x64`, `arm64`. */
  arch: z.string().max(16),
  /** Lies beside the feed. A bare name: it becomes a name on this PC too. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/),
  bytes: z.int().min(1).max(MOST_BYTES),
  /** Base64. */
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/)
})
export type FeedFile = z.infer<typeof zFeedFile>

/** What a release says of itself. Everything in it is signed. */
export const zFeed = z.strictObject({
  product: z.literal('counterbook'),
  version: zVersion,
  /** Milliseconds since 1970. A feed that is older than one that was seen is refused. */
  publishedAt: z.int().min(0),
  /** To how many of a hundred installs it goes now. */
  percent: z.number().min(0).max(100),
  files: z.array(zFeedFile).max(32)
})
export type Feed = z.infer<typeof zFeed>

/**
 * The file at the address: the feed as the very text that was signed, so that no two programs can read it differently, and
 * its signatures (Ed25519, base64), one for each key that may still be asked for.
 */
export const zSignedFeed = z.strictObject({
  format: z.literal('counterbook-feed-1'),
  feed: z.string().max(32_000),
  signatures: z.array(z.string().max(128)).min(1).max(8)
})

/** More than any feed has. */
export const MOST_FEED_BYTES = 65_536
