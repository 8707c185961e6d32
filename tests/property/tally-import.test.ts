import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import { ALL_DAYS, type ExchangeBook, type ExchangeEntry } from '#shared/exchange/exchange-book.ts'
import { tallyMasters } from '#shared/exchange/tally-masters.ts'
import { tallyVouchers } from '#shared/exchange/tally-vouchers.ts'
import { planImport } from '#shared/import/plan-import.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { type AccountCode, type AccountKind, SYSTEM_ACCOUNTS } from '#shared/ledger/account.ts'
import { controlAccount, type Posting } from '#shared/ledger/build-entry.ts'
import { minor } from '#shared/money/money.ts'
import { cleanName, NO_TAX_FACTS } from '#shared/parties/party.ts'
import { bookOf } from '#tests/support/random-exchange-book.ts'
import { emptyBook, plainIdFor } from '../fixtures/import/empty-book.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-tally-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
async function read(content: string | Uint8Array): Promise<SourceTable> {
  const file = path.join(folder, `${++count}.xml`)
  writeFileSync(file, content)
  return await fileTableReader.read(file)
}
const failureOf = async (content: string | Uint8Array): Promise<unknown> => {
  try {
    await read(content)
    return null
  } catch (error) {
    return (error as { failure?: unknown }).failure ?? error
  }
}
const plan = (table: SourceTable) =>
  orThrow(planImport(table, { kind: null, mapping: null, dateOrder: null }, emptyBook, plainIdFor))
const xml = (texts: Generator<string, unknown>): string => [...texts].join('')

const names = fc
  .oneof(
    fc.constantFrom('रमेश किराना', 'A & B <Sons>', 'மாலா', 'Asha "Stores"'),
    fc.string({ minLength: 2, maxLength: 20 })
  )
  .map((raw) => `P ${cleanName(raw)}`.trim())
  // Words that mean money, or a total, would be read as such, as in any import.
  .filter((name) => !/cash|bank|upi|total/iu.test(name))
const amounts = fc.integer({ min: 1, max: 9_000_000_00 })
const KINDS = [
  ...(['sale', 'sale-return', 'purchase', 'purchase-return', 'got', 'gave'] as const),
  ...(['contra', 'expense', 'opening', 'journal'] as const)
]
const deals = fc.record({
  id: fc.uuid({ version: 7 }),
  kind: fc.constantFrom(...KINDS),
  isTurned: fc.boolean(),
  party: fc.nat(100),
  amount: amounts,
  paid: fc.nat(100),
  place: fc.constantFrom('cash', 'bank', 'upi')
})

/** A book of what an import can say: goods of parties, some of it paid, and money that came and went. */
const dealings = fc
  .record({
    people: fc.uniqueArray(names, { minLength: 1, maxLength: 6, selector: (name) => name.toLowerCase() }),
    deals: fc.array(deals, { minLength: 1, maxLength: 25 })
  })
  .map(({ people, deals: all }): ExchangeBook => {
    const parties = people.map((name, at) => ({
      ...{ ...NO_TAX_FACTS, partyNo: at + 1, id: plainIdFor(name), name, phone: '', place: '', alias: '' },
      kind: at % 2 === 0 ? ('customer' as const) : ('supplier' as const)
    }))
    const codes: [string, AccountKind][] = [...Object.entries(SYSTEM_ACCOUNTS), ['expense:tea', 'expense']]
    const accounts = codes.map(([code, kind]) => ({ code: code as AccountCode, kind, name: '' }))
    const entries = all.map((deal, at): ExchangeEntry => {
      const wanted = deal.kind.startsWith('purchase') ? 'supplier' : 'customer'
      const fitting = parties.filter(({ kind }) => kind === wanted)
      const party = (fitting.length > 0 ? fitting : parties)[deal.party % Math.max(1, fitting.length)] ?? parties[0]
      if (party === undefined) throw new Error('a book without parties')
      return {
        ...{ entryNo: at + 1, id: deal.id, number: `N/${at + 1}`, bookOn: 20261101 as ExchangeEntry['bookOn'] },
        ...{
          kind: deal.kind as ExchangeEntry['kind'],
          occurredOn: null,
          partyId: deal.kind === 'contra' || deal.kind === 'expense' ? null : party.id,
          text: '',
          note: '',
          reason: ''
        },
        ...{ person: '', reversesId: null, amountMinor: minor(deal.amount), postings: postingsOf(deal, party) }
      }
    })
    return bookOf(parties, accounts, entries)
  })

/** What a journal of the book may be against. */
const JOURNALS = {
  'interest-received': 1,
  'interest-paid': 1,
  'discount-received': 1,
  'discount-allowed': 1,
  'bad-debts': 1,
  'balances-moved': 1
}

function postingsOf(
  {
    kind,
    amount,
    paid,
    place,
    isTurned
  }: { kind: string; amount: number; paid: number; place: string; isTurned: boolean },
  party: { id: string; kind: 'customer' | 'supplier' }
): Posting[] {
  const accounts = Object.keys(JOURNALS)
  const two = (
    debited: Omit<Posting, 'amountMinor'>,
    credited: Omit<Posting, 'amountMinor'>,
    by: number
  ): Posting[] => [
    { ...debited, amountMinor: minor(by) },
    { ...credited, amountMinor: minor(-by) }
  ]
  const account = (code: string) => ({ accountCode: code as AccountCode, partyId: null })
  const ofParty = { accountCode: controlAccount(party.kind), partyId: party.id }
  const to = ['cash', 'bank', 'upi', 'owner'].filter((one) => one !== place)[paid % 3] ?? 'owner'
  const by = isTurned ? -amount : amount
  if (kind === 'contra') return two(account(place), account(to), by)
  if (kind === 'expense') return two(account('expense:tea'), account(place), amount)
  if (kind === 'opening') return two(ofParty, account('opening'), by)
  if (kind === 'journal') return two(ofParty, account(accounts[paid % accounts.length] ?? ''), by)
  const goods = { sale: 1, 'sale-return': -1, purchase: -1, 'purchase-return': 1 }[kind] ?? 0
  const money =
    goods === 0 ? (kind === 'got' ? amount : -amount) : goods * Math.floor((amount * Math.min(paid, 90)) / 100)
  const credit = goods === 0 ? -money : goods * amount - money
  const others = {
    sale: 'sales',
    'sale-return': 'sales-returns',
    purchase: 'purchases',
    'purchase-return': 'purchase-returns'
  }
  const other = others[kind as keyof typeof others] ?? ''
  return [
    { accountCode: place as AccountCode, partyId: null, amountMinor: minor(money) },
    { accountCode: controlAccount(party.kind), partyId: party.id, amountMinor: minor(credit) },
    { accountCode: other as AccountCode, partyId: null, amountMinor: minor(-money - credit) }
  ].filter(({ amountMinor }) => amountMinor !== 0)
}

/** What each party owes, and what lies in each place, as a plan would leave an empty book. */
function outcomeOf(table: SourceTable) {
  const { draft, plan: shown } = plan(table)
  const nameOf = new Map(draft.parties.map(({ id, name }) => [id, name]))
  const sums: Record<string, number> = {}
  const put = (place: string, amount: number) => {
    sums[place] = (sums[place] ?? 0) + amount
  }
  for (const { partyId, creditMinor, request } of draft.entries) {
    if (partyId !== null) put(nameOf.get(partyId) ?? '', creditMinor)
    if (request === null || request.kind === 'bill' || request.kind === 'opening' || request.kind === 'journal')
      continue
    if (request.kind === 'contra') {
      for (const [place, sign] of [
        [request.from, -1],
        [request.to, 1]
      ] as const)
        if (place !== 'owner') put(place, sign * request.amountMinor)
      continue
    }
    const [money, sign] = 'tender' in request ? [request.tender, 1] : 'paid' in request ? [request.paid, -1] : [null, 0]
    if (money === null) continue
    for (const place of ['cash', 'bank', 'upi'] as const) put(place, sign * money[`${place}Minor`])
  }
  return { sums: nonZero(sums), shown }
}

function meantOf(book: ExchangeBook): Record<string, number> {
  const nameOf = new Map([...book.parties()].map(({ id, name }) => [id, name]))
  const sums: Record<string, number> = {}
  for (const { accountCode, partyId, amountMinor } of [...book.entries()].flatMap(({ postings }) => postings)) {
    const place = partyId === null ? (accountCode as string) : (nameOf.get(partyId) ?? '')
    if (partyId !== null || ['cash', 'bank', 'upi'].includes(place)) sums[place] = (sums[place] ?? 0) + amountMinor
  }
  return nonZero(sums)
}

const nonZero = (sums: Record<string, number>) =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0))

test('vouchers of our own come back through the import to the paisa: each party, drawer, bank and UPI', async () => {
  await fc.assert(
    fc.asyncProperty(dealings, async (book) => {
      const { sums, shown } = outcomeOf(await read(xml(tallyVouchers(book, ALL_DAYS))))
      expect(shown.kind).toBe('entries')
      expect(shown.remarks.filter(({ isLeftOut }) => isLeftOut)).toEqual([])
      expect(sums).toEqual(meantOf(book))
    }),
    { numRuns: 40 }
  )
}, 120_000)

const LEDGERS = (inner: string) => `<ENVELOPE><BODY><TALLYMESSAGE>${inner}</TALLYMESSAGE></BODY></ENVELOPE>`
const RAMESH = LEDGERS(
  '<LEDGER NAME="Ramesh &amp; Sons"><PARENT>&#4; Sundry Debtors</PARENT><OPENINGBALANCE>-1250.50</OPENINGBALANCE></LEDGER>' +
    '<LEDGER NAME="Lakshmi Mill"><PARENT>Sundry Creditors</PARENT><OPENINGBALANCE>900.00</OPENINGBALANCE></LEDGER>' +
    '<LEDGER NAME="Rent"><PARENT>Indirect Expenses</PARENT></LEDGER>'
)

test.each([
  ['UTF-8', Buffer.from(RAMESH)],
  ['UTF-8 with a mark and a declaration', Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>${RAMESH}`)],
  ['UTF-16LE with a mark', Buffer.from(`\ufeff${RAMESH}`, 'utf16le')],
  ['UTF-16LE without one', Buffer.from(RAMESH, 'utf16le')],
  ['another root around it', Buffer.from(`<EXPORT><X/>${RAMESH}</EXPORT>`)]
])('masters are a list of parties with their balances: %s', async (_, bytes) => {
  const { plan: shown, draft } = plan(await read(bytes))
  expect(shown).toMatchObject({ kind: 'parties', getMinor: 1250_50, giveMinor: 900_00, takenLineCount: 2 })
  expect(draft.parties.map(({ name, kind }) => [name, kind])).toEqual([
    ['Lakshmi Mill', 'supplier'],
    ['Ramesh & Sons', 'customer']
  ])
})

test('masters of our own come back with their opening balances', async () => {
  await fc.assert(
    fc.asyncProperty(dealings, async (book) => {
      const days = { fromOn: 20261115 as ExchangeEntry['bookOn'], toOn: null }
      const { plan: shown } = plan(await read(xml(tallyMasters(book, days))))
      const owed = [...book.parties()].map(({ name }) => meantOf(book)[name] ?? 0)
      expect(shown.getMinor).toBe(owed.reduce((all, one) => all + Math.max(0, one), 0))
      expect(shown.giveMinor).toBe(owed.reduce((all, one) => all + Math.max(0, -one), 0))
    }),
    { numRuns: 20 }
  )
}, 120_000)

test('a damaged file is said with its line and column, and one that is no Tally file for what it is', async () => {
  const damaged = '<ENVELOPE>\n<LEDGER NAME="A">\n  <PARENT>Sundry <b</PARENT>\n</LEDGER></ENVELOPE>'
  expect(await failureOf(damaged)).toMatchObject({ code: 'import/tally-damaged', params: { line: 3 } })
  const cut = '<ENVELOPE>\n<VOUCHER VCHTYPE="Sales">\n<DATE>2026'
  expect(await failureOf(cut)).toMatchObject({ code: 'import/tally-damaged', params: { line: 3 } })
  expect(await failureOf('<html><body>no</body></html>')).toMatchObject({ code: 'import/not-a-csv-or-xlsx' })
})

test('what an import cannot say is left out by name, never in silence', async () => {
  const line = (ledger: string, amount: string, isParty: boolean) =>
    `<ALLLEDGERENTRIES.LIST><LEDGERNAME>${ledger}</LEDGERNAME><ISPARTYLEDGER>${isParty ? 'Yes' : 'No'}</ISPARTYLEDGER>` +
    `<AMOUNT>${amount}</AMOUNT></ALLLEDGERENTRIES.LIST>`
  const voucher = (type: string, lines: string) =>
    `<VOUCHER VCHTYPE="${type}"><DATE>20261101</DATE><PARTYLEDGERNAME>Ramesh</PARTYLEDGERNAME>${lines}</VOUCHER>`
  const { plan: shown } = plan(
    await read(
      LEDGERS(
        voucher(
          'Sales',
          line('Ramesh', '-100.00', true) + line('Sales', '60.00', false) + line('Sales', '40.00', false)
        ) + voucher('Journal', line('Ramesh', '5.00', true) + line('Depreciation', '-5.00', false))
      )
    )
  )
  expect(shown).toMatchObject({ lineCount: 2, takenLineCount: 1, getMinor: 100_00 })
  expect(shown.remarks).toMatchObject([
    { remark: 'kind-unknown', isLeftOut: true, value: 'Journal 1:554: Ramesh, Depreciation' }
  ])
})

test('a large file is read a piece at a time: every voucher arrives, and memory holds rows, not the file', async () => {
  const voucher = [
    '<TALLYMESSAGE><VOUCHER VCHTYPE="Sales"><DATE>20261101</DATE><PARTYLEDGERNAME>Ramesh</PARTYLEDGERNAME>',
    `<BASICBUYERADDRESS.LIST>${'<BASICBUYERADDRESS>12 Long Street, near the old market</BASICBUYERADDRESS>'.repeat(60)}</BASICBUYERADDRESS.LIST>`,
    '<ALLLEDGERENTRIES.LIST><LEDGERNAME>Ramesh</LEDGERNAME><ISPARTYLEDGER>Yes</ISPARTYLEDGER><AMOUNT>-1.00</AMOUNT></ALLLEDGERENTRIES.LIST>',
    '<ALLLEDGERENTRIES.LIST><LEDGERNAME>Sales</LEDGERNAME><AMOUNT>1.00</AMOUNT></ALLLEDGERENTRIES.LIST></VOUCHER></TALLYMESSAGE>\n'
  ].join('')
  const vouchers = Math.ceil((Number(process.env.TALLY_MB ?? 25) * 1_000_000) / voucher.length)
  const file = path.join(folder, 'large.xml')
  writeFileSync(file, '<ENVELOPE>\n')
  for (let left = vouchers; left > 0; left -= 500) {
    writeFileSync(file, voucher.repeat(Math.min(500, left)), { flag: 'a' })
  }
  writeFileSync(file, '</ENVELOPE>', { flag: 'a' })
  let turns = 0
  const turning = setInterval(() => turns++, 1)
  const table = await fileTableReader.read(file)
  clearInterval(turning)
  expect(table.rows).toHaveLength(1 + vouchers)
  // Others had their turn meanwhile, many times over: the app answers while it reads.
  expect(turns).toBeGreaterThan(10)
}, 300_000)
