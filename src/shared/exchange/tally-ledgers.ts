import { type AccountCode, type AccountKind, SYSTEM_ACCOUNTS, type SystemAccount } from '#shared/ledger/account.ts'
import { controlAccount, type Posting } from '#shared/ledger/build-entry.ts'
import type { ExchangeAccount, ExchangeBook, ExchangeParty } from './exchange-book.ts'
import { placeOf } from './opening-balances.ts'

/** A ledger as Tally is told of it. */
export interface TallyLedger {
  readonly name: string
  /** One of Tally's own groups. */
  readonly parent: string
  /** Our stable id: of a party its own, of an account its code behind the shop's id. */
  readonly id: string
  readonly code: AccountCode
  readonly party: ExchangeParty | null
}

export interface TallyLedgers {
  of(posting: Pick<Posting, 'accountCode' | 'partyId'>): TallyLedger
  readonly all: readonly TallyLedger[]
}

/**
 * The book's accounts as Tally's groups have them. Names are English whatever the language of the screens, so that a later
 * file meets the ledgers of an earlier one. `Cash` is there in every company of Tally.
 */
const LEDGERS: Readonly<
  Record<Exclude<SystemAccount, 'debtors' | 'creditors'>, readonly [name: string, parent: string]>
> = {
  cash: ['Cash', 'Cash-in-Hand'],
  bank: ['Bank', 'Bank Accounts'],
  upi: ['UPI on its way', 'Bank Accounts'],
  owner: ["Owner's Capital", 'Capital Account'],
  opening: ['Old Balances', 'Capital Account'],
  sales: ['Sales', 'Sales Accounts'],
  'sales-returns': ['Sales Returns', 'Sales Accounts'],
  purchases: ['Purchases', 'Purchase Accounts'],
  'purchase-returns': ['Purchase Returns', 'Purchase Accounts'],
  'freight-charged': ['Freight Charged', 'Direct Incomes'],
  'packing-charged': ['Packing Charged', 'Direct Incomes'],
  'other-charged': ['Other Charges', 'Direct Incomes'],
  'freight-paid': ['Freight on Purchases', 'Direct Expenses'],
  'round-off': ['Round Off', 'Indirect Expenses'],
  'output-cgst': ['Output CGST', 'Duties & Taxes'],
  'output-sgst': ['Output SGST', 'Duties & Taxes'],
  'output-utgst': ['Output UTGST', 'Duties & Taxes'],
  'output-igst': ['Output IGST', 'Duties & Taxes'],
  'output-cess': ['Output Cess', 'Duties & Taxes'],
  'output-vat': ['Output VAT', 'Duties & Taxes'],
  'input-cgst': ['Input CGST', 'Duties & Taxes'],
  'input-sgst': ['Input SGST', 'Duties & Taxes'],
  'input-utgst': ['Input UTGST', 'Duties & Taxes'],
  'input-igst': ['Input IGST', 'Duties & Taxes'],
  'input-cess': ['Input Cess', 'Duties & Taxes'],
  'input-vat': ['Input VAT', 'Duties & Taxes'],
  'reverse-charge-cgst': ['Reverse Charge CGST', 'Duties & Taxes'],
  'reverse-charge-sgst': ['Reverse Charge SGST', 'Duties & Taxes'],
  'reverse-charge-utgst': ['Reverse Charge UTGST', 'Duties & Taxes'],
  'reverse-charge-igst': ['Reverse Charge IGST', 'Duties & Taxes'],
  'reverse-charge-cess': ['Reverse Charge Cess', 'Duties & Taxes'],
  'reverse-charge-vat': ['Reverse Charge VAT', 'Duties & Taxes'],
  'over-short': ['Drawer Over or Short', 'Indirect Expenses'],
  'interest-received': ['Interest Received', 'Indirect Incomes'],
  'interest-paid': ['Interest Paid', 'Indirect Expenses'],
  'discount-received': ['Discount Received', 'Indirect Incomes'],
  'discount-allowed': ['Discount Allowed', 'Indirect Expenses'],
  'bad-debts': ['Bad Debts', 'Indirect Expenses'],
  'balances-moved': ['Balances Moved', 'Suspense A/c']
}

const PARENT_OF_KIND: Readonly<Record<AccountKind, string>> = {
  asset: 'Current Assets',
  liability: 'Current Liabilities',
  equity: 'Capital Account',
  income: 'Indirect Incomes',
  expense: 'Indirect Expenses'
}

/** Tally's own groups: no ledger may bear the name of one. */
const GROUPS = [
  ...'Capital Account|Reserves & Surplus|Loans (Liability)|Bank OD A/c|Secured Loans|Unsecured Loans'.split('|'),
  ...'Current Liabilities|Duties & Taxes|Provisions|Sundry Creditors|Fixed Assets|Investments'.split('|'),
  ...'Current Assets|Stock-in-Hand|Deposits (Asset)|Loans & Advances (Asset)|Sundry Debtors'.split('|'),
  ...'Cash-in-Hand|Bank Accounts|Misc. Expenses (ASSET)|Branch / Divisions|Suspense A/c'.split('|'),
  ...'Sales Accounts|Purchase Accounts|Direct Incomes|Indirect Incomes|Direct Expenses'.split('|'),
  ...'Indirect Expenses|Primary|Profit & Loss A/c'.split('|')
]

export const PARTY_GROUPS = { customer: 'Sundry Debtors', supplier: 'Sundry Creditors' } as const
const isControl = (code: string): boolean => code === 'debtors' || code === 'creditors'

/**
 * Names every ledger once. Tally tells names apart neither by capitals nor by blanks at their ends, and knows ledgers by
 * nothing but their names: two parties of one name are told apart by place, else by number, the first recorded keeping its own.
 */
export function tallyLedgers(book: ExchangeBook): TallyLedgers {
  const taken = new Set(GROUPS.map(keyOf))
  const ledgers = new Map<string, TallyLedger>()
  const give = (wanted: readonly string[], ledger: Omit<TallyLedger, 'name'>) => {
    const name = wanted.find((one) => !taken.has(keyOf(one))) ?? numbered(wanted[0] ?? '', taken)
    taken.add(keyOf(name))
    ledgers.set(placeOf(ledger.code, ledger.party?.id ?? null), { ...ledger, name })
  }
  for (const account of book.accounts) {
    if (isControl(account.code)) continue
    const [name, parent] = ledgerOf(account)
    give([name], { parent, id: `${book.shop.id}-${account.code}`, code: account.code, party: null })
  }
  for (const party of book.parties()) {
    const { name, place } = party
    const wanted = [tallyName(name), tallyName(place === '' ? `${name} (${party.partyNo})` : `${name} (${place})`)]
    give(wanted, { parent: PARTY_GROUPS[party.kind], id: party.id, code: controlAccount(party.kind), party })
  }
  return {
    of({ accountCode, partyId }) {
      const ledger = ledgers.get(placeOf(accountCode, partyId)) ?? ledgers.get(placeOf(accountCode, null))
      if (ledger === undefined) throw new Error(`no ledger for ${accountCode}`)
      return ledger
    },
    all: [...ledgers.values()]
  }
}

function ledgerOf({ code, kind, name }: ExchangeAccount): readonly [name: string, parent: string] {
  const known = LEDGERS[code as string as keyof typeof LEDGERS]
  if (known !== undefined && code in SYSTEM_ACCOUNTS) return known
  const bare = code.slice(code.indexOf(':') + 1)
  const plain = name === '' ? `${bare.slice(0, 1).toUpperCase()}${bare.slice(1)} expense` : name
  return [tallyName(plain), PARENT_OF_KIND[kind]]
}

/** What Tally would take for the same name. */
const keyOf = (name: string): string => name.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase()

/** A name as one line of an XML file keeps it. */
const tallyName = (name: string): string => name.replace(/[\s\p{Cc}]+/gu, ' ').trim() || '-'

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const tried = `${name} (${number})`
    if (!taken.has(keyOf(tried))) return tried
  }
}
