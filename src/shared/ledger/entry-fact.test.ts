import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { type EntryFactSource, entryFact, type RecordedWhen } from './entry-fact.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const amount = fc.integer({ min: -(10 ** 12), max: 10 ** 12 })

const entries: fc.Arbitrary<EntryFactSource & RecordedWhen> = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('sale', 'got'),
  number: text,
  bookOn: fc.constant(20261122),
  occurredOn: fc.option(fc.constant(20261120)),
  recordedAt: fc.integer({ min: 0, max: 2 ** 45 }),
  offsetMinutes: fc.integer({ min: -720, max: 840 }),
  periodNo: fc.integer({ min: 1, max: 9_999 }),
  partyId: fc.option(fc.uuid()),
  accountCode: fc.option(text),
  text,
  note: text,
  lines: fc.array(fc.record({ text, amountMinor: amount }), { maxLength: 3 }),
  amountMinor: amount,
  cashMinor: amount,
  changeMinor: amount,
  upiMinor: amount,
  bankMinor: amount,
  creditMinor: amount,
  reversesId: fc.option(fc.uuid()),
  reason: text,
  postings: fc.array(fc.record({ accountCode: text, partyId: fc.option(fc.uuid()), amountMinor: amount }), {
    maxLength: 4
  })
})

const isEmpty = (value: Json) =>
  value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)

/** The same by the general writer, which sorts and leaves nothing to chance. */
function byTheGeneralWriter(entry: EntryFactSource & RecordedWhen): string {
  const all: Record<string, Json> = {
    id: entry.id,
    kind: entry.kind,
    number: entry.number,
    on: entry.bookOn,
    was: entry.occurredOn,
    at: entry.recordedAt,
    off: entry.offsetMinutes,
    z: entry.periodNo,
    party: entry.partyId,
    account: entry.accountCode,
    text: entry.text,
    note: entry.note,
    lines: entry.lines.map((line) => [line.text, line.amountMinor]),
    amount: entry.amountMinor,
    cash: entry.cashMinor,
    change: entry.changeMinor,
    upi: entry.upiMinor,
    bank: entry.bankMinor,
    credit: entry.creditMinor,
    undoes: entry.reversesId,
    reason: entry.reason,
    post: entry.postings.map((posting) => [posting.accountCode, posting.partyId, posting.amountMinor])
  }
  return canonicalJson(Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value))))
}

test('the fact of an entry is canonical JSON, whatever the entry says', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      expect(entryFact(entry, entry)).toBe(byTheGeneralWriter(entry))
    })
  )
})

test('a fraction, a number beyond the safe ones and half a letter are bugs', () => {
  const [entry] = fc.sample(entries, 1)
  if (entry === undefined) throw new Error('no sample')
  for (const wrong of [{ amountMinor: 1.5 }, { cashMinor: 2 ** 53 }, { text: '\ud800' }])
    expect(() => entryFact({ ...entry, ...wrong }, entry)).toThrow('in an op')
})
