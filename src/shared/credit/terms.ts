import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'

/**
 * Interest on what is overdue: so many hundredths of a percent a year (1800 is 18 %), from `graceDays` after the due day on. Simple
 * interest on the open amount of each charge, by days over 365; it is proposed, and charged by an entry of kind `journal`.
 * A rate of zero is a party that pays none, though the shop has a rule.
 */
export const zInterestRule = z.strictObject({
  ratePerYearBp: z.int().min(0).max(100_00),
  graceDays: z.int().min(0).max(365)
})
export type InterestRule = z.infer<typeof zInterestRule>

export const CONSENTS = ['', 'given', 'refused'] as const

/** How a party is given credit. Null is the shop's own rule (settings `creditDays`, `creditLimitMinor`, `interest`). */
export const zPartyTerms = z.strictObject({
  limitMinor: zAmount.nullable(),
  creditDays: z.int().min(0).max(3_650).nullable(),
  group: zLine(60),
  route: zLine(60),
  tags: z.array(zLine(40)).max(20),
  /** The language it is written to in; empty: the shop's. */
  language: zLine(8),
  /** Whether it may be written to: nobody asked, given, refused. */
  consent: z.enum(CONSENTS),
  interest: zInterestRule.nullable(),
  /** A micro or small supplier, who must be paid in 15 days, or 45 by a written agreement. */
  paysWithin: z.enum(['', 'msme-15', 'msme-45'])
})
export type PartyTerms = z.infer<typeof zPartyTerms>

export const NO_TERMS: PartyTerms = {
  ...{ limitMinor: null, creditDays: null, group: '', route: '', tags: [], language: '', consent: '' },
  ...{ interest: null, paysWithin: '' }
}
