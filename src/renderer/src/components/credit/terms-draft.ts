import { formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { rateText, readDayCount, readRate } from './rate-text.ts'

/** Terms as they stand in the boxes. */
export interface TermsDraft {
  readonly limit: string
  readonly days: string
  readonly group: string
  readonly route: string
  readonly tags: string
  readonly rate: string
  readonly grace: string
  readonly language: string
  readonly consent: PartyTerms['consent']
  readonly paysWithin: PartyTerms['paysWithin']
}

export const draftOfTerms = (terms: PartyTerms): TermsDraft => ({
  limit: terms.limitMinor === null ? '' : formatPlain(terms.limitMinor),
  days: terms.creditDays === null ? '' : String(terms.creditDays),
  group: terms.group,
  route: terms.route,
  tags: terms.tags.join(', '),
  rate: terms.interest === null ? '' : rateText(terms.interest.ratePerYearBp),
  grace: terms.interest === null ? '' : String(terms.interest.graceDays),
  language: terms.language,
  consent: terms.consent,
  paysWithin: terms.paysWithin
})

/** The terms that the boxes say; a failure names its box. */
export function termsOfDraft(draft: TermsDraft): Result<PartyTerms> {
  const limit = draft.limit.trim() === '' ? ok(null) : parseAmount(draft.limit)
  if (!limit.ok) return { ok: false, failure: { ...limit.failure, field: 'limit' } }
  const days = readDayCount(draft.days, 3_650)
  if (days === undefined) return fail('input/invalid', {}, 'days')
  const rate = readRate(draft.rate)
  if (rate === undefined) return fail('input/invalid', {}, 'rate')
  const grace = readDayCount(draft.grace, 365)
  if (grace === undefined) return fail('input/invalid', {}, 'grace')
  const tags = draft.tags.split(/[,،、]/u).flatMap((tag) => (tag.trim() === '' ? [] : [tag.trim().slice(0, 40)]))
  return ok({
    limitMinor: limit.value,
    creditDays: days,
    ...{ group: draft.group.trim(), route: draft.route.trim(), tags: tags.slice(0, 20), language: draft.language },
    ...{ consent: draft.consent, paysWithin: draft.paysWithin },
    interest: rate === null ? null : { ratePerYearBp: rate, graceDays: grace ?? 0 }
  })
}
