import type { Charges } from '#renderer/components/credit/settle-draft.ts'
import type { CreditBrief } from '#shared/contract/credit-endpoints.ts'
import { shareOldestFirst } from '#shared/credit/open-items.ts'
import { absolute, type Minor, ZERO } from '#shared/money/money.ts'

/** Charges that a payment is offered, at most: the oldest. */
const MOST_OFFERED = 300

/**
 * What a payment that is still being typed may settle: the open items of the other side, oldest first, with what of each it settles when
 * nothing is said. `paymentMinor` is zero while no amount is typed.
 */
export function chargesOf({ items }: Pick<CreditBrief, 'items'>, kind: 'got' | 'gave', paymentMinor: Minor): Charges {
  // Money that came in takes off what is owed to the shop; money that went out, what the shop owes.
  const open = items.filter(({ openMinor, creditMinor }) =>
    kind === 'got' ? openMinor > 0 && creditMinor > 0 : openMinor < 0 && creditMinor < 0
  )
  const charges = open.slice(0, MOST_OFFERED).map((item) => ({ ...item, openMinor: absolute(item.openMinor) }))
  const oldest = new Map(shareOldestFirst(charges, paymentMinor).map((part) => [part.chargeNo, part.amountMinor]))
  return {
    paymentMinor,
    way: 'oldest',
    charges: charges.map(({ entryId, entryNo, number, kind: what, bookOn, dueOn, openMinor }) => ({
      ...{ entryId, number, kind: what, bookOn, dueOn, openMinor },
      settlesMinor: oldest.get(entryNo) ?? ZERO
    }))
  }
}
