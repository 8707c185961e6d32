import type { Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import type { ImportDraft, OpeningRequest, PlannedEntry } from '#shared/import/import-draft.ts'
import { type ImportProof, proofOf } from '#shared/import/plan-import.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { buildOpening } from '#shared/ledger/build-entry.ts'
import { type Book, openPeriod, stampOf, today } from './book.ts'
import { addPartyWithin } from './keep-parties.ts'
import { recordWithin } from './record-entry.ts'

/** How often somebody hears how far it is. */
const PROGRESS_EVERY = 250

/**
 * Writes a plan into the book: parties, opening balances and entries. Inside a transaction that is already open, so
 * that all of it is there or nothing. Before the transaction may end, everything is read back and summed up again:
 * what does not come to the plan's counts and totals is a bug, and takes the whole import back with it.
 */
export function commitDraftWithin(
  book: Book,
  draft: ImportDraft,
  onProgress: (done: number, total: number) => void
): ImportProof {
  const stamp = stampOf(book)
  const before = book.store.totals()
  const fresh = draft.entries.filter((entry) => entry.request !== null)
  const total = draft.parties.length + fresh.length
  let done = 0
  const step = () => {
    done++
    if (done % PROGRESS_EVERY === 0 || done === total) onProgress(done, total)
  }
  for (const party of draft.parties) {
    addPartyWithin(book, party, stamp)
    step()
  }
  for (const entry of fresh) {
    recordPlanned(book, entry, stamp)
    step()
  }
  return proved(book, draft, fresh, before)
}

function recordPlanned(book: Book, { request }: PlannedEntry, stamp: Stamp): void {
  if (request === null) return
  if (request.kind === 'opening') {
    recordOpening(book, request, stamp)
    return
  }
  // The number of the other book stays in the text.
  const bookOn = request.bookOn === null ? {} : { bookOn: request.bookOn }
  recordWithin(book, request, stamp, { isNumbered: false, ...bookOn })
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

function* storedOf(book: Book, draft: ImportDraft): Generator<StoredEntry> {
  for (const { id } of draft.entries) {
    const entry = book.store.entries.byId(id)
    assert(entry, 'an entry of an import is in the book')
    yield entry
  }
}
