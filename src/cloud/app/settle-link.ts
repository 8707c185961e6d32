import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { GatewayLink, GatewayPayment, GatewayState } from '#cloud/ports/payment-gateway.ts'
import type { Cloud } from './cloud.ts'
import { paymentFacts } from './payment-facts.ts'
import { changeLink, type PublicLink } from './public-links.ts'
import { recordAsServer } from './record-as-server.ts'
import { shopPage } from './shop-page.ts'

/** A link only moves forward: what is paid stays paid, whatever is told afterwards. */
const RANK: Readonly<Record<GatewayState, number>> = { open: 0, partly: 1, expired: 2, cancelled: 2, paid: 3 }
export const forward = (known: GatewayState, told: GatewayState): GatewayState =>
  RANK[told] > RANK[known] ? told : known

/**
 * Takes in what a gateway says of a link, from a webhook or from asking: each payment is posted once, by the gateway's own id of it,
 * in one transaction with what marks it as posted. Answers how many were new.
 */
export async function settleLink(
  cloud: Cloud,
  run: AccountTransaction,
  accountId: string,
  told: GatewayLink,
  by: 'hook' | 'poll'
): Promise<{ readonly isKnown: boolean; readonly posted: number }> {
  const link = await run
    .selectFrom('public_link')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('link_id', '=', told.linkId)
    .forUpdate()
    .executeTakeFirst()
  if (link === undefined || link.provider === null) return { isKnown: false, posted: 0 }
  const fresh: GatewayPayment[] = []
  for (const payment of told.payments) if (await isNew(cloud, run, link, payment, by)) fresh.push(payment)
  const [newest, ...others] = fresh
  if (newest !== undefined) {
    const { shop, offsetMinutes } = await shopPage(cloud, run, accountId)
    const factsOf = (payment: GatewayPayment) =>
      paymentFacts(link, payment, { currency: shop.currencyCode, offsetMinutes })
    const [first, ...rest] = factsOf(newest)
    await recordAsServer(cloud, run, accountId, [first, ...rest, ...others.flatMap(factsOf)])
  }
  if (fresh.length > 0) await workWaiting(cloud, run, accountId)
  const state = forward(link.state, told.state)
  const paid_minor = link.paid_minor + fresh.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  await changeLink(run, link, { state, paid_minor, provider_ref: link.provider_ref ?? told.reference })
  return { isKnown: true, posted: fresh.length }
}

/** A refund that was faster than its payment waits for it: it need not wait any longer. */
const workWaiting = ({ clock }: Cloud, run: AccountTransaction, accountId: string) =>
  run
    .updateTable('hook_event')
    .set({ next_at: new Date(clock.nowMs()) })
    .where('account_id', '=', accountId)
    .where('state', '=', 'new')
    .execute()

async function isNew(
  { clock }: Cloud,
  run: AccountTransaction,
  link: PublicLink,
  payment: GatewayPayment,
  told_by: 'hook' | 'poll'
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await run
    .insertInto('gateway_payment')
    .values({
      ...{ account_id: link.account_id, provider: link.provider ?? '', payment_id: payment.paymentId },
      ...{ link_id: link.link_id, party_id: link.party_id, amount_minor: payment.amountMinor },
      ...{ fee_minor: payment.feeMinor, paid_ms: payment.atMs, told_by, posted_at: new Date(clock.nowMs()) }
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'provider', 'payment_id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
