import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { countTry, forgetTries, giveBackTry, type TryLimit } from '#cloud/db/attempts.ts'
import type { DirectoryTables } from '#cloud/db/directory-schema.ts'
import { assert } from '#shared/kernel/assert.ts'
import { pairCodeFrom, readPairCode, shownPairCode } from '#shared/sync/pair-code.ts'
import { WireRefusal } from './wire-refusal.ts'

const MINUTE_MS = 60_000

/** How long a code lives, and how often it may be missed in that time: by one shop, and from one place on the internet. */
export const PAIRING_LIFE_MS = 10 * MINUTE_MS
export const WRONG_CODES_PER_SHOP: TryLimit = { most: 5, withinMs: PAIRING_LIFE_MS }
export const WRONG_CODES_PER_PLACE: TryLimit = { most: 20, withinMs: PAIRING_LIFE_MS }
const STARTS_PER_PLACE: TryLimit = { most: 10, withinMs: PAIRING_LIFE_MS }
/** A pairing whose approval named another key so often is over: somebody stands between. */
const MOST_WRONG_KEYS = 5

/** What the requests of a pairing need. `codeSecret` keeps codes from being worked out from their hashes. */
export interface PairingTools {
  readonly directory: Kysely<DirectoryTables>
  readonly codeSecret: Buffer
  readonly nowMs: () => number
}

/** A counter that asks to be let in; its signature has been verified. */
export interface PairAsk {
  readonly deviceKey: string
  readonly counterName: string
  readonly wantedCode: string
  readonly appVersion: string
}

/** A pairing that waits for somebody who lets the counter in. */
export interface WaitingPair extends PairAsk {
  readonly pairId: string
  readonly expiresAt: number
}

const codeHash = (secret: Buffer, code: string): Buffer =>
  createHmac('sha256', secret).update(`pairing\n${code}`).digest()

const tooMany = (waitSeconds: number): WireRefusal => new WireRefusal('too-many', { retryAfterSeconds: waitSeconds })

/** Begins a pairing. The code is shown on the new counter and kept here as a hash. */
export async function startPairing(
  { directory, codeSecret, nowMs }: PairingTools,
  ask: PairAsk,
  place: string
): Promise<{ readonly pairId: string; readonly code: string; readonly expiresAt: number }> {
  const now = nowMs()
  const wait = await countTry(directory, `pair-start:${place}`, STARTS_PER_PLACE, now)
  if (wait > 0) throw tooMany(wait)
  // What nobody can use any more goes here, so that the table stays small without a job of its own.
  await directory
    .deleteFrom('pairing')
    .where('expires_at', '<', new Date(now - 6 * PAIRING_LIFE_MS))
    .execute()
  await forgetTries(directory, now)
  const code = pairCodeFrom(randomBytes(64))
  assert(code !== null, 'sixty-four random bytes hold eight letters')
  const pairId = randomUUID()
  const expiresAt = now + PAIRING_LIFE_MS
  await directory
    .insertInto('pairing')
    .values({
      pair_id: pairId,
      code_hash: codeHash(codeSecret, code),
      device_key: ask.deviceKey,
      counter_name: ask.counterName,
      wanted_code: ask.wantedCode,
      app_version: ask.appVersion,
      expires_at: new Date(expiresAt)
    })
    .execute()
  return { pairId, code: shownPairCode(code), expiresAt }
}

/** Who looks for a pairing by its code: a counter of this account, from this place. */
export interface Looker {
  readonly accountId: string
  readonly place: string
}

/**
 * The pairing of a typed code. A wrong one counts against the shop and against the place, and `onWrong` hears of it; who has had
 * too many of them is refused whatever he types.
 */
export async function lookForPairing(
  { directory, codeSecret, nowMs }: PairingTools,
  typed: string,
  looker: Looker,
  onWrong: () => Promise<void>
): Promise<WaitingPair> {
  const now = nowMs()
  const [shop, place] = [`pair-shop:${looker.accountId}`, `pair-place:${looker.place}`]
  // Counted before the code is looked at, so that many guesses at one moment are as many tries.
  const wait = Math.max(
    await countTry(directory, shop, WRONG_CODES_PER_SHOP, now),
    await countTry(directory, place, WRONG_CODES_PER_PLACE, now)
  )
  if (wait > 0) throw tooMany(wait)
  const code = readPairCode(typed)
  const row =
    code === null
      ? undefined
      : await directory
          .selectFrom('pairing')
          .selectAll()
          .where('code_hash', '=', codeHash(codeSecret, code))
          .where('expires_at', '>', new Date(now))
          .where('wrong_keys', '<', MOST_WRONG_KEYS)
          .where('account_id', 'is', null)
          .executeTakeFirst()
  if (row === undefined) {
    await onWrong()
    throw new WireRefusal(
      'not-found',
      {},
      'No counter shows this code. Look at it again, or let the counter show a new one.'
    )
  }
  await giveBackTry(directory, shop)
  await giveBackTry(directory, place)
  return waitingPairOf(row)
}

function waitingPairOf(row: {
  readonly pair_id: string
  readonly device_key: string
  readonly counter_name: string
  readonly wanted_code: string
  readonly app_version: string
  readonly expires_at: Date
}): WaitingPair {
  return {
    pairId: row.pair_id,
    deviceKey: row.device_key,
    counterName: row.counter_name,
    wantedCode: row.wanted_code,
    appVersion: row.app_version,
    expiresAt: row.expires_at.getTime()
  }
}

/**
 * The pairing that is about to be approved with the key that the approver saw. Another key than the asking counter's is refused and counted:
 * five times, and the pairing is over.
 */
export async function pairingToApprove(
  { directory, nowMs }: PairingTools,
  approved: { readonly pairId: string; readonly deviceKey: string; readonly accountId: string }
): Promise<WaitingPair> {
  const row = await directory
    .selectFrom('pairing')
    .selectAll()
    .where('pair_id', '=', approved.pairId)
    .executeTakeFirst()
  if (row === undefined) throw new WireRefusal('not-found', {}, 'There is no such pairing.')
  const isOver = row.expires_at.getTime() <= nowMs() || row.wrong_keys >= MOST_WRONG_KEYS
  // Approving again after a lost answer is the same approval; by another shop it is none.
  const isTaken = row.account_id !== null && row.account_id !== approved.accountId
  if (isTaken || (isOver && row.account_id === null)) {
    throw new WireRefusal('gone', {}, 'This pairing is over. Let the counter show a new code.')
  }
  if (row.device_key !== approved.deviceKey) {
    await directory
      .updateTable('pairing')
      .set((say) => ({ wrong_keys: say('wrong_keys', '+', 1) }))
      .where('pair_id', '=', approved.pairId)
      .execute()
    throw new WireRefusal(
      'bad-signature',
      {},
      'The words of the key differ. Somebody may stand between the two counters.'
    )
  }
  return waitingPairOf(row)
}

/** Claims the pairing for the account, before the counter is enrolled there: of two shops that approve at one moment, one has it. */
export async function claimPairing(
  directory: Kysely<DirectoryTables>,
  pairId: string,
  accountId: string
): Promise<void> {
  const claimed = await directory
    .updateTable('pairing')
    .set({ account_id: accountId })
    .where('pair_id', '=', pairId)
    .where((say) => say.or([say('account_id', 'is', null), say('account_id', '=', accountId)]))
    .executeTakeFirst()
  if (claimed.numUpdatedRows !== 1n) throw new WireRefusal('gone', {}, 'This pairing is over.')
}

/** Says to the new counter who it is. */
export async function endPairing(
  directory: Kysely<DirectoryTables>,
  pairId: string,
  enrolled: { readonly deviceNo: number; readonly counterCode: string }
): Promise<void> {
  await directory
    .updateTable('pairing')
    .set({ device_no: enrolled.deviceNo, counter_code: enrolled.counterCode })
    .where('pair_id', '=', pairId)
    .execute()
}

/** How a pairing stands, for the counter that waits. Its id is known to nobody else. */
export async function pairingState({ directory, nowMs }: PairingTools, pairId: string) {
  const row = await directory.selectFrom('pairing').selectAll().where('pair_id', '=', pairId).executeTakeFirst()
  if (row === undefined) throw new WireRefusal('not-found', {}, 'There is no such pairing.')
  const { account_id: accountId, device_no: deviceNo, counter_code: counterCode } = row
  if (accountId !== null && deviceNo !== null && counterCode !== null) {
    return { state: 'approved', accountId, deviceNo, counterCode } as const
  }
  const isOver = row.expires_at.getTime() <= nowMs() || row.wrong_keys >= MOST_WRONG_KEYS
  return { state: isOver ? ('expired' as const) : ('waiting' as const) }
}
