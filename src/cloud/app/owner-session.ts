import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DirectoryTables } from '#cloud/db/directory-schema.ts'

/** Who looks at the page of which shop. `loginId` is null where a counter let him in and no address is known. */
export interface OwnerSession {
  readonly accountId: string
  readonly loginId: string | null
  readonly expiresAt: number
}

/** A cookie that the browser shall keep: its name and value, and when it ends. */
export interface SessionCookie {
  readonly secret: string
  readonly expiresAt: number
}

const DAY_MS = 86_400_000
/** Whoever proved an address stays for a month; whom a counter let in, for a day. */
const LOGIN_LIFE_MS = 30 * DAY_MS
const LINK_LIFE_MS = DAY_MS

const SECRET = /^[A-Za-z0-9_-]{43}$/

/** A secret of 256 bits as a text. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret. It is random, so a plain hash cannot be turned back. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/**
 * The name of the cookie. With TLS it has the prefix that browsers hold to this very host, to TLS and to the path `/`, so that no neighbour under the same
 * domain can set it.
 */
const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-counterbook' : 'counterbook')

/** The line of `Set-Cookie`; without a session the one that takes the cookie away. */
export function sessionCookieLine(cookie: SessionCookie | null, isSecure: boolean, nowMs: number): string {
  const seconds = cookie === null ? 0 : Math.max(0, Math.floor((cookie.expiresAt - nowMs) / 1000))
  // Lax, for a link in a mail or a chat shall open the page with its session; what changes something is a POST, which Lax does not let through from elsewhere.
  return [
    `${cookieName(isSecure)}=${cookie?.secret ?? ''}`,
    'Path=/',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : [])
  ].join('; ')
}

/** The secret in a `Cookie` header, or null. The first of the name counts, as browsers send the nearer one first. */
export function secretOfCookies(header: string | undefined, isSecure: boolean): string | null {
  const start = `${cookieName(isSecure)}=`
  const part = header?.split(';').find((each) => each.trim().startsWith(start))
  const secret = part?.trim().slice(start.length)
  return secret !== undefined && SECRET.test(secret) ? secret : null
}

/** Begins a session; what is returned goes to the browser and is kept nowhere here. */
export async function beginSession(
  directory: Kysely<DirectoryTables>,
  whose: { readonly accountId: string; readonly loginId: string | null },
  nowMs: number
): Promise<SessionCookie> {
  // What has ended goes here, so that the table stays small without a job of its own.
  await directory.deleteFrom('owner_session').where('expires_at', '<=', new Date(nowMs)).execute()
  const secret = newSecret()
  const expiresAt = nowMs + (whose.loginId === null ? LINK_LIFE_MS : LOGIN_LIFE_MS)
  await directory
    .insertInto('owner_session')
    .values({
      session_hash: secretHash(secret),
      account_id: whose.accountId,
      login_id: whose.loginId,
      made_at: new Date(nowMs),
      expires_at: new Date(expiresAt)
    })
    .execute()
  return { secret, expiresAt }
}

/** The session of a request by its `Cookie` header, or null when there is none or it has ended. */
export async function ownerSession(
  directory: Kysely<DirectoryTables>,
  cookies: string | undefined,
  isSecure: boolean,
  nowMs: number
): Promise<OwnerSession | null> {
  const secret = secretOfCookies(cookies, isSecure)
  if (secret === null) return null
  const row = await directory
    .selectFrom('owner_session')
    .select(['account_id', 'login_id', 'expires_at'])
    .where('session_hash', '=', secretHash(secret))
    .where('expires_at', '>', new Date(nowMs))
    .executeTakeFirst()
  if (row === undefined) return null
  return { accountId: row.account_id, loginId: row.login_id, expiresAt: row.expires_at.getTime() }
}

/** Ends the session of a request, for every browser that has its cookie. */
export async function endSession(
  directory: Kysely<DirectoryTables>,
  cookies: string | undefined,
  isSecure: boolean
): Promise<void> {
  const secret = secretOfCookies(cookies, isSecure)
  if (secret === null) return
  await directory.deleteFrom('owner_session').where('session_hash', '=', secretHash(secret)).execute()
}

/** Ends all sessions of a shop, and its links that wait: after a counter was revoked as lost, nobody stays inside. */
export async function endSessionsOf(directory: Kysely<DirectoryTables>, accountId: string): Promise<void> {
  await directory.deleteFrom('login_link').where('account_id', '=', accountId).execute()
  await directory.deleteFrom('owner_session').where('account_id', '=', accountId).execute()
}
