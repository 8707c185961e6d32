import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { LinkTables } from '#cloud/db/link-schema.ts'
import { GatewayError } from '#cloud/ports/payment-gateway.ts'
import type { Minor } from '#shared/money/money.ts'
import type { LinkAsk, LinkView } from '#shared/sync/link-wire.ts'
import type { Cloud } from './cloud.ts'
import { workIsDue } from './due-work.ts'
import { gatewayOf } from './gateway-keys.ts'
import { linkToken } from './link-token.ts'
import { secretHash } from './owner-session.ts'
import { onShopPage } from './shop-page.ts'
import { WireRefusal } from './wire-refusal.ts'

export type PublicLink = LinkTables['public_link']

const DAY_MS = 86_400_000
/** When a link is asked about for the first time; afterwards ever more seldom (`poll-links.ts`). */
export const FIRST_POLL_MS = 60_000

export const readLink = (run: AccountTransaction, accountId: string, linkId: string): Promise<PublicLink | undefined> =>
  run
    .selectFrom('public_link')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('link_id', '=', linkId)
    .executeTakeFirst()

export function linkView({ settings }: Cloud, link: PublicLink): LinkView {
  return {
    linkId: link.link_id,
    url: `${settings.publicUrl}/p/${linkToken(settings.secret, link.account_id, link.link_id)}`,
    expiresAt: link.expires_at.getTime(),
    isRevoked: link.revoked_at !== null,
    gatewayState: link.provider === null ? null : link.state,
    paidMinor: link.paid_minor
  }
}

/**
 * Makes the page of a link, and the gateway's link behind it where the shop has one. A gateway that does not answer is asked
 * again later; until then the page asks for UPI. Refuses an id that was used for something else.
 */
export async function makeLink(
  cloud: Cloud,
  caller: { readonly accountId: string; readonly deviceNo: number },
  ask: LinkAsk
): Promise<LinkView> {
  const { accountId } = caller
  const { database, settings, clock } = cloud
  const now = clock.nowMs()
  const link = await database.withAccount(accountId, async (run) => {
    const has = ask.isByGateway && ask.amountMinor !== null ? await gatewayOf(cloud, run, accountId) : null
    await run
      .insertInto('public_link')
      .values(rowOf(caller, ask, has?.gateway.provider ?? null, now))
      .onConflict((conflict) => conflict.columns(['account_id', 'link_id']).doNothing())
      .execute()
    return readLink(run, accountId, ask.linkId)
  })
  if (link === undefined || !isSame(link, ask)) throw new WireRefusal('taken')
  const token = linkToken(settings.secret, accountId, ask.linkId)
  if (link.revoked_at === null)
    await database.directory
      .insertInto('link_token')
      .values({
        token_hash: secretHash(token),
        account_id: accountId,
        link_id: ask.linkId,
        expires_at: link.expires_at
      })
      .onConflict((conflict) => conflict.column('token_hash').doNothing())
      .execute()
  if (link.provider === null) return linkView(cloud, link)
  await workIsDue(database, 'links', accountId, now + FIRST_POLL_MS)
  return linkView(cloud, await atGateway(cloud, link))
}

const rowOf = (
  { accountId, deviceNo }: { readonly accountId: string; readonly deviceNo: number },
  ask: LinkAsk,
  provider: string | null,
  nowMs: number
): PublicLink => ({
  ...{ account_id: accountId, link_id: ask.linkId, kind: ask.kind, party_id: ask.partyId },
  ...{ amount_minor: ask.amountMinor, reference: ask.reference, title: ask.title, device_no: deviceNo },
  ...{ made_at: new Date(nowMs), expires_at: new Date(nowMs + ask.days * DAY_MS), revoked_at: null },
  ...{ provider, provider_ref: null, provider_url: null, state: 'open', paid_minor: 0, polls: 0 },
  poll_at: provider === null ? null : new Date(nowMs + FIRST_POLL_MS)
})

const isSame = (link: PublicLink, ask: LinkAsk): boolean =>
  link.kind === ask.kind &&
  link.party_id === ask.partyId &&
  link.amount_minor === ask.amountMinor &&
  link.reference === ask.reference

/** Makes the gateway's link if there is none yet. The gateway finds it again by our id, so a lost answer makes no second one. */
export async function atGateway(cloud: Cloud, link: PublicLink): Promise<PublicLink> {
  const { account_id: accountId, link_id: linkId, provider, amount_minor } = link
  if (link.provider_ref !== null || link.revoked_at !== null || provider === null || amount_minor === null) return link
  const found = await onShopPage(cloud, accountId, async (run, { shop }) => ({
    ...{ shop, has: await gatewayOf(cloud, run, accountId, provider) }
  }))
  // Until the book is taken in, nobody knows the shop's currency; the link is made when it is asked about next.
  if (found.has === null || found.shop.isBuilding || found.shop.currencyCode === '') return link
  const { gateway, keys } = found.has
  try {
    const made = await gateway.makeLink(keys, {
      ...{ linkId, amountMinor: amount_minor as Minor, currency: found.shop.currencyCode },
      ...{ text: `${found.shop.name} ${link.title}`.trim(), expiresAtMs: link.expires_at.getTime() }
    })
    const provided = { provider_ref: made.reference, provider_url: made.address }
    await cloud.database.withAccount(accountId, (run) => changeLink(run, link, provided))
    return { ...link, ...provided }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    cloud.log.warn('the gateway made no link', { provider, isTemporary: error.isTemporary })
    return link
  }
}

export const changeLink = (
  run: AccountTransaction,
  link: Pick<PublicLink, 'account_id' | 'link_id'>,
  change: Partial<PublicLink>
) =>
  run
    .updateTable('public_link')
    .set(change)
    .where('account_id', '=', link.account_id)
    .where('link_id', '=', link.link_id)
    .execute()

/** Takes the page away at once, and the gateway's link as soon as it can be reached. Doing it twice changes nothing. */
export async function revokeLink(cloud: Cloud, accountId: string, linkId: string): Promise<void> {
  const { database, settings, clock } = cloud
  const token = secretHash(linkToken(settings.secret, accountId, linkId))
  await database.directory.deleteFrom('link_token').where('token_hash', '=', token).execute()
  const revoked_at = new Date(clock.nowMs())
  const link = await database.withAccount(accountId, async (run) => {
    const known = await readLink(run, accountId, linkId)
    if (known !== undefined && known.revoked_at === null) await changeLink(run, known, { revoked_at })
    return known
  })
  if (link === undefined) throw new WireRefusal('not-found')
  if (link.provider_ref !== null && link.poll_at !== null) await workIsDue(database, 'links', accountId, clock.nowMs())
}
