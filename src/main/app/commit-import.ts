import type { Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import type {
  ImportDraft,
  JournalRequest,
  OpeningRequest,
  PlannedEntry,
  PlannedStock
} from '#shared/import/import-draft.ts'
import type { GoodsProof } from '#shared/import/import-plan.ts'
import { goodsProof, type ImportProof, proofOf } from '#shared/import/plan-import.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { buildJournal, buildOpening } from '#shared/ledger/build-entry.ts'
import { writeAdjustment } from './adjust-stock.ts'
import { type Book, openPeriod, stampOf, today } from './book.ts'
import { ensureAccounts } from './ensure-accounts.ts'
import { addItemWithin } from './keep-items.ts'
import { addPartyWithin } from './keep-parties.ts'
import { movedBy } from './known-book.ts'
import { followMerge } from './move-balance.ts'
import { recordBillWithin } from './record-bill.ts'
import { checkPayable, recordWithin } from './record-entry.ts'

/** How often somebody hears how far it is. */
const PROGRESS_EVERY = 250

/**
 * Writes a plan into the book: parties, items, opening balances, entries with their bills, and stock. Inside a transaction that is already open, so
 * that all of it is there or nothing. Before the transaction may end, everything is read back and summed up again:
 * what does not come to the plan's counts and totals is a bug, and takes the whole import back with it.
 */
export function commitDraftWithin(
  book: Book,
  draft: ImportDraft,
  onProgress: (done: number, total: number) => void
): ImportProof & { readonly goods: GoodsProof } {
  const stamp = stampOf(book)
  const before = book.store.totals()
  const fresh = draft.entries.filter((entry) => entry.request !== null)
  const stocks = draft.stocks.filter(({ isNew }) => isNew)
  const total = draft.parties.length + draft.items.length + fresh.length + stocks.length
  let done = 0
  const step = () => {
    done++
    if (done % PROGRESS_EVERY === 0 || done === total) onProgress(done, total)
  }
  for (const party of draft.parties) {
    addPartyWithin(book, party, stamp)
    step()
  }
  for (const item of draft.items) {
    addItemWithin(book, item, stamp)
    step()
  }
  for (const entry of fresh) {
    recordPlanned(book, entry, stamp)
    step()
  }
  for (const stock of stocks) {
    recordStock(book, stock, stamp)
    step()
  }
  return { ...proved(book, draft, fresh, before), goods: provedGoods(book, draft) }
}

function recordPlanned(book: Book, { request }: PlannedEntry, stamp: Stamp): void {
  if (request === null) return
  if (request.kind === 'opening') {
    recordOpening(book, request, stamp)
    return
  }
  if (request.kind === 'journal') {
    recordJournal(book, request, stamp)
    return
  }
  const asked = request.kind === 'bill' ? request.bill : request
  // The number of the other book stays in the text.
  const bookOn = asked.bookOn === null ? {} : { bookOn: asked.bookOn }
  if (request.kind === 'bill') {
    recordBillWithin(book, request.bill, stamp, { isNumbered: false, ...bookOn })
    return
  }
  recordWithin(book, request, stamp, { isNumbered: false, ...bookOn })
}

function recordStock(book: Book, { isNew: _, ...stock }: PlannedStock, stamp: Stamp): void {
  const record = book.store.items.byId(stock.itemId) ?? refuse('item/not-found')
  if (!record.item.keepsStock) refuse('stock/not-kept', { name: record.item.name })
  writeAdjustment(book, record, { ...stock, bookOn: today(book) }, stamp)
}

function recordOpening(book: Book, request: OpeningRequest, stamp: Stamp): void {
  const party = book.store.parties.byId(request.partyId) ?? refuse('party/not-found')
  book.store.entries.post(
    {
      ...buildOpening(party, request.balanceMinor),
      id: request.id,
      number: '',
      bookOn: today(book),
      occurredOn: null,
      text: '',
      note: '',
      periodNo: openPeriod(book),
      reversesId: null,
      reason: ''
    },
    stamp
  )
  followMerge(book, party.id, stamp)
}

function recordJournal(book: Book, request: JournalRequest, stamp: Stamp): void {
  const { account, creditMinor, bookOn, occurredOn, text, note } = request
  const party = book.store.parties.byId(request.partyId) ?? refuse('party/not-found')
  const built = buildJournal(party, account, creditMinor)
  checkPayable(book, built)
  ensureAccounts(book, built.postings, stamp)
  const where = { bookOn: bookOn ?? today(book), occurredOn, periodNo: openPeriod(book), number: '' }
  book.store.entries.post({ ...built, id: request.id, ...where, text, note, reversesId: null, reason: '' }, stamp)
  followMerge(book, party.id, stamp)
}

function proved(
  book: Book,
  draft: ImportDraft,
  fresh: readonly PlannedEntry[],
  before: ReturnType<Book['store']['totals']>
): ImportProof {
  const planned = proofOf(draft.entries)
  const stored = proofOf(storedOf(book, draft))
  assert(JSON.stringify(stored) === JSON.stringify(planned), 'an import comes to what its plan says')
  const after = book.store.totals()
  const moved = fresh.reduce((all, entry) => all + entry.creditMinor, 0)
  const net = ({ getMinor, giveMinor }: typeof before) => getMinor - giveMinor
  assert(net(after) - net(before) === moved, 'an import moves what parties owe by what its plan says')
  assert(after.partyCount - before.partyCount === draft.parties.length, 'an import adds the parties of its plan')
  return stored
}

/** Goods as the book has them now, which must be what the plan says. */
function provedGoods(book: Book, draft: ImportDraft): GoodsProof {
  const { store } = book
  const itemCount = draft.items.length + draft.knownItemCount
  const planned = goodsProof(itemCount, draft.entries, draft.stocks)
  for (const { id } of draft.items) assert(store.items.byId(id), 'an item of an import is in the book')
  const stored = goodsProof(
    itemCount,
    draft.entries.map(({ id }) => ({ moved: movedBy(book, id) })),
    draft.stocks.map(({ id }) => store.stock.adjustmentById(id) ?? refuse('import/plan-stale'))
  )
  assert(JSON.stringify(stored) === JSON.stringify(planned), 'an import moves the goods of its plan')
  return stored
}

function* storedOf(book: Book, draft: ImportDraft): Generator<StoredEntry> {
  for (const { id } of draft.entries) {
    const entry = book.store.entries.byId(id)
    assert(entry, 'an entry of an import is in the book')
    yield entry
  }
}
