import { sha256 } from '#main/db/stores/journal-store.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { Op } from '#shared/journal/op.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { PARTY_KINDS } from '#shared/parties/party.ts'
import type { EntryBody } from '#shared/sync/entry-body.ts'
import { zPaymentReceived } from '#shared/sync/link-wire.ts'
import { makesReceipt, receiptId, receiptOf } from '#shared/sync/received-payment.ts'
import { type Arriving, found, keep, type TakingStores, unreadable } from './applied.ts'

/**
 * Takes payments that a gateway proved to the server: a receipt of the party, by an id that follows from the gateway's own number of the
 * payment, so that it is there once however often and by however many counters it is taken. What is nobody's by name stays a line
 * that somebody finds a place for; what an entry waits for is proved by the fact behind this one.
 */
export function createPaymentTaker(stores: TakingStores, post: (arriving: Arriving, body: EntryBody) => void) {
  return (arriving: Arriving): void => {
    const read = zPaymentReceived.safeParse(arriving.op.d)
    const received = read.success ? read.data : unreadable()
    const { currency = stores.shop.read()?.currency, party: partyId } = received
    if (currency !== stores.shop.read()?.currency) {
      arriving.notice('other-currency', { payment: received.payment, currency: currency ?? '' })
      keep(stores, arriving)
      return
    }
    if (partyId === undefined || !makesReceipt(received)) {
      keep(stores, arriving)
      return
    }
    const party = found(stores.parties.byId(partyId), `party ${partyId}`)
    post(arriving, receiptOf(received, party, receiptId(sha256, received)))
  }
}

/** Whether an entry is the receipt that a payment by the gateway makes. The party's account is held against its kind with all others. */
export function isReceiptOf({ k, d }: Pick<Op, 'k' | 'd'>, body: Op['d']): boolean {
  const read = zPaymentReceived.safeParse(body)
  if (k !== 'entry.post' || !read.success || read.data.party === undefined || !makesReceipt(read.data)) return false
  const { party: id } = read.data
  const { z, ...said } = d
  return PARTY_KINDS.some((kind) => {
    const receipt = receiptOf(read.data, { id, kind }, receiptId(sha256, read.data))
    return canonicalJson(said) === entryFact({ ...receipt, periodNo: 0 }, receipt)
  })
}
