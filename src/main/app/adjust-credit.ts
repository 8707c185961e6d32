import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { Adjustment } from '#shared/contract/credit-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'
import { buildJournal } from '#shared/ledger/build-entry.ts'
import { absolute, type Minor, negate, ZERO } from '#shared/money/money.ts'
import { type Book, openPeriod, stampOf, today } from './book.ts'
import { ensureAccounts } from './ensure-accounts.ts'
import { noteClockJump } from './note-clock-jump.ts'
import { checkPayable, viewOf } from './record-entry.ts'

/**
 * Posts what is between the shop and a party without money or goods: interest that is charged, a discount, a bad debt. It is an entry of
 * kind `journal` on the current day, and is undone like any other. The same id again answers `exists`. More than is owed on its
 * side is neither given away nor written off: `credit/adjustment-exceeded`. For a party that was made one with another it is posted to the one
 * that stands for it: there the charges are, and the days up to which interest on them was charged.
 */
export function adjustCredit(book: Book, request: Parsed<'credit.adjust'>): Output<'credit.adjust'> {
  const { store } = book
  const asked = store.parties.byId(request.partyId) ?? refuse('party/not-found', {}, 'partyId')
  if (request.creditMinor === 0) refuse('money/zero', {}, 'creditMinor')
  const postedTo = store.transact(() => {
    const party = standingFor(book, asked)
    if (isRecorded(book, request, party)) return null
    holdOwed(request.account, request.creditMinor, party.balanceMinor)
    post(book, request, party)
    return party.id
  })
  if (postedTo !== null) {
    book.committed({})
    book.finder.touch(store.parties.byId(postedTo) ?? asked)
  }
  return { outcome: postedTo === null ? 'exists' : 'recorded', entry: viewOf(book, request.id) }
}

/** The party itself, or the one that stands for it since they were made one. */
function standingFor(book: Book, party: PartyRecord): PartyRecord {
  const { merges, parties } = book.store
  // By its id: what is kept in memory of it is newer than its row.
  const now = parties.byId(party.id) ?? party
  const merge = merges.of(party.partyNo)
  const into = merge === null ? null : parties.byNo(merge.intoNo)
  return into === null ? now : standingFor(book, into)
}

/** Interest adds to what is owed; everything else only takes of it, and never past nothing. */
function holdOwed(account: Adjustment, creditMinor: Minor, balanceMinor: Minor): void {
  if (account === 'interest-received' || account === 'interest-paid') return
  const owed = creditMinor < 0 ? balanceMinor : negate(balanceMinor)
  const openMinor = owed < 0 ? ZERO : owed
  const amountMinor = absolute(creditMinor)
  if (amountMinor > openMinor) refuse('credit/adjustment-exceeded', { amountMinor, openMinor }, 'creditMinor')
}

function post(book: Book, { id, account, creditMinor, text }: Parsed<'credit.adjust'>, party: PartyRecord): void {
  const stamp = stampOf(book)
  const built = buildJournal(party, account, creditMinor)
  checkPayable(book, built)
  ensureAccounts(book, built.postings, stamp)
  noteClockJump(book, stamp)
  const where = { bookOn: today(book), occurredOn: null, periodNo: openPeriod(book), number: '' }
  const words = { text: text.trim(), note: '', reversesId: null, reason: '' }
  book.store.entries.post({ ...built, id, ...where, ...words }, stamp)
}

/** Whether this very request was recorded before. Fails with `entry/id-reused` when the id stands for something else. */
function isRecorded({ store }: Book, request: Parsed<'credit.adjust'>, party: PartyRecord): boolean {
  const existing = store.entries.byId(request.id)
  if (existing === null) return false
  const isSame =
    existing.kind === 'journal' &&
    (existing.partyId === request.partyId || existing.partyId === party.id) &&
    existing.accountCode === (request.account as string) &&
    existing.creditMinor === request.creditMinor &&
    existing.text === request.text.trim()
  return isSame || refuse('entry/id-reused')
}
