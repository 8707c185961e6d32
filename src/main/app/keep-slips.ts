import type { SlipRecord } from '#main/ports/slip-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import { isPayable } from '#shared/money/currency.ts'
import { cleanName } from '#shared/parties/party.ts'
import { entryOfSlip, type SlipState, slipAgeDays } from '#shared/slips/slip.ts'
import { type Book, stampOf, today } from './book.ts'
import { recordWithPaper, viewOf } from './record-entry.ts'

/** Writes a slip down. It is no entry: no balance, no drawer and no total knows of it. The same id again answers `exists`. */
export function addSlip(book: Book, request: Parsed<'slip.add'>): Output<'slip.add'> {
  const { store } = book
  const name = cleanName(request.name)
  if (name === '') refuse('slip/name-empty', {}, 'name')
  const { amountMinor } = request
  if (!isPayable(amountMinor, book.shop().currency)) refuse('money/too-many-decimals', {}, 'amountMinor')
  const stamp = stampOf(book)
  const isNew = store.transact(() => {
    const known = store.slips.byId(request.id)
    if (known !== null) {
      if (known.name !== name || known.amountMinor !== amountMinor) refuse('entry/id-reused')
      return false
    }
    store.facts.record('slip.add', stamp, { id: request.id, name, amountMinor, bookOn: today(book), at: stamp.atMs })
    return true
  })
  if (isNew) book.committed({})
  return { outcome: isNew ? 'recorded' : 'exists', slip: slipView(book, slipOf(book, request.id)) }
}

/** The open slips, the newest first, and what all of them come to. */
export function listSlips(book: Book, { limit }: Parsed<'slip.list'>): Output<'slip.list'> {
  const { slips } = book.store
  return book.store.atOneMoment(() => ({
    slips: slips.open(limit).map((slip) => slipView(book, slip)),
    ...slips.openTotals(today(book))
  }))
}

/**
 * The money has changed hands. What was owed to us were goods that no entry told of: now a cash sale does, or the drawer
 * would be over. What we owed was in the drawer too much already, so handing it out needs no entry.
 */
export function settleSlip(book: Book, { id, slipId }: Parsed<'slip.settle'>): Output<'slip.settle'> {
  const slip = slipOf(book, slipId)
  const sale = slip.amountMinor > 0 ? entryOfSlip(slip, { id, kind: 'sale', partyId: null, way: 'cash' }) : null
  const { outcome } = endSlip(book, slipId, { state: 'settled', request: sale, reason: '' })
  return { outcome, entry: sale === null ? null : viewOf(book, id) }
}

/** Turns a slip into an entry for what stands on it; slip and entry are one transaction. */
export function enterSlip(book: Book, { slipId, entry }: Parsed<'slip.enter'>): Output<'slip.enter'> {
  const slip = slipOf(book, slipId)
  const needsParty = entry.kind === 'got' || entry.kind === 'gave'
  if (needsParty && entry.partyId === null) refuse('entry/party-needed', {}, 'partyId')
  const { outcome, warnings } = endSlip(book, slipId, {
    state: 'entered',
    request: entryOfSlip(slip, entry),
    reason: ''
  })
  return { outcome, entry: viewOf(book, entry.id), warnings: [...warnings] }
}

/** Puts a slip away that nobody will pay or enter. The reason stays in the journal. */
export function dropSlip(book: Book, { slipId, reason }: Parsed<'slip.drop'>): Output<'slip.drop'> {
  const why = reason.trim()
  if (why === '') refuse('entry/reason-needed', {}, 'reason')
  return { outcome: endSlip(book, slipId, { state: 'dropped', request: null, reason: why }).outcome }
}

interface Ending {
  readonly state: Exclude<SlipState, 'open'>
  readonly request: EntryRequest | null
  readonly reason: string
}

function endSlip(book: Book, slipId: string, { state, request, reason }: Ending) {
  const { store } = book
  const entryId = request?.id ?? null
  const done = store.transact(() => {
    // Looked up inside: another process may have ended it while this one waited for the file.
    const slip = slipOf(book, slipId)
    if (slip.state !== 'open') {
      if (slip.state === state && slip.entryId === entryId) return null
      refuse('slip/ended-already', { name: slip.name })
    }
    if (entryId !== null && store.entries.has(entryId)) refuse('entry/id-reused')
    const recorded = request === null ? null : recordWithPaper(book, request)
    store.facts.record('slip.end', stampOf(book), { id: slipId, state, entryId, reason })
    return { recorded }
  })
  if (done === null) return { outcome: 'exists' as const, warnings: [] }
  const { recorded } = done
  book.committed(recorded === null ? {} : { printing: true, lastEntryNo: recorded.entry.entryNo })
  if (recorded !== null && recorded.party !== null) book.finder.touch(recorded.party)
  return { outcome: 'recorded' as const, warnings: recorded?.warnings ?? [] }
}

function slipOf(book: Book, id: string): SlipRecord {
  const slip = book.store.slips.byId(id)
  return slip ?? refuse('slip/not-found')
}

function slipView(book: Book, slip: SlipRecord): Output<'slip.add'>['slip'] {
  const { id, name, amountMinor, bookOn, at, person } = slip
  assert(amountMinor !== 0, 'a slip is of some amount')
  return { id, name, amountMinor, bookOn, at, personName: person, ageDays: slipAgeDays(bookOn, today(book)) }
}
