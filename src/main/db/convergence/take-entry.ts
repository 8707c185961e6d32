import type Sqlite from 'better-sqlite3'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { NO_PERIOD } from '#main/db/stores/closing-store.ts'
import type { StoredEntry } from '#main/ports/ledger-store.ts'
import { controlAccount } from '#shared/ledger/build-entry.ts'
import { isWaitedFor } from '#shared/ledger/upi-state.ts'
import { seriesFor } from '#shared/numbering/document-number.ts'
import { type EntryBody, readEntryBody } from '#shared/sync/entry-body.ts'
import { type Arriving, found, keep, NotTaken, needs, stampOf, type TakingStores, unreadable } from './applied.ts'
import { createIncomingNumbers } from './incoming-numbers.ts'

/** Takes entries of other counters: balances, goods and credit are the shop's; drawer, period and series are not. */
export function createEntryTaker(db: Sqlite.Database, stores: TakingStores) {
  const { entries, accounts, parties, upi, bills, stock, closings } = stores
  const { isNext, isTaken } = createIncomingNumbers(db)
  const earlierOpening = db.prepare<[number, number], { entry_no: number }>(
    `select entry_no from entry where party_no = ? and kind_no = ${kindNumber('opening')} and entry_no < ?
      and not exists (select 1 from entry as undoing where undoing.reverses_no = entry.entry_no) limit 1`
  )

  function checkNames(body: EntryBody): void {
    for (const { accountCode, partyId } of body.postings) {
      if (accounts.byCode(accountCode) === null) needs(`account ${accountCode}`)
      if (partyId === null) continue
      const party = found(parties.byId(partyId), `party ${partyId}`)
      if (controlAccount(party.kind) !== accountCode) throw new NotTaken('party-kind')
    }
    if (body.accountCode !== null && accounts.byCode(body.accountCode) === null) needs(`account ${body.accountCode}`)
    if (body.partyId !== null) found(parties.byId(body.partyId), `party ${body.partyId}`)
  }

  /** The number when it is the next of its series; another one stays in the text, as that of an entry that was brought along. */
  function numberOf(body: EntryBody, arriving: Arriving): Pick<EntryBody, 'number' | 'text'> {
    if (body.number === '') return body
    const series = seriesFor(body.kind, body.number.slice(0, 2), body.bookOn)
    if (series !== null && isNext(series, body.number)) {
      entries.nextNumber(series)
      return body
    }
    if (isTaken(series, body.number)) arriving.notice('double-number', { number: body.number, id: body.id })
    return { number: '', text: body.text === '' ? body.number : `${body.number} ${body.text}` }
  }

  function undo(original: StoredEntry, entry: StoredEntry): void {
    upi.close(original.entryNo)
    const bill = bills.byEntry(original.entryNo)
    if (bill === null) return
    bills.undo(bill.billNo)
    stock.undoBill(bill.billNo, entry.bookOn)
  }

  function tellOf(entry: StoredEntry, arriving: Arriving): void {
    const last = closings.lastClosing()
    const { id, bookOn, kind, amountMinor, partyId } = entry
    if (last !== null && bookOn <= last.bookOn)
      arriving.notice('late-entry', { id, bookOn, kind, amountMinor, closedOn: last.bookOn })
    if (kind !== 'opening' || partyId === null) return
    const party = found(parties.byId(partyId), `party ${partyId}`)
    if (earlierOpening.get(party.partyNo, entry.entryNo) !== undefined)
      arriving.notice('second-opening', { id, partyId, creditMinor: entry.creditMinor })
  }

  function post(arriving: Arriving, body: EntryBody): void {
    // A counter that goes on as a new device may send what its old self had sent.
    if (entries.has(body.id)) {
      keep(stores, arriving)
      return
    }
    checkNames(body)
    const original = body.reversesId === null ? null : found(entries.byId(body.reversesId), `entry ${body.reversesId}`)
    if (original !== null && entries.reversalOf(original.entryNo) !== null) {
      arriving.notice('second-reversal', { id: body.id, entryId: original.id, reason: body.reason })
      keep(stores, arriving)
      return
    }
    const { recordedAt, offsetMinutes, ...rest } = body
    const record = { ...rest, ...numberOf(body, arriving), periodNo: NO_PERIOD }
    const entry = entries.post(record, stampOf(arriving, recordedAt, offsetMinutes))
    if (isWaitedFor(entry.kind, entry.upiMinor)) upi.open(entry.entryNo, NO_PERIOD, entry.upiMinor)
    if (original !== null) undo(original, entry)
    tellOf(entry, arriving)
  }

  return {
    take: (arriving: Arriving): void => post(arriving, readEntryBody(arriving.op.d) ?? unreadable()),
    /** An entry that follows from a fact of another kind. */
    post
  }
}
