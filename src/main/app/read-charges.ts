import type { Output, Parsed } from '#shared/contract/contract.ts'
import { shareOldestFirst } from '#shared/credit/open-items.ts'
import { refuse } from '#shared/kernel/result.ts'
import { absolute, add, type Minor, minor, negate, ZERO } from '#shared/money/money.ts'
import type { Book } from './book.ts'
import { creditOf } from './credit-of-party.ts'

/** Charges that a payment is offered, at most: the oldest. */
const MOST_OFFERED = 300

/**
 * What a payment may settle: the charges that would be open if it were not there, oldest first, with what of each it settles now. Nothing is
 * written. Fails with `credit/not-a-payment`.
 */
export function readCharges(book: Book, { entryId }: Parsed<'credit.charges'>): Output<'credit.charges'> {
  const { store } = book
  return store.atOneMoment(() => {
    const payment = store.credit.move(entryId) ?? refuse('entry/not-found', {}, 'entryId')
    if (payment.creditMinor === 0 || payment.isUndone) refuse('credit/not-a-payment', {}, 'entryId')
    const party = store.parties.byNo(payment.partyNo) ?? refuse('party/not-found')
    const { way, against } = store.credit.settlementOf(payment.entryNo)
    const own = new Map<number, Minor>()
    for (const { entryId: id, amountMinor } of against) {
      const charge = store.credit.move(id)
      if (charge !== null && !charge.isUndone) own.set(charge.entryNo, amountMinor)
    }
    const signed = (amount: Minor) => (payment.creditMinor < 0 ? amount : negate(amount))
    const named = [...own.values()].reduce(add, ZERO)
    // The balance without the payment, and without the charges that it names: these are put back one by one.
    const without = minor(party.balanceMinor - payment.creditMinor - signed(named))
    const { items } = creditOf(
      store,
      { ...party, balanceMinor: without },
      {
        shop: book.settings(),
        withoutNo: payment.entryNo
      }
    )
    const open = new Map(items.map((item) => [item.entryNo, item]))
    const charges = [...new Set([...open.keys(), ...own.keys()])]
      .toSorted((one, other) => one - other)
      .flatMap((entryNo) => {
        const openMinor = add(open.get(entryNo)?.openMinor ?? ZERO, signed(own.get(entryNo) ?? ZERO))
        return openMinor < 0 === signed(minor(1)) < 0 ? [{ entryNo, openMinor: absolute(openMinor) }] : []
      })
      .slice(0, MOST_OFFERED)
    const paymentMinor = absolute(payment.creditMinor)
    const oldest = new Map(shareOldestFirst(charges, paymentMinor).map((part) => [part.chargeNo, part.amountMinor]))
    return {
      paymentMinor,
      way,
      charges: charges.map(({ entryNo, openMinor }) => {
        const { id, number } = store.credit.labelOf(entryNo)
        const view = store.entries.viewByNo(entryNo) ?? refuse('entry/not-found')
        const settlesMinor = (way === 'oldest' ? oldest.get(entryNo) : own.get(entryNo)) ?? ZERO
        const dueOn = open.get(entryNo)?.dueOn ?? view.bookOn
        return { entryId: id, number, kind: view.kind, bookOn: view.bookOn, dueOn, openMinor, settlesMinor }
      })
    }
  })
}
