import fc from 'fast-check'
import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import type { ExchangeAccount, ExchangeBook, ExchangeEntry, ExchangeParty } from '#shared/exchange/exchange-book.ts'
import { type AccountCode, SYSTEM_ACCOUNTS } from '#shared/ledger/account.ts'
import { controlAccount, type Posting } from '#shared/ledger/build-entry.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { minor } from '#shared/money/money.ts'
import { cleanName, NO_TAX_FACTS } from '#shared/parties/party.ts'

const uuid = fc.uuid({ version: 7 })
/** Names as shops have them, and as nobody hopes to see them. */
const name = fc
  .oneof(
    fc.constantFrom(
      'रमेश किराना',
      'Ramesh',
      'ramesh',
      'RAMESH',
      'तमिल் கடை',
      'ਸਿੰਘ ਸਟੋਰ',
      'A & B: Sons; (Delhi)',
      '[x] "q"'
    ),
    fc.constantFrom(
      'मो॰ अली',
      '! * 5',
      '2026-11-21 * x',
      'a  b',
      '; note',
      'date:2026-99-99',
      '=1+1',
      '@ 5',
      'Cash',
      '🙂'
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.string({ minLength: 1, maxLength: 30 })
  )
  .map((raw) => cleanName(raw) || 'x')

const party = fc.record({
  id: uuid,
  name,
  kind: fc.constantFrom('customer' as const, 'supplier' as const),
  place: name
})
const amount = fc.oneof(fc.integer({ min: 1, max: 500_000_00 }), fc.constantFrom(1, 99, 100, 1_000_000_000_000))
const share = fc.record({ account: fc.nat(1_000), amount, isCredit: fc.boolean() })
const entry = fc.record({
  id: uuid,
  kind: fc.constantFrom(...ENTRY_KINDS),
  day: fc.integer({ min: -400, max: 400 }),
  party: fc.option(fc.nat(1_000), { nil: null }),
  credit: amount,
  isCredit: fc.boolean(),
  shares: fc.array(share, { maxLength: 4 }),
  rest: fc.nat(1_000),
  isNumbered: fc.boolean(),
  text: fc.oneof(fc.constant(''), name),
  note: fc.oneof(fc.constant(''), name)
})

const TODAY = 20261121 as BookDate
const HEADS = ['expense:tea', 'expense:other'] as const
const OWN_HEAD = 'expense:0193e5f0-0000-7000-8000-000000000001'
const accounts = (ownName: string): ExchangeAccount[] => [
  ...Object.entries(SYSTEM_ACCOUNTS).map(([code, kind]) => ({ code: code as AccountCode, kind, name: '' })),
  ...HEADS.map((code) => ({ code: code as string as AccountCode, kind: 'expense' as const, name: '' })),
  { code: OWN_HEAD as AccountCode, kind: 'expense', name: ownName }
]

/** Books of any parties and balanced entries on any accounts, as no counter could make them but a way out must write them. */
export const randomExchangeBook: fc.Arbitrary<ExchangeBook> = fc
  .record({
    parties: fc.array(party, { minLength: 1, maxLength: 12 }),
    entries: fc.array(entry, { minLength: 1, maxLength: 40 }),
    ownName: name
  })
  .map(({ parties, entries, ownName }) => {
    const people = parties.map(
      (one, at): ExchangeParty => ({ ...NO_TAX_FACTS, ...one, partyNo: at + 1, phone: '', alias: '' })
    )
    const open = accounts(ownName)
    const made = entries.map((one, at) => entryOf(one, at + 1, people, open))
    return bookOf(people, open, made)
  })

type Raw = typeof entry extends fc.Arbitrary<infer One> ? One : never

function entryOf(raw: Raw, entryNo: number, people: ExchangeParty[], open: ExchangeAccount[]): ExchangeEntry {
  const plain = open.filter(({ code }) => !['debtors', 'creditors'].includes(code))
  const accountAt = (at: number) => plain[at % plain.length]?.code as AccountCode
  const person = raw.party === null ? undefined : people[raw.party % people.length]
  const postings: Posting[] = []
  if (person !== undefined) {
    const credit = minor(raw.isCredit ? -raw.credit : raw.credit)
    postings.push({ accountCode: controlAccount(person.kind), partyId: person.id, amountMinor: credit })
  }
  for (const { account, amount: of, isCredit } of raw.shares) {
    postings.push({ accountCode: accountAt(account), partyId: null, amountMinor: minor(isCredit ? -of : of) })
  }
  const rest = postings.reduce((total, { amountMinor }) => total - amountMinor, 0)
  if (rest !== 0) postings.push({ accountCode: accountAt(raw.rest), partyId: null, amountMinor: minor(rest) })
  if (postings.length === 0) {
    postings.push({ accountCode: accountAt(0), partyId: null, amountMinor: minor(100) })
    postings.push({ accountCode: accountAt(1), partyId: null, amountMinor: minor(-100) })
  }
  const debit = postings.reduce((total, { amountMinor }) => total + Math.max(0, amountMinor), 0)
  return {
    entryNo,
    id: raw.id,
    kind: raw.kind,
    number: raw.isNumbered ? `KMB/26-27/${String(entryNo).padStart(5, '0')}` : '',
    bookOn: addDays(TODAY, raw.day),
    occurredOn: null,
    partyId: person?.id ?? null,
    text: raw.text,
    note: raw.note,
    reason: '',
    person: 'Asha',
    reversesId: null,
    amountMinor: minor(debit),
    postings
  }
}

export function bookOf(
  parties: readonly ExchangeParty[],
  open: readonly ExchangeAccount[],
  entries: readonly ExchangeEntry[]
): ExchangeBook {
  return {
    shop: {
      id: '0193e5f0-0000-7000-8000-00000000000a',
      name: 'शर्मा "Traders"',
      state: '07',
      gstin: '',
      currency: 'INR'
    },
    chain: { n: entries.length, hash: 'ab'.repeat(32) },
    accounts: open,
    parties: () => parties,
    items: () => [],
    facts: () => [],
    entries: () => entries,
    billOf: () => null,
    entryById: (id) => entries.find((one) => one.id === id) ?? null,
    settlementOf: () => null,
    dayInvoices: () => [],
    numberOf: (entryNo) => entries.find((one) => one.entryNo === entryNo)?.number ?? ''
  }
}
