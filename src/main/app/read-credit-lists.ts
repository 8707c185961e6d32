import type { LedgerStore, PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { addAgeing, NO_AGES } from '#shared/credit/ageing.ts'
import { type Collectable, isChosen, sortCollection } from '#shared/credit/collection.ts'
import { duesOf } from '#shared/credit/dues.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import { type Expected, expectedOf, inOrder, type RunningPlan } from '#shared/credit/today.ts'
import { add, type Minor, negate, ZERO } from '#shared/money/money.ts'
import { creditOf, type PartyCredit, plansOf, runningOf, type ShopTerms } from './credit-of-party.ts'
import { partyView } from './keep-parties.ts'

/** What the lists go by beside the book itself. */
export interface ListContext {
  readonly shop: ShopTerms
  readonly today: BookDate
}

/** The lists of a book that is open for reading; what of it did not change since is not read again. */
export interface CreditLists {
  /** Who owes, how much, since when, and what was promised last; chosen, sorted and summed up. */
  collection(context: ListContext, request: Parsed<'credit.collection'>): Output<'credit.collection'>
  /** What is promised, due or to be paid, from the past up to `throughDays` after today: earliest first. */
  today(context: ListContext, request: Parsed<'credit.today'>): Output<'credit.today'>
}

interface Known {
  readonly party: PartyRecord
  readonly credit: PartyCredit
}

interface Collected extends Collectable, Known {}

const SLICE = 1_000
const SIDES = ['get', 'give'] as const
type Side = (typeof SIDES)[number]

/** Reads the lists off a book. Only parties with a balance are read, and after the first time only those that something happened to. */
export function openCreditLists(store: LedgerStore): CreditLists {
  let known: Record<Side, ReadonlyMap<number, Known>> = { get: new Map(), give: new Map() }
  let seenOp = 0
  let seenShop = ''

  function refresh(shop: ShopTerms): void {
    const shopNow = JSON.stringify([shop.creditDays, shop.creditLimitMinor, shop.interest])
    const isFirst = seenShop !== shopNow
    const touched = isFirst ? new Set<number>() : store.credit.touchedAfter(seenOp)
    const before = isFirst ? null : known
    seenOp = store.journal.lastNumber()
    seenShop = shopNow
    const read = (side: Side) => new Map(knownOf(store, side, { shop, before: before?.[side] ?? new Map(), touched }))
    known = { get: read('get'), give: read('give') }
  }

  return {
    collection: ({ shop, today }, request) =>
      store.atOneMoment(() => {
        refresh(shop)
        const chosen = [...known[request.side].values()]
          .map((one) => collected(one, today))
          .filter((one) => isChosen(one, { ...request, today }))
        return collectionOf(chosen, request)
      }),
    today: ({ shop, today }, { throughDays }) =>
      store.atOneMoment(() => {
        refresh(shop)
        const all = SIDES.flatMap((side) => [...known[side].values()])
        return todayOf(store, all, { today, throughDays })
      })
  }
}

interface Reading {
  readonly shop: ShopTerms
  readonly before: ReadonlyMap<number, Known>
  readonly touched: ReadonlySet<number>
}

/** Slice by slice. A party that no entry and no fact came to since is taken as it was. */
function* knownOf(store: LedgerStore, side: Side, { shop, before, touched }: Reading): Generator<[number, Known]> {
  let after = 0
  for (;;) {
    const slice = store.credit.withBalance(side, after, SLICE)
    for (const { party, terms } of slice) {
      const { partyNo } = party
      const old = before.get(partyNo)
      const isSame = old !== undefined && old.party.lastEntryNo === party.lastEntryNo && !touched.has(partyNo)
      yield [partyNo, { party, credit: isSame ? old.credit : creditOf(store, party, { shop, terms }) }]
    }
    if (slice.length < SLICE) return
    after = slice.at(-1)?.party.partyNo ?? 0
  }
}

const wordsOf = ({ group, route, tags }: PartyTerms) => ({ group, route, tags })

function collected({ party, credit }: Known, today: BookDate): Collected {
  const { terms, limitMinor } = credit
  return {
    ...{ party, credit, name: party.name, lastEntryOn: party.lastEntryOn, ...wordsOf(terms) },
    dues: duesOf(credit.items, today),
    isOverLimit: limitMinor !== null && party.balanceMinor > limitMinor
  }
}

function collectionOf(
  chosen: readonly Collected[],
  { sort, offset, limit }: Parsed<'credit.collection'>
): Output<'credit.collection'> {
  const sum = (of: (one: Collected) => Minor) => chosen.reduce((total, one) => add(total, of(one)), ZERO)
  const ageing = chosen.reduce((total, { dues }) => addAgeing(total, dues.ageing), NO_AGES)
  return {
    lines: sortCollection(chosen, sort)
      .slice(offset, offset + limit)
      .map(lineOf),
    total: chosen.length,
    dueMinor: sum(({ dues }) => dues.dueMinor),
    overdueMinor: sum(({ dues }) => dues.overdueMinor),
    ageing: { ...ageing, buckets: [...ageing.buckets] }
  }
}

function lineOf({ party, credit, dues, isOverLimit }: Collected): Output<'credit.collection'>['lines'][number] {
  const { dueMinor, overdueMinor, oldestDueOn, promisedOn, ageing } = dues
  const { group, route, tags, language, consent } = credit.terms
  return {
    party: partyView(party),
    ...{ group, route, tags, language, consent, isOverLimit },
    ...{ dueMinor, overdueMinor, oldestDueOn, promisedOn },
    ageing: { ...ageing, buckets: [...ageing.buckets] }
  }
}

type Days = { readonly today: BookDate; readonly throughDays: number }

function todayOf(store: LedgerStore, all: readonly Known[], days: Days): Output<'credit.today'> {
  const lines: Output<'credit.today'>['lines'] = []
  let [getMinor, giveMinor] = [ZERO, ZERO]
  for (const { party, expected } of expectedOfAll(store, all, days)) {
    for (const { kind, onDay, amountMinor, planId, entryNo } of expected) {
      const entryId = entryNo === null ? null : store.credit.labelOf(entryNo).id
      const { id: partyId, name: partyName, phone } = party
      lines.push({ ...{ kind, partyId, partyName, phone, onDay, amountMinor, entryId, planId } })
      if (amountMinor > 0) getMinor = add(getMinor, amountMinor)
      else giveMinor = add(giveMinor, negate(amountMinor))
    }
  }
  return { today: days.today, lines: lines.toSorted(inOrder), getMinor, giveMinor }
}

/** Parties with a balance, and those without one that a plan runs for. */
function* expectedOfAll(
  store: LedgerStore,
  all: readonly Known[],
  days: Days
): Generator<{ party: PartyRecord; expected: Expected[] }> {
  const planned = plansByParty(store)
  for (const { party, credit } of all) {
    const plans = planned.get(party.partyNo) ?? []
    planned.delete(party.partyNo)
    yield { party, expected: expectedOf(credit.items, plans, days) }
  }
  for (const [partyNo, plans] of planned) {
    const party = store.parties.byNo(partyNo)
    if (party !== null) yield { party, expected: expectedOf([], plans, days) }
  }
}

function plansByParty(store: LedgerStore): Map<number, RunningPlan[]> {
  const parties = new Set(store.credit.runningPlans().map(({ partyNo }) => partyNo))
  return new Map([...parties].map((partyNo) => [partyNo, runningOf(plansOf(store, partyNo))]))
}
