import { GatewayError, type GatewayKeys } from '#cloud/ports/payment-gateway.ts'
import type { Cloud } from './cloud.ts'
import { workIsDue, workIsLeft } from './due-work.ts'
import { forgetGateway, knownGateway } from './gateway-keys.ts'
import { atGateway, changeLink, type PublicLink } from './public-links.ts'
import { settleLink } from './settle-link.ts'

const MINUTE_MS = 60_000
/** After which time a link is asked about again: soon at first, for most pay at once, then ever more seldom. */
const PAUSES_MS = [1, 2, 5, 10, 30, 60, 120, 240, 360].map((minutes) => minutes * MINUTE_MS)
/** A payment that was begun before the end may come in after it. */
const AFTER_END_MS = 24 * 60 * MINUTE_MS
const AT_ONCE = 50

/** Asks the gateway about the open links of an account whose time has come: what no webhook told is found so. */
export async function pollLinks(cloud: Cloud, accountId: string): Promise<void> {
  const { database, clock } = cloud
  const due = await database.withAccount(accountId, (run) =>
    run
      .selectFrom('public_link')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('poll_at', '<=', new Date(clock.nowMs()))
      .orderBy('poll_at')
      .limit(AT_ONCE)
      .execute()
  )
  for (const link of due) await pollLink(cloud, link)
  await forgetGateway(cloud, accountId)
  await workIsLeft(database, 'links', accountId, async () => {
    const next = await database.withAccount(accountId, (run) =>
      run
        .selectFrom('public_link')
        .select('poll_at')
        .where('account_id', '=', accountId)
        .where('poll_at', 'is not', null)
        .orderBy('poll_at')
        .executeTakeFirst()
    )
    return next?.poll_at?.getTime() ?? null
  })
}

async function pollLink(cloud: Cloud, known: PublicLink): Promise<void> {
  const { account_id: accountId } = known
  const link = await atGateway(cloud, known)
  const isOver = await askGateway(cloud, link).catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error
    cloud.log.warn('the gateway did not say where a link stands', { isTemporary: error.isTemporary })
    return false
  })
  const now = cloud.clock.nowMs()
  const isLong = now > link.expires_at.getTime() + AFTER_END_MS
  const pause = PAUSES_MS[Math.min(link.polls, PAUSES_MS.length - 1)] ?? MINUTE_MS
  await cloud.database.withAccount(accountId, (run) =>
    changeLink(run, link, { polls: link.polls + 1, poll_at: isOver || isLong ? null : new Date(now + pause) })
  )
}

/** True when there is nothing more to ask: paid, or ended long enough. */
async function askGateway(cloud: Cloud, link: PublicLink): Promise<boolean> {
  const { account_id: accountId, provider, provider_ref: reference } = link
  if (provider === null) return true
  const has = await cloud.database.withAccount(accountId, (run) => knownGateway(cloud, run, accountId, provider))
  // A link that was never made there has nobody to ask about once it was taken back, or the gateway turned off.
  if (reference === null) return link.revoked_at !== null || has === null || has.isOff
  if (has === null) return false
  const isToEnd = (link.revoked_at !== null || has.isOff) && link.state === 'open'
  const told = await withItsKeys([has.keys, ...has.former], async (keys) => {
    if (isToEnd)
      await has.gateway.cancelLink(keys, reference).catch((error: unknown) => {
        // What cannot be cancelled was paid or has ended: that is read next.
        if (!(error instanceof GatewayError) || error.isTemporary) throw error
      })
    return has.gateway.readLink(keys, reference)
  })
  const { posted } = await cloud.database.withAccount(accountId, (run) =>
    settleLink(cloud, run, accountId, { ...told, linkId: link.link_id }, 'poll')
  )
  if (posted > 0) await workIsDue(cloud.database, 'hooks', accountId, cloud.clock.nowMs())
  return told.state === 'paid' || told.state === 'cancelled' || told.state === 'expired'
}

/** Asks with the shop's keys, and where the gateway refuses them for this link, with those of the accounts that it had before. */
const withItsKeys = async <Answer>(
  [keys, ...older]: readonly [GatewayKeys, ...GatewayKeys[]],
  ask: (keys: GatewayKeys) => Promise<Answer>
): Promise<Answer> =>
  ask(keys).catch((error: unknown) => {
    const [next, ...others] = older
    if (next === undefined || !(error instanceof GatewayError) || error.isTemporary) throw error
    return withItsKeys([next, ...others], ask)
  })
