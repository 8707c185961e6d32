import { z } from 'zod'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { GatewayKeys, PaymentGateway } from '#cloud/ports/payment-gateway.ts'
import type { Cloud } from './cloud.ts'
import { workIsDue } from './due-work.ts'
import { hookToken } from './link-token.ts'
import { secretHash } from './owner-session.ts'
import { openText, sealText } from './sealed-key.ts'

const zKeys = z.object({ keyId: z.string(), keySecret: z.string(), hookSecrets: z.array(z.string()).readonly() })
const zSealed = zKeys.extend({
  /** Turned off: no link is made any more; the keys are kept until the last one that is open has ended. */
  isOff: z.boolean().default(false),
  /** Accounts at the gateway that the shop had before: links that they made are asked about with their keys. */
  former: z.array(zKeys).default([])
})
type Sealed = z.infer<typeof zSealed>
const MOST_FORMER = 3

/** The shop's own account at a gateway. */
export interface ShopGateway {
  readonly gateway: PaymentGateway
  readonly keys: GatewayKeys
  readonly isOff: boolean
  readonly former: readonly GatewayKeys[]
}

/** The gateway of a shop that makes links now, or null where it has none. */
export async function gatewayOf(
  cloud: Cloud,
  run: AccountTransaction,
  accountId: string,
  provider?: string
): Promise<ShopGateway | null> {
  const known = await knownGateway(cloud, run, accountId, provider)
  return known === null || known.isOff ? null : known
}

/** The same, also while it is turned off and links of it are open. One whose keys cannot be opened any more is none. */
export async function knownGateway(
  cloud: Cloud,
  run: AccountTransaction,
  accountId: string,
  provider?: string
): Promise<ShopGateway | null> {
  const row = await run
    .selectFrom('gateway_account')
    .select(['provider', 'sealed_keys'])
    .where('account_id', '=', accountId)
    .$if(provider !== undefined, (query) => query.where('provider', '=', provider ?? ''))
    .orderBy('made_at')
    .executeTakeFirst()
  const gateway = row === undefined ? undefined : cloud.gateways.get(row.provider)
  const text = row === undefined ? null : openText(cloud.settings.secret, row.sealed_keys)
  if (gateway === undefined || text === null) return null
  const { isOff, former, ...keys } = zSealed.parse(JSON.parse(text))
  return { gateway, keys, isOff, former }
}

/**
 * Keeps the keys of a gateway. What is left empty stays as it was; the webhook's secret before this one stays good for what was sent under it.
 * The keys of another account before this one are kept beside them, for the links that it made.
 */
export async function keepGateway(
  cloud: Cloud,
  accountId: string,
  provider: string,
  given: { readonly keyId: string; readonly keySecret: string; readonly hookSecret: string }
): Promise<void> {
  const made_at = new Date(cloud.clock.nowMs())
  await cloud.database.withAccount(accountId, async (run) => {
    const before = await knownGateway(cloud, run, accountId, provider)
    const known = before?.keys
    const hookSecrets = [given.hookSecret, ...(known?.hookSecrets ?? [])].filter((secret) => secret !== '')
    const isOther = known !== undefined && known.keyId !== given.keyId
    const former = (before?.former ?? []).filter(({ keyId }) => keyId !== given.keyId)
    const keys: Sealed = {
      keyId: given.keyId,
      keySecret: given.keySecret || (known?.keySecret ?? ''),
      hookSecrets: [...new Set(hookSecrets)].slice(0, 2),
      isOff: false,
      former: (isOther ? [known, ...former] : former).slice(0, MOST_FORMER)
    }
    const sealed_keys = sealText(cloud.settings.secret, JSON.stringify(keys))
    await run
      .insertInto('gateway_account')
      .values({ account_id: accountId, provider, sealed_keys, made_at })
      .onConflict((conflict) => conflict.columns(['account_id', 'provider']).doUpdateSet({ sealed_keys }))
      .execute()
  })
  await cloud.database.directory
    .insertInto('hook_token')
    .values({
      ...{ token_hash: secretHash(hookToken(cloud.settings.secret, accountId, provider)), account_id: accountId },
      ...{ provider, made_at }
    })
    .onConflict((conflict) => conflict.column('token_hash').doNothing())
    .execute()
}

/** The address that the owner writes into the gateway's own settings. */
export const hookAddress = ({ settings }: Cloud, accountId: string, provider: string): string =>
  `${settings.publicUrl}/hooks/${provider}/${hookToken(settings.secret, accountId, provider)}`

/**
 * Turns the gateway off: from now on no link is made by it. Those that are open are cancelled there as soon as it answers, and asked about until
 * they ended; until then keys and the webhook's address stay, for a payment may be on its way. With no link open both go at once.
 */
export async function turnGatewayOff(cloud: Cloud, accountId: string): Promise<void> {
  const { database, clock } = cloud
  const now = clock.nowMs()
  await database.withAccount(accountId, async (run) => {
    const rows = await run
      .selectFrom('gateway_account')
      .select(['provider', 'sealed_keys'])
      .where('account_id', '=', accountId)
      .forUpdate()
      .execute()
    for (const { provider, sealed_keys } of rows) {
      const text = openText(cloud.settings.secret, sealed_keys)
      // What cannot be opened can ask nobody: it is of no more use.
      if (text === null) continue
      const sealed = sealText(
        cloud.settings.secret,
        JSON.stringify({ ...zSealed.parse(JSON.parse(text)), isOff: true })
      )
      await run
        .updateTable('gateway_account')
        .set({ sealed_keys: sealed })
        .where('account_id', '=', accountId)
        .where('provider', '=', provider)
        .execute()
    }
    await run
      .updateTable('public_link')
      .set({ poll_at: new Date(now) })
      .where('account_id', '=', accountId)
      .where('poll_at', 'is not', null)
      .execute()
  })
  await workIsDue(database, 'links', accountId, now)
  await forgetGateway(cloud, accountId)
}

/** How many links are still asked about at the gateway. */
export async function openAtGateway(run: AccountTransaction, accountId: string): Promise<number> {
  const rows = await run
    .selectFrom('public_link')
    .select('link_id')
    .where('account_id', '=', accountId)
    .where('poll_at', 'is not', null)
    .where('provider_ref', 'is not', null)
    .execute()
  return rows.length
}

/** Takes keys and address of a gateway away that is turned off and has no link open any more. Answers whether it did. */
export async function forgetGateway(cloud: Cloud, accountId: string): Promise<boolean> {
  const { database } = cloud
  const isForgotten = await database.withAccount(accountId, async (run) => {
    const known = await knownGateway(cloud, run, accountId)
    if (known !== null && (!known.isOff || (await openAtGateway(run, accountId)) > 0)) return false
    const gone = await run.deleteFrom('gateway_account').where('account_id', '=', accountId).executeTakeFirst()
    return gone.numDeletedRows > 0n
  })
  if (isForgotten) await database.directory.deleteFrom('hook_token').where('account_id', '=', accountId).execute()
  return isForgotten
}
