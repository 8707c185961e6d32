import type { PublicLinkAsk } from '#main/ports/public-links.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { QrRows } from '#shared/customer-view/customer-view.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { paymentReference } from '#shared/numbering/document-number.ts'
import { paymentRequest, takesPaymentQr } from '#shared/payment-qr/payment-request.ts'
import { type LinkAim, linkReference } from '#shared/payments/link-reference.ts'
import type { Book } from './book.ts'
import { creditOf } from './credit-of-party.ts'

/** Above it many payers' limits end. */
const PAYER_LIMIT_MINOR = 100_000_00

/** What is asked for, and of whom. */
export interface AskedFor {
  /** Null for a customer without a name. */
  readonly partyId: string | null
  readonly amountMinor: Minor
  readonly partyName: string
  /** The bill's number; empty for a whole account. */
  readonly number: string
  /** What the code carries. */
  readonly reference: string
  /** What a page on the web is for; its payment finds its way back by this. */
  readonly page: PublicLinkAsk
}

/**
 * The code and the link that ask for a payment: the same reference as on its paper. A shop without a merchant's category is taken for
 * a personal address, whose links payers' apps often refuse.
 */
export function askPayment(
  book: Book,
  { of }: Parsed<'payment.ask'>,
  qrRows: (payload: string) => QrRows | null
): Output<'payment.ask'> {
  const { amountMinor, partyName, number, reference } = askedFor(book, of)
  const { shopName: name, upiAddress, paymentQr } = book.settings()
  const shop = { name, upiAddress, paymentQr }
  const { currency } = book.shop()
  const { payload, payTo } = orThrow(paymentRequest(shop, { amountMinor, currency, reference, note: reference }))
  const merchant = paymentQr.scheme === 'upi' ? paymentQr.merchant : null
  return {
    ...{ link: payload, payTo, amountMinor, partyName, number, qr: qrRows(payload) },
    isPersonal: paymentQr.scheme === 'upi' && merchant?.address !== upiAddress,
    isAboveLimit: amountMinor > PAYER_LIMIT_MINOR
  }
}

/** Fails with `payment/no-address`, `payment/nothing-to-ask`, `payment/not-found`, `entry/not-found` and `party/not-found`. */
export function askedFor(book: Book, of: Parsed<'payment.ask'>['of']): AskedFor {
  if (!takesPaymentQr(book.settings())) refuse('payment/no-address')
  if (of.type === 'party') return ofAccount(book, of.partyId)
  return of.type === 'payment' ? ofPayment(book, of.entryId) : ofBill(book, of.entryId)
}

const referenceOf = (number: string): string => (number === '' ? '' : paymentReference(number))

function ofPayment(book: Book, entryId: string): AskedFor {
  const { amountMinor, partyName, number } = book.store.payments.byEntry(entryId) ?? refuse('payment/not-found')
  const partyId = book.store.entries.byId(entryId)?.partyId ?? null
  const page = pageFor({ type: 'waits', entryId }, { partyId, amountMinor, number })
  return { partyId, amountMinor, partyName, number, reference: referenceOf(number), page }
}

/** What a bill still waits for by UPI; else what is open of it on credit. */
function ofBill(book: Book, entryId: string): AskedFor {
  const { entries, payments, parties, credit } = book.store
  const entry = entries.byId(entryId) ?? refuse('entry/not-found')
  const waited = payments.byEntry(entryId)
  if (waited !== null && waited.state !== 'proved') return ofPayment(book, entryId)
  const partyNo = credit.move(entryId)?.partyNo ?? refuse('payment/nothing-to-ask')
  const party = parties.byNo(partyNo) ?? refuse('party/not-found')
  const { items } = creditOf(book.store, party, { shop: book.settings() })
  const open = items.find((item) => item.entryNo === entry.entryNo)
  if (open === undefined || open.openMinor <= 0) return refuse('payment/nothing-to-ask')
  const { number } = entry
  const asked = { partyId: party.id, amountMinor: open.openMinor, number }
  const page = pageFor({ type: 'bill', entryId }, asked)
  return { ...asked, partyName: party.name, reference: referenceOf(number), page }
}

const pageFor = (
  aim: LinkAim,
  { partyId, amountMinor, number }: Pick<AskedFor, 'partyId' | 'amountMinor' | 'number'>
): PublicLinkAsk => ({ kind: 'payment', partyId, amountMinor, reference: linkReference(aim), title: number })

/** The page of a party's account. */
export const accountPage = (partyId: string, amountMinor: Minor): PublicLinkAsk => ({
  ...{ kind: 'statement', partyId, amountMinor },
  ...{ reference: '', title: '' }
})

/** The whole account, by the reference of its statement: it belongs to no single entry. */
function ofAccount(book: Book, partyId: string): AskedFor {
  const party = book.store.parties.byId(partyId) ?? refuse('party/not-found')
  if (party.balanceMinor <= 0) return refuse('payment/nothing-to-ask')
  const newest = book.store.entries.statement(party.partyNo, null, 50).findLast((line) => line.number !== '')
  const reference = newest === undefined ? '' : `${paymentReference(newest.number)}-S`
  const page = accountPage(partyId, party.balanceMinor)
  return { partyId, amountMinor: party.balanceMinor, partyName: party.name, number: '', reference, page }
}
