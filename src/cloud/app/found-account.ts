import { countTry, type TryLimit } from '#cloud/db/attempts.ts'
import { insertAccount, readAccount } from '#cloud/db/stores/account-store.ts'
import { writeAudit } from './audit.ts'
import type { Cloud } from './cloud.ts'
import { type EnrolledDevice, enrolDevice, type NewDevice } from './enrol.ts'
import { addOwner } from './owner-login.ts'
import { WireRefusal } from './wire-refusal.ts'

const FOUNDED_PER_PLACE: TryLimit = { most: 5, withinMs: 3_600_000 }

/** The first counter of a shop; its signature has been verified. `owner` is an address or null. */
export interface Founding extends Omit<NewDevice, 'accountId'> {
  readonly shopName: string
  readonly owner: string | null
}

/** Which account the key founds. The same key founds the same one, whenever an answer was lost. */
async function accountIdFor({ database, randomness, clock }: Cloud, deviceKey: string): Promise<string> {
  const { directory } = database
  await directory
    .insertInto('founded')
    .values({ device_key: deviceKey, account_id: randomness.newId() })
    .onConflict((conflict) => conflict.column('device_key').doNothing())
    .execute()
  const { account_id } = await directory
    .selectFrom('founded')
    .select('account_id')
    .where('device_key', '=', deviceKey)
    .executeTakeFirstOrThrow()
  await directory
    .insertInto('account_place')
    .values({ account_id, made_at: new Date(clock.nowMs()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return account_id
}

/** The same key founds the same account at this very moment: the second of them finds it when it comes again. */
function comeAgain(error: unknown): never {
  const isThere = error instanceof Error && 'code' in error && error.code === '23505'
  throw isThere ? new WireRefusal('retry', { retryAfterSeconds: 1 }) : error
}

/**
 * Founds an account with its first counter. Safe to repeat, also after a crash between the directory and the account: the key finds the
 * same id again. Refuses with `not-found` where the operator takes no new accounts.
 */
export async function foundAccount(
  cloud: Cloud,
  founding: Founding,
  place: string
): Promise<EnrolledDevice & { readonly accountId: string }> {
  const { database, clock, settings, serverKey } = cloud
  const now = clock.nowMs()
  if (!settings.isFoundingOpen) throw new WireRefusal('not-found', {}, 'This server takes no new accounts.')
  const wait = await countTry(database.directory, `found:${place}`, FOUNDED_PER_PLACE, now)
  if (wait > 0) throw new WireRefusal('too-many', { retryAfterSeconds: wait })
  const accountId = await accountIdFor(cloud, founding.deviceKey)
  const enrolled = await database.withAccount(accountId, async (transaction) => {
    if ((await readAccount(transaction, accountId)) === undefined) {
      const account = { accountId, shopName: founding.shopName, serverKey: serverKey.publicKey }
      await insertAccount(transaction, account, now).catch(comeAgain)
      await writeAudit(transaction, { accountId, deviceNo: null, event: 'account.found', details: {} }, now)
    }
    return enrolDevice(transaction, { ...founding, accountId }, null, now)
  })
  if (founding.owner !== null) await addOwner(database.directory, { address: founding.owner, accountId }, now)
  return { ...enrolled, accountId }
}
