import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { COLLECTION_FILTERS, COLLECTION_SORTS } from '#shared/credit/collection.ts'
import { zPartyWords } from '#shared/credit/party-words.ts'
import { CONSENTS, zPartyTerms } from '#shared/credit/terms.ts'
import { TODAY_KINDS } from '#shared/credit/today.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { zAmount, zMinor } from '#shared/money/money-schema.ts'
import { command, query } from './endpoint.ts'
import { zEntryView, zPartyView } from './views.ts'

const outcome = z.enum(['recorded', 'exists'])

export const zOpenItemView = z.strictObject({
  entryId: zId,
  entryNo: z.int(),
  number: z.string(),
  kind: z.enum(ENTRY_KINDS),
  bookOn: zBookDate,
  dueOn: zBookDate,
  promisedOn: zBookDate.nullable(),
  creditMinor: zMinor,
  openMinor: zMinor,
  /** Money that settles nothing yet: an advance, on account, or more than was owed. */
  isUnsettled: z.boolean(),
  isDueSet: z.boolean(),
  isInterest: z.boolean(),
  /** What interest there is on it today; signed as the balance. */
  interestMinor: zMinor
})
export type OpenItemView = z.infer<typeof zOpenItemView>

/** By age after the due day: not due, 1 to 30, 31 to 60, 61 to 90, more; and what settles nothing yet. Together the balance. */
export const zAgeingView = z.strictObject({ buckets: z.array(zMinor).length(5), unsettledMinor: zMinor })

export const zPlanView = z.strictObject({
  id: zId,
  partyId: zId,
  partyName: z.string(),
  side: z.enum(['get', 'give']),
  title: z.string(),
  totalMinor: zMinor,
  paidMinor: zMinor,
  isEnded: z.boolean(),
  parts: z.array(z.strictObject({ dueOn: zBookDate, amountMinor: zMinor, openMinor: zMinor }))
})
export type PlanView = z.infer<typeof zPlanView>

/** All that the counter, the statement and the collection list show of a party's credit. */
export const zCreditBrief = z.strictObject({
  partyId: zId,
  today: zBookDate,
  /** The party's own terms, and what holds for it with the shop's rules filled in. */
  terms: zPartyTerms,
  limitMinor: zAmount.nullable(),
  creditDays: z.int(),
  balanceMinor: zMinor,
  /** What may still be given; null without a limit. Negative: over it. */
  leftMinor: zMinor.nullable(),
  overdueMinor: zMinor,
  oldestDueOn: zBookDate.nullable(),
  /** The nearest promise that is not kept yet. */
  promisedOn: zBookDate.nullable(),
  ageing: zAgeingView,
  /** Oldest first. */
  items: z.array(zOpenItemView),
  /** Whether there are more open items than are shown. */
  hasMore: z.boolean(),
  interestMinor: zMinor,
  plans: z.array(zPlanView)
})
export type CreditBrief = z.infer<typeof zCreditBrief>

/** One line of the collection list. Amounts are signed as the balance: what we get is positive, what we owe negative. */
export const zCollectionLine = z.strictObject({
  party: zPartyView,
  group: z.string(),
  route: z.string(),
  tags: z.array(z.string()),
  /** In which language it is written to (empty: the shop's), and whether it may be. */
  language: z.string(),
  consent: z.enum(CONSENTS),
  dueMinor: zMinor,
  overdueMinor: zMinor,
  oldestDueOn: zBookDate.nullable(),
  promisedOn: zBookDate.nullable(),
  isOverLimit: z.boolean(),
  ageing: zAgeingView
})
export type CollectionLine = z.infer<typeof zCollectionLine>

export { COLLECTION_FILTERS, COLLECTION_SORTS }

/** Something for today: money promised, a part of a plan, a supplier to pay, a due day. */
export const zTodayLine = z.strictObject({
  kind: z.enum(TODAY_KINDS),
  partyId: zId,
  partyName: z.string(),
  phone: z.string(),
  onDay: zBookDate,
  /** Positive: we get it. */
  amountMinor: zMinor,
  /** The charge, where the line stands for one alone. */
  entryId: zId.nullable(),
  planId: zId.nullable()
})
export type TodayLine = z.infer<typeof zTodayLine>

export const ADJUSTMENTS = [
  'interest-received',
  'interest-paid',
  'discount-received',
  'discount-allowed',
  'bad-debts'
] as const
export type Adjustment = (typeof ADJUSTMENTS)[number]

/** A party owes more by interest that it is charged and by a discount that it gives us, and less by everything else. */
export const isRightSide = (account: Adjustment, creditMinor: number): boolean =>
  account === 'interest-received' || account === 'discount-received' ? creditMinor >= 0 : creditMinor <= 0

const zParts = z
  .array(z.strictObject({ dueOn: zBookDate, amountMinor: zAmount }))
  .min(1)
  .max(120)

export const creditEndpoints = {
  'credit.brief': query(z.strictObject({ partyId: zId }), zCreditBrief),
  'credit.terms': command(z.strictObject({ partyId: zId, terms: zPartyTerms }), z.strictObject({ outcome })),
  /** Words used for groups, routes and tags so far, for suggestions. */
  'credit.words': query(
    z.strictObject({}),
    z.strictObject({ groups: z.array(z.string()), routes: z.array(z.string()), tags: z.array(z.string()) })
  ),
  'credit.date': command(
    z.strictObject({ entryId: zId, dueOn: zBookDate.nullable(), promisedOn: zBookDate.nullable() }),
    z.strictObject({ outcome })
  ),
  /** A visit without a payment: the promise goes on whatever is due, or on the oldest open charge. */
  'credit.promise': command(
    z.strictObject({ partyId: zId, promisedOn: zBookDate.nullable() }),
    z.strictObject({ outcome, itemCount: z.int() })
  ),
  'credit.settle': command(
    z.strictObject({
      entryId: zId,
      way: z.enum(['oldest', 'against', 'advance', 'on-account']),
      against: z.array(z.strictObject({ entryId: zId, amountMinor: zAmount })).max(300)
    }),
    z.strictObject({ outcome })
  ),
  /** What a payment may settle, as if it had settled nothing yet: open charges oldest first, with what of each it settles now. */
  'credit.charges': query(
    z.strictObject({ entryId: zId }),
    z.strictObject({
      paymentMinor: zAmount,
      way: z.enum(['oldest', 'against', 'advance', 'on-account']),
      charges: z.array(
        z.strictObject({
          ...{ entryId: zId, number: z.string(), kind: z.enum(ENTRY_KINDS), bookOn: zBookDate, dueOn: zBookDate },
          openMinor: zAmount,
          settlesMinor: zAmount
        })
      )
    })
  ),
  'credit.plan': command(
    z.strictObject({
      id: zId,
      partyId: zId,
      side: z.enum(['get', 'give']),
      title: zLine(80),
      parts: zParts
    }),
    z.strictObject({ outcome, plan: zPlanView })
  ),
  /** Other parts of the same total for a plan that runs; `id` is that of the plan that takes its place. */
  'credit.changePlan': command(
    z.strictObject({ id: zId, ofId: zId, parts: zParts }),
    z.strictObject({ outcome, plan: zPlanView })
  ),
  'credit.endPlan': command(z.strictObject({ id: zId, reason: zLine(200) }), z.strictObject({ outcome })),
  /** Posts what is between the shop and a party without money or goods: interest, a discount, a bad debt. Positive: the party owes more. */
  'credit.adjust': command(
    z
      .strictObject({ id: zId, partyId: zId, account: z.enum(ADJUSTMENTS), creditMinor: zMinor, text: zLine(200) })
      .refine(({ account, creditMinor }) => isRightSide(account, creditMinor), {
        path: ['creditMinor'],
        error: 'input/invalid'
      }),
    z.strictObject({ outcome, entry: zEntryView })
  ),
  /** Read on a thread of its own: a large book does not hold up the counter. */
  'credit.collection': query(
    z.strictObject({
      side: z.enum(['get', 'give']),
      filter: z.enum(COLLECTION_FILTERS),
      sort: z.enum(COLLECTION_SORTS),
      ...zPartyWords.shape,
      /** Silent: without an entry for so many days. */
      silentDays: z.int().min(1).max(3_650),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1_000)
    }),
    z.strictObject({
      lines: z.array(zCollectionLine),
      total: z.int(),
      dueMinor: zMinor,
      overdueMinor: zMinor,
      ageing: zAgeingView
    })
  ),
  /** What is promised, due or to be paid from the past up to `throughDays` after today. */
  'credit.today': query(
    z.strictObject({ throughDays: z.int().min(0).max(31) }),
    z.strictObject({ today: zBookDate, lines: z.array(zTodayLine), getMinor: zMinor, giveMinor: zMinor })
  )
}
