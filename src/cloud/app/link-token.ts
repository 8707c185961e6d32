import { createHmac } from 'node:crypto'
import { secretHash } from './owner-session.ts'

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/**
 * The secret of a link's address: 256 bits that only who has the server's own secret can work out. So it is kept nowhere, and
 * whoever asks for the same link again gets the same address.
 */
export const linkToken = (secret: string, accountId: string, linkId: string): string =>
  createHmac('sha256', secret).update(`counterbook public link 1\n${accountId}\n${linkId}`).digest('base64url')

/** The token under which a gateway calls; it names the account, and the signature proves who called. */
export const hookToken = (secret: string, accountId: string, provider: string): string =>
  createHmac('sha256', secret).update(`counterbook hook 1\n${accountId}\n${provider}`).digest('base64url')

/** What a token is found by, or null for what can be none. */
export const tokenHash = (token: string): Buffer | null => (TOKEN.test(token) ? secretHash(token) : null)
