import { paymentFacts, returnFact } from '#cloud/app/payment-facts.ts'
import type { LinkTables } from '#cloud/db/link-schema.ts'
import { minor } from '#shared/money/money.ts'
import type { ReturnKind } from '#shared/sync/link-wire.ts'

const LINK: LinkTables['public_link'] = {
  ...{ account_id: '', link_id: '0b8f7c3e-3f4c-4a3b-9a53-0d8a31c7f0bb', kind: 'payment', party_id: null },
  ...{ amount_minor: 100_00, reference: '', title: '', device_no: 1, made_at: new Date(0), expires_at: new Date(0) },
  ...{ revoked_at: null, provider: 'razorpay', provider_ref: 'plink_1', provider_url: null, state: 'open' },
  ...{ paid_minor: 0, poll_at: null, polls: 0 }
}

/** A payment on a link as its test has it; the rest is usual. */
export interface PaidLink {
  readonly payment: string
  readonly amount: number
  /** What the link asked for, if not just this. */
  readonly asked?: number
  readonly party?: string | null
  readonly reference?: string
  readonly currency?: string
  readonly at?: number
}

/** What the server records where money of a payment goes back, by its own code. */
export const returnFacts = (
  back: Pick<PaidLink, 'payment' | 'amount' | 'party' | 'reference' | 'currency' | 'at'> & {
    readonly id: string
    readonly what: ReturnKind
    readonly untilMs?: number
  }
) => [
  returnFact(
    { ...LINK, party_id: back.party ?? null, reference: back.reference ?? '' },
    {
      ...{ what: back.what, id: back.id, paymentId: back.payment, amountMinor: minor(back.amount) },
      ...{ currency: back.currency ?? 'INR', atMs: back.at ?? Date.UTC(2026, 10, 22, 6, 30) },
      untilMs: back.untilMs ?? null
    },
    330
  )
]

/** What the server records of a payment that a gateway proved, by its own code. */
export const gatewayFacts = (paid: PaidLink) =>
  paymentFacts(
    {
      ...{ ...LINK, amount_minor: paid.asked ?? paid.amount, party_id: paid.party ?? null },
      reference: paid.reference ?? ''
    },
    {
      ...{ paymentId: paid.payment, amountMinor: minor(paid.amount), currency: paid.currency ?? 'INR', feeMinor: null },
      atMs: paid.at ?? Date.UTC(2026, 10, 21, 6, 30)
    },
    { currency: 'INR', offsetMinutes: 330 }
  )
