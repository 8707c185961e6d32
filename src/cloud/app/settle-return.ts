import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { returnKey, returnOf } from '#cloud/db/return-key.ts'
import type { GatewayReturn } from '#cloud/ports/payment-gateway.ts'
import type { Cloud } from './cloud.ts'
import { returnFact } from './payment-facts.ts'
import { readLink } from './public-links.ts'
import { recordAsServer } from './record-as-server.ts'
import { shopPage } from './shop-page.ts'

/**
 * Takes in that money of a payment went back, or is disputed: once, in one transaction with what marks it as told. A payment that is not
 * here yet is none of ours, or its own call is still on its way: then nothing is written, and the event waits.
 */
export async function settleReturn(
  cloud: Cloud,
  run: AccountTransaction,
  accountId: string,
  { provider, told }: { readonly provider: string; readonly told: GatewayReturn }
): Promise<{ readonly isKnown: boolean }> {
  // What went back is no payment that could go back once more.
  if (returnOf(told.paymentId) !== null) return { isKnown: false }
  const payment = await run
    .selectFrom('gateway_payment')
    .select(['link_id', 'party_id'])
    .where('account_id', '=', accountId)
    .where('provider', '=', provider)
    .where('payment_id', '=', told.paymentId)
    .executeTakeFirst()
  const link = payment === undefined ? undefined : await readLink(run, accountId, payment.link_id)
  if (payment === undefined || link === undefined) return { isKnown: false }
  const { numInsertedOrUpdatedRows } = await run
    .insertInto('gateway_payment')
    .values({
      ...{ account_id: accountId, provider, payment_id: returnKey(told.what, told.id), link_id: payment.link_id },
      ...{ party_id: payment.party_id, amount_minor: told.amountMinor, fee_minor: null, paid_ms: told.atMs },
      ...{ told_by: 'hook', posted_at: new Date(cloud.clock.nowMs()) }
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'provider', 'payment_id']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) {
    const { offsetMinutes } = await shopPage(cloud, run, accountId)
    await recordAsServer(cloud, run, accountId, [returnFact(link, told, offsetMinutes)])
  }
  return { isKnown: true }
}
