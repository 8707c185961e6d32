import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { hasWords, isAnyWord } from '#shared/credit/party-words.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Minor, subtract } from '#shared/money/money.ts'
import { accountLines } from './account-lines.ts'
import { type Book, openPeriod, today } from './book.ts'
import { partyView } from './keep-parties.ts'
import { standingOf } from './standing-of-party.ts'

/** The best matches for what is typed, in any script; for nothing typed, nothing. */
export function searchParties(book: Book, { text, limit }: Parsed<'party.search'>): Output<'party.search'> {
  return book.finder
    .find(text, limit, today(book))
    .map(({ party, matchStart, matchEnd }) => ({ ...partyView(party), matchStart, matchEnd }))
}

/** What the entry line shows as soon as the party is known. */
export function readPartyBrief(book: Book, { partyId }: Parsed<'party.brief'>): Output<'party.brief'> {
  const party = book.store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId')
  const cash = book.store.parties.cashOn(party.partyNo, today(book), openPeriod(book))
  const last = party.lastEntryNo === null ? null : book.store.entries.viewByNo(party.lastEntryNo)
  return {
    ...partyView(party),
    cashInTodayMinor: cash.inMinor,
    cashOutTodayMinor: cash.outMinor,
    credit: creditStanding(book, party),
    lastEntry: last === null ? null : { kind: last.kind, amountMinor: last.amountMinor, bookOn: last.bookOn }
  }
}

function creditStanding(book: Book, party: PartyRecord): Output<'party.brief'>['credit'] {
  const { limitMinor, overdueMinor, oldestDueOn, promisedOn, brokenMinor } = standingOf(book, party)
  const leftMinor = limitMinor === null ? null : subtract(limitMinor, party.balanceMinor)
  return { limitMinor, leftMinor, overdueMinor, oldestDueOn, promisedOn, brokenMinor }
}

/** A page of the list of parties; typed text is searched, without it the list is paged from the file. */
export function listParties(book: Book, request: Parsed<'party.list'>): Output<'party.list'> {
  return book.store.atOneMoment(() => partiesNow(book, request))
}

const MOST_FOUND = 500

function partiesNow(book: Book, request: Parsed<'party.list'>): Output<'party.list'> {
  const { store } = book
  const text = request.text.trim()
  const isAny = isAnyWord(request)
  if (text === '') {
    const { parties, total, ...sums } = store.parties.page(request)
    return { parties: parties.map(partyView), total, ...(isAny ? sumsOf(store.totals()) : sums) }
  }
  // The finder leaves out who was put away: those few are looked for as they are written.
  const found =
    request.filter === 'archived'
      ? store.parties.written(text, MOST_FOUND, true)
      : book.finder.find(text, MOST_FOUND, today(book)).map(({ party }) => party)
  const parties = found
    .filter((party) => isAny || hasWords(store.credit.terms(party.partyNo), request))
    .map(partyView)
    .filter((party) => passes(request.filter, party))
  return {
    parties: parties.slice(request.offset, request.offset + request.limit),
    total: parties.length,
    ...(isAny ? sumsOf(store.totals()) : sumsOf(store.parties.page({ ...request, offset: 0, limit: 1 })))
  }
}

const sumsOf = ({ getMinor, giveMinor }: { readonly getMinor: Minor; readonly giveMinor: Minor }) => ({
  getMinor,
  giveMinor
})

function passes(filter: Parsed<'party.list'>['filter'], party: { balanceMinor: number; isArchived: boolean }): boolean {
  if (filter === 'get') return party.balanceMinor > 0
  if (filter === 'give') return party.balanceMinor < 0
  if (filter === 'settled') return party.balanceMinor === 0
  return filter === 'archived' ? party.isArchived : true
}

/** Lines of a party's account, oldest first, ending at the newest or just before `beforeEntryNo`. */
export function readStatement(book: Book, request: Parsed<'party.statement'>): Output<'party.statement'> {
  const party = book.store.parties.byId(request.partyId) ?? refuse('party/not-found', {}, 'partyId')
  const { lines, openingMinor, hasMore } = accountLines(book, party, request.beforeEntryNo, request.limit)
  return { party: partyView(party), openingMinor, lines: [...lines], hasMore }
}
