import type { LedgerStore, PartyRecord } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { PlanView } from '#shared/contract/credit-endpoints.ts'
import { duesOf } from '#shared/credit/dues.ts'
import { refuse } from '#shared/kernel/result.ts'
import { subtract, sum } from '#shared/money/money.ts'
import { type Book, today } from './book.ts'
import { creditOf, interestOf, plansOf } from './credit-of-party.ts'

/** Open items that a screen gets at once: the oldest, which are settled first. */
const MOST_SHOWN = 500

/** All that the counter, the statement and the collection list show of a party's credit. */
export function readCreditBrief(book: Book, { partyId }: Parsed<'credit.brief'>): Output<'credit.brief'> {
  return book.store.atOneMoment(() => {
    const party = book.store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId')
    const on = today(book)
    const shop = book.settings()
    const credit = creditOf(book.store, party, { shop })
    const items = credit.items.toSorted((one, other) => one.entryNo - other.entryNo)
    const dues = duesOf(items, on)
    const { limitMinor } = credit
    return {
      partyId,
      today: on,
      terms: credit.terms,
      limitMinor,
      creditDays: credit.creditDays,
      balanceMinor: party.balanceMinor,
      leftMinor: limitMinor === null ? null : subtract(limitMinor, party.balanceMinor),
      overdueMinor: dues.overdueMinor,
      oldestDueOn: dues.oldestDueOn,
      promisedOn: dues.promisedOn,
      ageing: { ...dues.ageing, buckets: [...dues.ageing.buckets] },
      items: items.slice(0, MOST_SHOWN).map((whole) => {
        const { entryNo, moved: _, ...item } = whole
        const { id, number } = book.store.credit.labelOf(entryNo)
        const interestMinor = interestOf(whole, credit, shop, on)
        return { ...item, entryNo, entryId: id, number, interestMinor }
      }),
      hasMore: items.length > MOST_SHOWN,
      interestMinor: sum(items.map((item) => interestOf(item, credit, shop, on))),
      plans: planViews(book.store, party)
    }
  })
}

/** The words of groups, routes and tags that parties have so far. */
export const readCreditWords = (book: Book): Output<'credit.words'> => book.store.credit.words()

/** The plans of a party that were not ended, as screens show them. */
export function planViews(store: LedgerStore, party: PartyRecord): PlanView[] {
  return plansOf(store, party.partyNo).map(({ id, side, title, totalMinor, paidMinor, isEnded, parts }) => ({
    ...{ id, partyId: party.id, partyName: party.name, side, title, totalMinor, paidMinor, isEnded },
    parts: [...parts]
  }))
}
