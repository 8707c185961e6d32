import { createHmac, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { countTry, type TryLimit } from '#cloud/db/attempts.ts'
import type { DirectoryTables } from '#cloud/db/directory-schema.ts'
import type { OwnerTexts } from '#cloud/pages/owner-texts.ts'
import type { Mailer } from '#cloud/ports/mailer.ts'
import { beginSession, newSecret, type OwnerSession, type SessionCookie, secretHash } from './owner-session.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const CODE_LIFE_MS = 10 * MINUTE_MS
export const LINK_LIFE_MS = 15 * MINUTE_MS
const MOST_WRONG_CODES = 5
/** Mails that one address gets, and codes that one place on the internet asks for or tries. */
const CODES_PER_ADDRESS: TryLimit = { most: 5, withinMs: HOUR_MS }
const TRIES_PER_PLACE: TryLimit = { most: 30, withinMs: HOUR_MS }

/** What logging in needs. `codeSecret` keeps codes of few digits from being worked out from their hashes. */
export interface LoginTools {
  readonly directory: Kysely<DirectoryTables>
  readonly mailer: Mailer | null
  readonly codeSecret: Buffer
  readonly publicUrl: string
  readonly nowMs: () => number
  /** Told of a mail that could not be sent; the answer to the browser is the same. */
  readonly mailFailed: (error: unknown) => void
}

/** An answer that was not had: the browser waits `waitSeconds`, or what it brought is no good (0). */
export interface Refused {
  readonly waitSeconds: number
}
export const isRefused = (answer: object): answer is Refused => 'waitSeconds' in answer

const zAddress = z.string().trim().toLowerCase().pipe(z.email().max(200))

/** An address in the one form in which it is kept, or null when it is none. */
export function readAddress(text: string): string | null {
  const read = zAddress.safeParse(text)
  return read.success ? read.data : null
}

const codeHash = (secret: Buffer, attemptId: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`login\n${attemptId}\n${code}`).digest()

async function sendCode(
  { mailer, mailFailed }: LoginTools,
  to: string,
  texts: OwnerTexts,
  code: string
): Promise<void> {
  try {
    await mailer?.send({ to, subject: texts.t('mail.codeSubject', { code }), text: texts.t('mail.codeText', { code }) })
  } catch (error) {
    mailFailed(error)
  }
}

/**
 * Sends a code to an address. The answer is the same, and comes as soon, whether the address is known or not, so nobody learns
 * who keeps his book here. `place` is where the request came from, `texts` the language of whoever asks.
 */
export async function startLogin(
  tools: LoginTools,
  asked: { readonly address: string; readonly place: string; readonly texts: OwnerTexts }
): Promise<{ readonly attemptId: string; readonly expiresAt: number } | Refused> {
  const { directory, codeSecret } = tools
  const now = tools.nowMs()
  const address = readAddress(asked.address)
  if (address === null) return { waitSeconds: 0 }
  const wait = Math.max(
    await countTry(directory, `login-place:${asked.place}`, TRIES_PER_PLACE, now),
    await countTry(directory, `login-address:${secretHash(address).toString('base64url')}`, CODES_PER_ADDRESS, now)
  )
  if (wait > 0) return { waitSeconds: wait }
  const login = await directory.selectFrom('login').select('login_id').where('address', '=', address).executeTakeFirst()
  await directory.deleteFrom('login_code').where('expires_at', '<=', new Date(now)).execute()
  const attemptId = randomUUID()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = now + CODE_LIFE_MS
  await directory
    .insertInto('login_code')
    .values({
      attempt_id: attemptId,
      login_id: login?.login_id ?? null,
      code_hash: codeHash(codeSecret, attemptId, code),
      expires_at: new Date(expiresAt)
    })
    .execute()
  // Not waited for: how long the mail server takes would tell that the address is known.
  if (login !== undefined) void sendCode(tools, address, asked.texts, code)
  return { attemptId, expiresAt }
}

/** The shops of a login, the oldest first. */
export async function accountsOf(directory: Kysely<DirectoryTables>, loginId: string): Promise<string[]> {
  const rows = await directory
    .selectFrom('login_account')
    .select('account_id')
    .where('login_id', '=', loginId)
    .orderBy('made_at')
    .orderBy('account_id')
    .execute()
  return rows.map((row) => row.account_id)
}

/** Lets in who has the code of a mail. A code is good once; five wrong ones end the attempt. */
export async function finishLogin(
  tools: LoginTools,
  tried: { readonly attemptId: string; readonly code: string; readonly place: string }
): Promise<SessionCookie | Refused> {
  const { directory, codeSecret } = tools
  const now = tools.nowMs()
  const wait = await countTry(directory, `login-try:${tried.place}`, TRIES_PER_PLACE, now)
  if (wait > 0) return { waitSeconds: wait }
  // The try is counted by the same statement that reads the row, so that tries at the same moment are not had for one.
  const row = await directory
    .updateTable('login_code')
    .set((say) => ({ tries: say('tries', '+', 1) }))
    .where('attempt_id', '=', tried.attemptId)
    .where('tries', '<', MOST_WRONG_CODES)
    .where('expires_at', '>', new Date(now))
    .returning(['login_id', 'code_hash'])
    .executeTakeFirst()
  const isRight = row !== undefined && timingSafeEqual(row.code_hash, codeHash(codeSecret, tried.attemptId, tried.code))
  if (!isRight || row.login_id === null) return { waitSeconds: 0 }
  const used = await directory.deleteFrom('login_code').where('attempt_id', '=', tried.attemptId).executeTakeFirst()
  const [accountId] = await accountsOf(directory, row.login_id)
  if (used.numDeletedRows !== 1n || accountId === undefined) return { waitSeconds: 0 }
  return beginSession(directory, { accountId, loginId: row.login_id }, now)
}

/** A link that a counter shows, for the browser of whoever stands before it. Good once, for a quarter of an hour. */
export async function mintLoginLink(
  tools: LoginTools,
  accountId: string
): Promise<{ readonly url: string; readonly expiresAt: number }> {
  const secret = newSecret()
  const now = tools.nowMs()
  const expiresAt = now + LINK_LIFE_MS
  await tools.directory.deleteFrom('login_link').where('expires_at', '<=', new Date(now)).execute()
  await tools.directory
    .insertInto('login_link')
    .values({ link_hash: secretHash(secret), account_id: accountId, expires_at: new Date(expiresAt) })
    .execute()
  return { url: `${tools.publicUrl}/in/${secret}`, expiresAt }
}

/** Lets in who has a link of a counter. It is used by a POST: programs that look at links before a person does shall not use it up. */
export async function openLoginLink(tools: LoginTools, secret: string): Promise<SessionCookie | Refused> {
  const now = tools.nowMs()
  const row = await tools.directory
    .deleteFrom('login_link')
    .where('link_hash', '=', secretHash(secret))
    .returning(['account_id', 'expires_at'])
    .executeTakeFirst()
  if (row === undefined || row.expires_at.getTime() <= now) return { waitSeconds: 0 }
  return beginSession(tools.directory, { accountId: row.account_id, loginId: null }, now)
}

/** Another shop of the same login, as a new session; null when it is not one of his. */
export async function changeAccount(
  tools: LoginTools,
  session: OwnerSession,
  accountId: string
): Promise<SessionCookie | null> {
  if (session.loginId === null || !(await accountsOf(tools.directory, session.loginId)).includes(accountId)) return null
  return beginSession(tools.directory, { accountId, loginId: session.loginId }, tools.nowMs())
}

/** Lets the holder of an address see a shop's page. He proves the address when he logs in. */
export async function addOwner(
  directory: Kysely<DirectoryTables>,
  owner: { readonly address: string; readonly accountId: string },
  nowMs: number
): Promise<void> {
  const made_at = new Date(nowMs)
  await directory
    .insertInto('login')
    .values({ login_id: randomUUID(), address: owner.address, made_at })
    // Touched, so that it is young whoever looks for those without a shop at this moment.
    .onConflict((conflict) => conflict.column('address').doUpdateSet({ made_at }))
    .execute()
  const { login_id } = await directory
    .selectFrom('login')
    .select('login_id')
    .where('address', '=', owner.address)
    .executeTakeFirstOrThrow()
  await directory
    .insertInto('login_account')
    .values({ login_id, account_id: owner.accountId, made_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Forgets addresses that belong to no shop any more: after the last of them was deleted, nothing of a person is kept. One that came just
 * now is spared: its shop may be written down in the next moment.
 */
export async function forgetOwners(directory: Kysely<DirectoryTables>, nowMs: number): Promise<void> {
  const shopless = directory
    .selectFrom('login')
    .select('login.login_id')
    .where('login.made_at', '<', new Date(nowMs - HOUR_MS))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('login_account as held').select('held.login_id').whereRef('held.login_id', '=', 'login.login_id')
        )
      )
    )
  await directory.deleteFrom('login_code').where('login_id', 'in', shopless).execute()
  await directory.deleteFrom('owner_session').where('login_id', 'in', shopless).execute()
  // Asked of the row itself as well: one that is touched while this waits for it stays.
  await directory
    .deleteFrom('login')
    .where('login_id', 'in', shopless)
    .where('made_at', '<', new Date(nowMs - HOUR_MS))
    .execute()
}
