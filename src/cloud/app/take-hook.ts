import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { GatewayEvent } from '#cloud/ports/payment-gateway.ts'
import type { Cloud } from './cloud.ts'
import { workIsDue, workIsLeft } from './due-work.ts'
import { knownGateway } from './gateway-keys.ts'
import { tokenHash } from './link-token.ts'
import { settleLink } from './settle-link.ts'
import { settleReturn } from './settle-return.ts'
import { WireRefusal } from './wire-refusal.ts'

const HOUR_MS = 3_600_000
/** A gateway tries for a day; an event that nothing explains after that will not be explained. */
const UNMATCHED_AFTER_MS = 25 * HOUR_MS
const FIRST_RETRY_MS = 30_000
const AT_ONCE = 100

/**
 * Keeps what a gateway calls with, if its signature holds over exactly these bytes. Nothing is worked out here: the answer has
 * to be there within seconds, and what is kept is not lost. Answers the account, so that the work can begin.
 */
export async function takeHook(
  cloud: Cloud,
  called: {
    readonly provider: string
    readonly token: string
    readonly raw: Buffer
    readonly headers: Readonly<Record<string, unknown>>
  }
): Promise<string> {
  const { database, clock, figures } = cloud
  const hash = tokenHash(called.token)
  const place =
    hash === null
      ? undefined
      : await database.directory
          .selectFrom('hook_token')
          .select('account_id')
          .where('token_hash', '=', hash)
          .where('provider', '=', called.provider)
          .executeTakeFirst()
  if (place === undefined) throw new WireRefusal('not-found')
  const { account_id: accountId } = place
  const now = new Date(clock.nowMs())
  await database.withAccount(accountId, async (run) => {
    const has = await knownGateway(cloud, run, accountId, called.provider)
    if (has === null || !has.gateway.isSigned(has.keys, called.raw, called.headers)) {
      figures.add('counterbook_hooks_refused_total')
      throw new WireRefusal('unauthorised')
    }
    const event = has.gateway.readEvent(called.raw, called.headers)
    if (event === null) throw new WireRefusal('bad-request')
    await run
      .insertInto('hook_event')
      .values({
        ...{ account_id: accountId, provider: called.provider, event_id: event.eventId, raw: called.raw },
        ...{ headers: JSON.stringify({ 'x-razorpay-event-id': event.eventId }), tries: 0, next_at: now },
        ...{ state: event.link === null && event.back === null ? 'done' : 'new', received_at: now }
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'provider', 'event_id']).doNothing())
      .execute()
  })
  await workIsDue(database, 'hooks', accountId, now.getTime())
  return accountId
}

/** Works off the kept events of an account. One whose link is not known yet waits; it may have been faster than the counter. */
export async function workHooks(cloud: Cloud, accountId: string): Promise<void> {
  const { database, clock } = cloud
  const now = clock.nowMs()
  const events = await database.withAccount(accountId, (run) =>
    run
      .selectFrom('hook_event')
      .select(['provider', 'event_id'])
      .where('account_id', '=', accountId)
      .where('state', '=', 'new')
      .where('next_at', '<=', new Date(now))
      .orderBy('received_at')
      .limit(AT_ONCE)
      .execute()
  )
  for (const { provider, event_id } of events) await workEvent(cloud, accountId, provider, event_id)
  await workIsLeft(database, 'hooks', accountId, async () => {
    const next = await database.withAccount(accountId, (run) =>
      run
        .selectFrom('hook_event')
        .select('next_at')
        .where('account_id', '=', accountId)
        .where('state', '=', 'new')
        .orderBy('next_at')
        .executeTakeFirst()
    )
    return next?.next_at.getTime() ?? null
  })
}

async function workEvent(cloud: Cloud, accountId: string, provider: string, eventId: string): Promise<void> {
  const { database, clock } = cloud
  await database.withAccount(accountId, async (run) => {
    const event = await run
      .selectFrom('hook_event')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('provider', '=', provider)
      .where('event_id', '=', eventId)
      .where('state', '=', 'new')
      .forUpdate()
      .executeTakeFirst()
    if (event === undefined) return
    const headers = JSON.parse(event.headers) as Record<string, unknown>
    const told = cloud.gateways.get(provider)?.readEvent(event.raw, headers) ?? null
    const isKnown = told !== null && (await settleEvent(cloud, run, accountId, provider, told))
    const tries = event.tries + 1
    const age = clock.nowMs() - event.received_at.getTime()
    await run
      .updateTable('hook_event')
      .set({
        tries,
        state: isKnown ? 'done' : age > UNMATCHED_AFTER_MS ? 'unmatched' : 'new',
        next_at: new Date(clock.nowMs() + Math.min(FIRST_RETRY_MS * 2 ** tries, HOUR_MS))
      })
      .where('account_id', '=', accountId)
      .where('provider', '=', provider)
      .where('event_id', '=', eventId)
      .execute()
  })
}

/** Whether what an event says is known of: a link that is here, a payment that came. */
async function settleEvent(
  cloud: Cloud,
  run: AccountTransaction,
  accountId: string,
  provider: string,
  { link, back }: GatewayEvent
): Promise<boolean> {
  if (back !== null) return (await settleReturn(cloud, run, accountId, { provider, told: back })).isKnown
  return link !== null && (await settleLink(cloud, run, accountId, link, 'hook')).isKnown
}
