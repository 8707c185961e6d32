import type { LedgerStore, PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { addAgeing, NO_AGES } from '#shared/credit/ageing.ts'
import { type Collectable, isChosen, sortCollection } from '#shared/credit/collection.ts'
import { duesOf } from '#shared/credit/dues.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import { type Expected, expectedOf, inOrder, type RunningPlan } from '#shared/credit/today.ts'
import { add, type Minor, negate, ZERO } from '#shared/money/money.ts'
import { creditOf, plansOf, runningOf, type ShopTerms } from './credit-of-party.ts'
import { partyView } from './keep-parties.ts'

/** What the lists go by beside the book itself. */
export interface ListContext {
  readonly shop: ShopTerms
  readonly today: BookDate
}

interface Collected extends Collectable {
  readonly party: PartyRecord
  readonly terms: PartyTerms
}

const SLICE = 1_000

/** Parties with a balance on one side, slice by slice: a large book is never in memory at once. */
function* partiesOf(store: LedgerStore, side: 'get' | 'give') {
  let after = 0
  for (;;) {
    const slice = store.credit.withBalance(side, after, SLICE)
    yield* slice
    if (slice.length < SLICE) return
    after = slice.at(-1)?.party.partyNo ?? 0
  }
}

/** Who owes, how much, since when, and what was promised last; chosen, sorted and summed up. Only parties with a balance are read. */
export function readCollection(
  store: LedgerStore,
  { shop, today }: ListContext,
  request: Parsed<'credit.collection'>
): Output<'credit.collection'> {
  const chosen: Collected[] = []
  for (const { party, terms } of partiesOf(store, request.side)) {
    const credit = creditOf(store, party, { shop, terms })
    const { limitMinor } = credit
    const one = {
      ...{ party, terms, name: party.name, lastEntryOn: party.lastEntryOn, group: terms.group, route: terms.route },
      dues: duesOf(credit.items, today),
      isOverLimit: limitMinor !== null && party.balanceMinor > limitMinor
    }
    if (isChosen(one, { ...request, today })) chosen.push(one)
  }
  const sum = (of: (one: Collected) => Minor) => chosen.reduce((total, one) => add(total, of(one)), ZERO)
  const ageing = chosen.reduce((total, { dues }) => addAgeing(total, dues.ageing), NO_AGES)
  return {
    lines: sortCollection(chosen, request.sort)
      .slice(request.offset, request.offset + request.limit)
      .map(lineOf),
    total: chosen.length,
    dueMinor: sum(({ dues }) => dues.dueMinor),
    overdueMinor: sum(({ dues }) => dues.overdueMinor),
    ageing: { ...ageing, buckets: [...ageing.buckets] }
  }
}

function lineOf({ party, terms, dues, isOverLimit }: Collected): Output<'credit.collection'>['lines'][number] {
  const { dueMinor, overdueMinor, oldestDueOn, promisedOn, ageing } = dues
  const { group, route, tags, language, consent } = terms
  return {
    party: partyView(party),
    ...{ group, route, tags, language, consent, isOverLimit },
    ...{ dueMinor, overdueMinor, oldestDueOn, promisedOn },
    ageing: { ...ageing, buckets: [...ageing.buckets] }
  }
}

/** What is promised, due or to be paid, from the past up to `throughDays` after today: earliest first. */
export function readToday(
  store: LedgerStore,
  { shop, today }: ListContext,
  { throughDays }: Parsed<'credit.today'>
): Output<'credit.today'> {
  const lines: Output<'credit.today'>['lines'] = []
  let [getMinor, giveMinor] = [ZERO, ZERO]
  for (const { party, expected } of allExpected(store, shop, { today, throughDays })) {
    for (const line of expected) {
      const { kind, onDay, amountMinor, planId } = line
      const entryId = line.entryNo === null ? null : store.credit.labelOf(line.entryNo).id
      const { id: partyId, name: partyName, phone } = party
      lines.push({ ...{ kind, partyId, partyName, phone, onDay, amountMinor, entryId, planId } })
      if (amountMinor > 0) getMinor = add(getMinor, amountMinor)
      else giveMinor = add(giveMinor, negate(amountMinor))
    }
  }
  return { today, lines: lines.toSorted((one, other) => inOrder(one, other)), getMinor, giveMinor }
}

type Days = { readonly today: BookDate; readonly throughDays: number }

/** Parties with a balance, and those without one that a plan runs for. */
function* allExpected(
  store: LedgerStore,
  shop: ShopTerms,
  days: Days
): Generator<{ party: PartyRecord; expected: Expected[] }> {
  const planned = plansByParty(store)
  for (const side of ['get', 'give'] as const) {
    for (const { party, terms } of partiesOf(store, side)) {
      const plans = planned.get(party.partyNo) ?? []
      planned.delete(party.partyNo)
      const { items } = creditOf(store, party, { shop, terms })
      yield { party, expected: expectedOf(items, plans, days) }
    }
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
