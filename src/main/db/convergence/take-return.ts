import type Sqlite from 'better-sqlite3'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { type PaymentReturned, zPaymentReturned } from '#shared/sync/link-wire.ts'
import { type Arriving, keep, type TakingStores, unreadable } from './applied.ts'

/**
 * Takes what became of a payment that a gateway proved: kept word for word, and told to a person. It moves no money and takes no proof
 * back, for the payment did come, and its day may be closed: what went back is an entry of its own, and a person makes it. Told twice,
 * as after an old backup of the server, it is one notice.
 */
export function createReturnTaker(db: Sqlite.Database, stores: TakingStores) {
  const toldBefore = db.prepare<[string, string, string], unknown>(
    `select 1 from sync_notice where kind = ? and json_extract(details, '$.id') = ?
      and json_extract(details, '$.payment') = ?`
  )
  return (arriving: Arriving): void => {
    const read = zPaymentReturned.safeParse(arriving.op.d)
    const returned = read.success ? read.data : unreadable()
    const { what, id } = returned
    keep(stores, arriving)
    const payment = `${returned.provider} ${returned.payment}`
    if (toldBefore.get(what, id, payment) === undefined)
      arriving.notice(what, { ...said(stores, returned), id, payment })
  }
}

/** Whose money it was, for which paper, how much, and by when a dispute is to be answered: words that somebody can look for. */
function said({ shop, parties, entries }: TakingStores, returned: PaymentReturned): { [key: string]: Json } {
  const { party, entry, bill, amount, currency, on, off, until } = returned
  const name = party === undefined ? '' : (parties.byId(party)?.name ?? '')
  const paper = entry ?? bill
  const number = paper === undefined ? '' : (entries.byId(paper)?.number ?? '')
  const isOurs = currency === undefined || currency === shop.read()?.currency
  return {
    ...(name === '' ? {} : { party: name }),
    ...(number === '' ? {} : { number }),
    ...(isOurs ? { amountMinor: amount } : { currency }),
    on: formatBookDate(on),
    ...(until === undefined ? {} : { until: formatBookDate(dayOf(until, off)) })
  }
}

const dayOf = (epochMs: number, offsetMinutes: number): BookDate => localTime({ epochMs, offsetMinutes }).date
