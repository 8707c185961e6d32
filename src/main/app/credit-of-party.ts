import type { CreditMove, InterestCharge, MovedCharge } from '#main/ports/credit-store.ts'
import type { LedgerStore, PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { creditDaysOf, dueDay } from '#shared/credit/due-days.ts'
import { interestOn } from '#shared/credit/interest.ts'
import type { OpenItem } from '#shared/credit/open-item.ts'
import { fallsDue, type OpenPart } from '#shared/credit/open-items.ts'
import { fillParts } from '#shared/credit/plan-progress.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import type { RunningPlan } from '#shared/credit/today.ts'
import { type Minor, minor, ZERO } from '#shared/money/money.ts'
import type { Settings } from '#shared/settings/settings.ts'

/** What holds for every party that has no terms of its own. */
export type ShopTerms = Pick<Settings, 'creditDays' | 'creditLimitMinor' | 'interest'>

export interface PartyCredit {
  readonly terms: PartyTerms
  readonly limitMinor: Minor | null
  readonly creditDays: number
  /** Newest first. Together the balance, but for `unreadMinor`. */
  readonly items: readonly CreditItem[]
  readonly unreadMinor: Minor
  readonly lastInterest: InterestCharge | null
}

/** An open item with what it brought along from another party. */
export interface CreditItem extends OpenItem {
  readonly moved: MovedCharge | null
}

interface Asked {
  readonly shop: ShopTerms
  /** Known already, or read from the book. */
  readonly terms?: PartyTerms
  /** At most so many open items. */
  readonly most?: number
  /** As if this entry were not there. */
  readonly withoutNo?: number
}

/** What is open of a party, with its due days: the party's own terms, or the shop's. */
export function creditOf(store: LedgerStore, party: PartyRecord, asked: Asked): PartyCredit {
  const terms = asked.terms ?? store.credit.terms(party.partyNo)
  const creditDays = creditDaysOf(terms, asked.shop.creditDays)
  const { parts, lastInterest, unreadMinor } =
    party.balanceMinor === 0 && party.entryCount === 0
      ? { parts: [], lastInterest: null, unreadMinor: ZERO }
      : store.credit.open(party.partyNo, party.balanceMinor, asked.most, asked.withoutNo)
  return {
    terms,
    limitMinor: limitOf(terms, asked.shop),
    creditDays,
    items: parts.map((part) => itemOf(part, party, creditDays)),
    unreadMinor,
    lastInterest
  }
}

/** A limit of zero is no credit at all; without one, the shop's holds. */
export const limitOf = (terms: PartyTerms, shop: ShopTerms): Minor | null => terms.limitMinor ?? shop.creditLimitMinor

export function itemOf({ move, openMinor }: OpenPart<CreditMove>, party: PartyRecord, creditDays: number): CreditItem {
  const { entryNo, kind, bookOn, chargedOn, creditMinor, dueSetOn, promisedOn, isInterest, moved } = move
  return {
    ...{ entryNo, kind, bookOn, promisedOn, creditMinor, openMinor, isInterest, moved },
    dueOn: dueDay(chargedOn, dueSetOn, creditDays),
    isDueSet: dueSetOn !== null,
    isUnsettled: !fallsDue(kind, openMinor, party.kind, { isHeld: move.isHeld, isDueSet: dueSetOn !== null })
  }
}

/** Interest on one open item by the rule that holds for its party. What is interest itself bears none. */
export function interestOf(item: CreditItem, credit: PartyCredit, shop: ShopTerms, today: BookDate): Minor {
  const rule = credit.terms.interest ?? shop.interest
  if (rule === null || item.isUnsettled || item.isInterest) return ZERO
  return interestOn(item.openMinor, item.dueOn, { rule, today, chargedThrough: chargedThrough(item, credit) })
}

/**
 * The day up to which interest on an item was charged. Of one that came from another party that is what it brought along, until
 * this party is charged: what it was charged before was not for that.
 */
export function chargedThrough(
  { entryNo, moved }: Pick<CreditItem, 'entryNo' | 'moved'>,
  { lastInterest }: Pick<PartyCredit, 'lastInterest'>
): BookDate | null {
  const isLater = lastInterest !== null && (moved === null || lastInterest.entryNo > entryNo)
  return isLater ? lastInterest.through : (moved?.interestThrough ?? null)
}

/** Plans of a party that were not ended, filled by what was paid since they were made. */
export function plansOf(store: LedgerStore, partyNo: number) {
  return store.credit.plans(partyNo).map((plan) => {
    const paidMinor = store.credit.paidSince(partyNo, plan.side, plan.afterEntryNo)
    return { ...plan, paidMinor: minor(Math.min(paidMinor, plan.totalMinor)), parts: fillParts(plan.parts, paidMinor) }
  })
}

/** Of these, those that something is still open of. */
export const runningOf = (plans: readonly RunningPlan[]): RunningPlan[] =>
  plans.filter(({ parts }) => parts.some(({ openMinor }) => openMinor > 0))
