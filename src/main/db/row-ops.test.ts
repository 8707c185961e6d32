import { expect, test } from 'vitest'
import type { HybridTime } from '#shared/journal/hybrid-clock.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import { noFacts } from './journal-facts.ts'
import { entryOp, partyOp, readEntryRow } from './row-ops.ts'
import { uuidBytes } from './uuid-bytes.ts'

const ENTRY = '01930000-0000-7000-8000-000000000001'
const PARTY = '01930000-0000-7000-8000-000000000002'
const place = { n: 31, time: '01930000000000aa' as HybridTime }

/** Old books are read for ever: these letters are what every release has hashed, and none may write others. */
test('the op of an entry is written from its row letter by letter', () => {
  const facts = noFacts()
  facts.counterCode = 'KM'
  facts.accountCodes.set(8, 'sales' as AccountCode)
  facts.parties.set(7, { id: PARTY, kind: 'customer', isCurrent: true })
  const row = {
    entry_no: 12,
    id: uuidBytes(ENTRY),
    op_n: 31,
    kind_no: 1,
    series_no: 1,
    number_no: 12,
    book_on: 20261122,
    occurred_on: 20261120,
    recorded_at: 1_790_000_000_123,
    offset_minutes: 330,
    person: 'रवि "R"',
    party_no: 7,
    account_no: null,
    text: 'चावल',
    note: 'by van',
    lines: '[["soap",20000],["salt",105000]]',
    amount_minor: 1_250_00,
    cash_minor: 500_00,
    change_minor: 10_00,
    upi_minor: 50_00,
    bank_minor: 0,
    credit_minor: 700_00,
    other_no: 8,
    balance_minor: 900_00,
    reverses_no: null,
    reason: null,
    hash: new Uint8Array(32)
  }
  expect(entryOp(readEntryRow(row, facts), null, facts, place)).toBe(
    `{"b":0,"d":{"amount":125000,"at":1790000000123,"cash":50000,"change":1000,"credit":70000,"id":"${ENTRY}",` +
      `"kind":"sale","lines":[["soap",20000],["salt",105000]],"note":"by van","number":"KMB/26-27/00012","off":330,` +
      `"on":20261122,"party":"${PARTY}","post":[["cash",null,50000],["upi",null,5000],["debtors","${PARTY}",70000],` +
      `["sales",null,-125000]],"text":"चावल","upi":5000,"was":20261120,"z":1},"k":"entry.post","n":31,` +
      `"t":"01930000000000aa","u":"रवि \\"R\\"","v":1}`
  )
})

test('the op of a party is written from its row letter by letter', () => {
  const row = {
    party_no: 7,
    id: uuidBytes(PARTY),
    name: 'Ramesh',
    kind: 'customer',
    phone: '98',
    place: 'Jaipur',
    alias: '',
    is_archived: 1,
    op_n: 31,
    changed_at: 1_790_000_000_123,
    person: '',
    hash: new Uint8Array(32),
    address: '',
    state: '',
    gstin: '',
    tax_kind: '',
    price_level: ''
  }
  expect(partyOp(row, 'party.change', place)).toBe(
    `{"b":0,"d":{"alias":"","at":1790000000123,"id":"${PARTY}","isArchived":true,"kind":"customer","name":"Ramesh",` +
      `"phone":"98","place":"Jaipur"},"k":"party.change","n":31,"t":"01930000000000aa","u":"","v":1}`
  )
  const taxed = { ...row, address: '1 Bapu Bazar', state: '08', gstin: '08ABCDE1234F1Z5', price_level: 'dealer' }
  expect(partyOp(taxed, 'party.change', place)).toBe(
    `{"b":0,"d":{"address":"1 Bapu Bazar","alias":"","at":1790000000123,"gstin":"08ABCDE1234F1Z5","id":"${PARTY}",` +
      `"isArchived":true,"kind":"customer","name":"Ramesh","phone":"98","place":"Jaipur","priceLevel":"dealer","state":"08"},` +
      `"k":"party.change","n":31,"t":"01930000000000aa","u":"","v":1}`
  )
})
