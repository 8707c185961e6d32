import type { LinkPaymentView } from '#cloud/pages/owner-views.ts'
import { addDays, type BookDate, parts } from '#shared/calendar/book-date.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import { type Minor, minor, ZERO } from '#shared/money/money.ts'
import type { AccountTransaction } from './cloud-database.ts'
import { readHead } from './owner-reads.ts'
import { returnKey, returnOf } from './return-key.ts'

const DAY_MS = 86_400_000
/** A receipt that was keyed by hand so many days before or after is looked at. */
const NEAR_DAYS = 2

/** The payments by link of a day of the calendar, each with whether a receipt by hand looks like the same money. */
export async function linkPaymentsOf(
  run: AccountTransaction,
  accountId: string,
  day: BookDate
): Promise<LinkPaymentView[]> {
  const offsetMinutes = (await readHead(run, accountId))?.offset_minutes ?? 0
  const { year, month, day: dayOfMonth } = parts(day)
  const fromMs = Date.UTC(year, month - 1, dayOfMonth) - offsetMinutes * 60_000
  const rows = await run
    .selectFrom('gateway_payment')
    .leftJoin('owner_party', (join) =>
      join
        .onRef('owner_party.account_id', '=', 'gateway_payment.account_id')
        .onRef('owner_party.party_id', '=', 'gateway_payment.party_id')
    )
    .select(['owner_party.name', 'gateway_payment.party_id', 'payment_id', 'amount_minor', 'paid_ms'])
    .where('gateway_payment.account_id', '=', accountId)
    .where('paid_ms', '>=', fromMs)
    .where('paid_ms', '<', fromMs + DAY_MS)
    .orderBy('paid_ms', 'desc')
    .execute()
  const near = await receiptsNear(
    run,
    accountId,
    day,
    rows.map(({ payment_id }) => payment_id)
  )
  return rows.map(({ name, party_id, payment_id, amount_minor, paid_ms }) => ({
    what: returnOf(payment_id),
    ...{ partyName: name ?? '', amountMinor: amount_minor as Minor },
    on: localTime({ epochMs: paid_ms, offsetMinutes }).date,
    isMaybeTwice: returnOf(payment_id) === null && near.has(`${party_id} ${amount_minor}`)
  }))
}

/** Receipts of a party that a person recorded around a day, as `party amount`. What names one of these payments was made of it, and is no second one. */
async function receiptsNear(
  run: AccountTransaction,
  accountId: string,
  day: BookDate,
  paymentIds: readonly string[]
): Promise<ReadonlySet<string>> {
  const rows = await run
    .selectFrom('owner_entry')
    .select(['party_id', 'amount_minor', 'text', 'note'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'got')
    .where('is_undone', '=', false)
    .where('party_id', 'is not', null)
    .where('book_on', '>=', addDays(day, -NEAR_DAYS))
    .where('book_on', '<=', addDays(day, NEAR_DAYS))
    .execute()
  const byHand = rows.filter(({ text, note }) => !paymentIds.some((id) => `${text} ${note}`.includes(id)))
  return new Set(byHand.map(({ party_id, amount_minor }) => `${party_id} ${amount_minor}`))
}

/** How much of what was paid on a link went back to the payer. */
export async function returnedOnLink(run: AccountTransaction, accountId: string, linkId: string): Promise<Minor> {
  const rows = await run
    .selectFrom('gateway_payment')
    .select('amount_minor')
    .where('account_id', '=', accountId)
    .where('link_id', '=', linkId)
    .where('payment_id', 'like', `${returnKey('payment-refunded', '')}%`)
    .execute()
  return rows.reduce((total, { amount_minor }) => minor(total + amount_minor), ZERO)
}
