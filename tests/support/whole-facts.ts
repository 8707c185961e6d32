import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { LedgerStore, Stamp } from '#main/ports/ledger-store.ts'
import { bookDate } from '#shared/calendar/book-date.ts'
import type { FactBodies, FactKind } from '#shared/journal/fact-bodies.ts'
import { minor } from '#shared/money/money.ts'
import { documentNumber, seriesFor } from '#shared/numbering/document-number.ts'
import { sumOfBills } from '#shared/sales/day-invoice.ts'
import { newId } from './open-app.ts'

/** Facts of every kind whose rows follow from their ops, about a book that is not open: rows of each table, changed ones and ended ones. */
export function recordFacts(file: string, stamp: Stamp): void {
  const store = openLedgerStore(file)
  try {
    const entries = store.entries.after(0, 1_000)
    const withParty = entries.filter((entry) => entry.partyId !== null)
    const [one, two, three] = withParty.map((entry) => entry.id)
    const parties = [...new Set(withParty.map((entry) => entry.partyId ?? ''))]
    const billId = entries.flatMap((entry) => store.bills.byEntry(entry.entryNo)?.bill.id ?? [])[0] ?? ''
    if (one === undefined || two === undefined || three === undefined) throw new Error('too few entries')
    const [partyId = '', intoId = ''] = parties
    const at = stamp.atMs
    const record = <Kind extends FactKind>(kind: Kind, body: FactBodies[Kind]) => store.facts.record(kind, stamp, body)
    const terms = { ...{ partyId, limitMinor: 50_000_00, creditDays: 30, group: 'A', route: 'East' }, language: 'hi' }
    const [planId, endedId, slipId, gone, photo, message, shiftId] = Array.from({ length: 7 }, newId) as string[]
    store.transact(() => {
      record('party.terms', { ...terms, consent: '', more: {} })
      record('party.terms', { ...terms, creditDays: 45, consent: 'given', more: { tags: ['वीआईपी'] } })
      record('party.terms', { ...terms, partyId: intoId, limitMinor: null, creditDays: null, consent: '', more: {} })
      record('party.merge', { partyId, intoId })
      record('party.merge', { partyId: intoId, intoId: partyId, afterEntryNo: 3 })
      record('party.unmerge', { partyId: intoId })
      record('entry.due', { entryId: one, dueOn: 20261210, promisedOn: null })
      record('entry.due', { entryId: two, dueOn: null, promisedOn: 20261205 })
      record('entry.settle', { entryId: three, way: 'against', against: [{ entryId: one, amountMinor: 100_00 }] })
      record('entry.settle', { entryId: two, way: 'advance', against: [] })
      record('entry.settle', { entryId: two, way: 'oldest', against: [] })
      const parts = [20261201, 20270101].map((dueOn) => ({ dueOn, amountMinor: 500_00 }))
      for (const id of [planId, endedId])
        record('plan.make', { id: id ?? '', partyId, side: 'get', afterEntryNo: 3, title: 'Two parts', parts })
      record('plan.end', { id: endedId ?? '', reason: 'paid' })
      record('slip.add', { id: slipId ?? '', name: 'चाय वाला', amountMinor: 40_00, bookOn: 20261122, at })
      record('slip.add', { id: gone ?? '', name: 'Raju', amountMinor: -15_00, bookOn: 20261122, at })
      record('slip.end', { id: gone ?? '', state: 'entered', entryId: one })
      const file = { sha256: 'a'.repeat(64), name: 'bill.jpg', mediaType: 'image/jpeg', byteCount: 12_345 }
      record('entry.attach', { id: photo ?? '', entryId: one, ...file })
      record('entry.attach', { id: newId(), entryId: two, ...file })
      record('entry.detach', { id: photo ?? '' })
      const line = { on: 20261122, time: '10:30', amountMinor: 100_00, reference: '632112345678', text: 'UPI/RAMESH' }
      const lines = ['f1', 'f2', 'f3'].map((fingerprint) => ({ ...line, fingerprint }))
      record('statement.take', {
        ...{ id: newId(), source: 'hdfc', fileName: 'nov.csv', fromOn: 20261101, toOn: 20261130, at, lines }
      })
      record('payment.prove', { entryId: one, fingerprint: 'f1', reasons: ['reference', 'amount'], at })
      record('payment.prove', { entryId: two, fingerprint: 'f2', reasons: ['amount'], at })
      record('payment.doubt', { entryId: two, reason: 'another payer' })
      const forgotten = {
        id: newId(),
        partyId,
        channel: 'sms',
        purpose: 'after-due',
        language: 'en',
        to: '919414012345'
      }
      record('message.make', {
        ...{ ...forgotten, text: 'Dear Ramesh', amountMinor: 1_00, at },
        more: { ruleOn: 20261101, values: { name: 'Ramesh' } }
      })
      record('message.forget', { partyId, at })
      record('message.make', {
        ...{ id: message ?? '', partyId, channel: 'whatsapp', purpose: 'reminder', language: 'hi', to: '919414012345' },
        ...{ text: 'नमस्ते', amountMinor: 1_000_00, more: { rule: 'r1' }, at }
      })
      record('message.step', { id: message ?? '', state: 'sent', outcome: '', at: at + 5 })
      const shift = { periodNo: 3, at, afterEntryNo: 4, floatMinor: 500_00 }
      record('shift.open', { id: shiftId ?? '', person: 'Asha', ...shift })
      record('shift.end', { id: shiftId ?? '', at: at + 9, lastEntryNo: 6, summary: { countedMinor: 700_00 } })
      record('shift.open', { id: newId(), person: 'Vikram', ...shift })
      recordDayInvoice(store, billId, stamp)
      for (const body of [{ text: 'old' }, { text: 'new' }])
        record('definition.put', { kind: 'message-text', key: 'reminder/hi', body })
      record('definition.put', { kind: 'report', key: 'gone', body: {} })
      record('definition.put', { kind: 'report', key: 'gone', body: null })
    })
  } finally {
    store.close()
  }
}

/** An invoice for one bill, with the next number of its series and what the bill comes to. */
function recordDayInvoice(store: LedgerStore, billId: string, stamp: Stamp): void {
  const stored = store.bills.byId(billId)
  const series = seriesFor('day-invoice', store.shop.read()?.counterCode ?? '', bookDate(2026, 11, 22))
  if (stored === null || series === null) throw new Error('no bill')
  const number = documentNumber(series, store.dayInvoices.nextNumber(series))
  const sums = sumOfBills([stored.bill])
  const about = { limitMinor: minor(200_00), firstNumber: stored.number, lastNumber: stored.number }
  const place = { id: newId(), number: number.ok ? number.value : '', periodNo: 3, bookOn: bookDate(2026, 11, 22) }
  const details = { ...about, sums, returnedMinor: minor(0) }
  store.dayInvoices.make({ ...place, totalMinor: sums.totalMinor, details, billIds: [billId] }, series, stamp)
}
