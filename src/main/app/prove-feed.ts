import { createPublicKey, verify } from 'node:crypto'
import { refuse } from '#shared/kernel/result.ts'
import { type Feed, zFeed, zSignedFeed } from '#shared/update/feed.ts'

/**
 * Reads a feed that one of our own keys has signed, whatever the line it came by promises.
 * @param keys raw Ed25519 public keys, base64url
 * @throws FailureError `update/not-genuine` for everything else
 */
export function proveFeed(text: string, keys: readonly string[]): Feed {
  const signed = zSignedFeed.safeParse(jsonOf(text))
  if (!signed.success) refuse('update/not-genuine')
  const bytes = Buffer.from(signed.data.feed, 'utf8')
  const isSigned = keys.some((key) =>
    signed.data.signatures.some((signature) => isSignedBy(key, bytes, Buffer.from(signature, 'base64')))
  )
  if (!isSigned) refuse('update/not-genuine')
  const feed = zFeed.safeParse(jsonOf(signed.data.feed))
  return feed.success ? feed.data : refuse('update/not-genuine')
}

function isSignedBy(key: string, bytes: Buffer, signature: Buffer): boolean {
  try {
    return verify(
      null,
      bytes,
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }),
      signature
    )
  } catch {
    return false
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
