import type { ImportField, ImportKind } from './import-plan.ts'
import { ITEM_HEADINGS } from './item-columns.ts'

/**
 * What column headings mean, as data: plain English and Hindi, and the headings that Tally, Khatabook, Vyapar,
 * OkCredit and spreadsheets of shops write. A heading is compared without case, blanks and punctuation; the earlier
 * name wins where two columns would fill one field. A field may mean something else in another kind of file.
 */
type Headings = Partial<Record<ImportField, readonly string[]>>

const EVERYWHERE: Headings = {
  name: [
    'party name',
    'customer name',
    'supplier name',
    'ledger name',
    'account name',
    'name',
    'party',
    'customer',
    'supplier',
    'vendor',
    'vendor name',
    'buyer',
    'client',
    'ledger',
    'particulars',
    'नाम',
    'पार्टी का नाम',
    'ग्राहक का नाम',
    'पार्टी',
    'ग्राहक',
    'खाता',
    'खाते का नाम'
  ],
  phone: [
    'phone',
    'phone no',
    'phone number',
    'mobile',
    'mobile no',
    'mobile number',
    'contact',
    'contact no',
    'contact number',
    'whatsapp',
    'whatsapp number',
    'फ़ोन',
    'फोन',
    'फ़ोन नंबर',
    'फोन नंबर',
    'मोबाइल',
    'मोबाइल नंबर'
  ],
  place: [
    'place',
    'city',
    'town',
    'village',
    'location',
    'area',
    'address',
    'billing address',
    'state',
    'country',
    'जगह',
    'शहर',
    'गाँव',
    'गांव',
    'पता'
  ],
  balanceSide: ['dr/cr', 'dr cr', 'cr/dr', 'side', 'balance type', 'receivable/payable', 'नाम/जमा'],
  debit: [
    'debit',
    'debit amount',
    'debit(-)',
    'dr',
    'dr amount',
    'you gave',
    'you will get',
    "you'll get",
    'receivable',
    'receivable balance',
    'receivables',
    'to receive',
    'credit given',
    'आपने दिए',
    'आपको मिलेंगे',
    'लेना है',
    'लेना',
    'उधार'
  ],
  credit: [
    'credit',
    'credit amount',
    'credit(+)',
    'cr',
    'cr amount',
    'you got',
    'you will give',
    "you'll give",
    'payable',
    'payable balance',
    'payables',
    'to pay',
    'payment received',
    'आपको मिले',
    'आप देंगे',
    'देना है',
    'देना',
    'जमा'
  ],
  partyCode: [
    'customer id',
    'customer code',
    'customer no',
    'party id',
    'party code',
    'ledger code',
    'account code',
    'cust id',
    'ग्राहक संख्या'
  ],
  note: ['note', 'notes', 'remark', 'remarks', 'टिप्पणी', 'नोट']
}

const PARTIES: Headings = {
  kind: ['party type', 'type', 'group', 'under', 'party group', 'category', 'parent', 'प्रकार', 'समूह'],
  balance: [
    'opening balance',
    'balance',
    'closing balance',
    'current balance',
    'net balance',
    'outstanding',
    'outstanding amount',
    'balance amount',
    'due',
    'amount due',
    'pending',
    'pending amount',
    'amount',
    'शेष',
    'बाकी',
    'बकाया',
    'शुरुआती बाकी',
    'राशि'
  ]
}

const DATED: Headings = {
  date: [
    'date',
    'voucher date',
    'vch date',
    'transaction date',
    'txn date',
    'entry date',
    'invoice date',
    'bill date',
    'दिनांक',
    'तारीख',
    'तिथि'
  ],
  number: [
    'invoice no',
    'invoice number',
    'bill no',
    'bill number',
    'voucher no',
    'voucher number',
    'vch no',
    'ref no',
    'reference no',
    'receipt no',
    'invoice no/txn no',
    'invoice',
    'number',
    'no',
    'बिल नंबर',
    'बिल संख्या',
    'क्रमांक'
  ]
}

const ENTRIES: Headings = {
  ...DATED,
  entryKind: [
    'voucher type',
    'vch type',
    'transaction type',
    'txn type',
    'entry type',
    'type',
    'kind',
    'प्रकार',
    'लेन देन'
  ],
  amount: [
    'amount',
    'total amount',
    'grand total',
    'total',
    'bill amount',
    'invoice amount',
    'net amount',
    'value',
    'राशि',
    'रकम',
    'कुल राशि'
  ],
  against: ['against', 'other side', 'contra account'],
  paidAmount: ['received amount', 'paid amount', 'received/paid amount', 'amount received', 'amount paid'],
  paidBy: ['paid by', 'payment mode', 'payment type', 'mode of payment', 'mode', 'भुगतान का तरीका'],
  text: ['description', 'details', 'narration', 'item', 'items', 'text', 'विवरण', 'सामान']
}

const INVOICE_LINES: Headings = {
  ...DATED,
  quantity: ['quantity', 'qty', 'billed quantity', 'billed qty', 'pieces', 'मात्रा', 'नग'],
  rate: ['unit price', 'price', 'rate', 'unit rate', 'price/unit', 'भाव', 'दर'],
  itemCode: ['stock code', 'item code', 'product code', 'sku', 'article', 'कोड'],
  text: ['description', 'item', 'item name', 'product', 'product name', 'particulars', 'सामान', 'विवरण']
}

const BY_KIND: Readonly<Record<ImportKind, Headings>> = {
  parties: PARTIES,
  entries: ENTRIES,
  'invoice-lines': INVOICE_LINES,
  items: ITEM_HEADINGS
}

/** A heading as it is compared: no case, no blanks, no punctuation, one way to write each letter. */
export const headingKey = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}/+\-(]/gu, '')
    .replace(/[()]/gu, '')

interface Meaning {
  readonly field: ImportField
  readonly rank: number
}

const MEANINGS: Readonly<Record<ImportKind, ReadonlyMap<string, Meaning>>> = {
  parties: meaningsOf('parties'),
  entries: meaningsOf('entries'),
  'invoice-lines': meaningsOf('invoice-lines'),
  items: meaningsOf('items')
}

function meaningsOf(kind: ImportKind): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  // A list of items names no party.
  for (const headings of kind === 'items' ? [ITEM_HEADINGS] : [BY_KIND[kind], EVERYWHERE]) {
    for (const [field, names] of Object.entries(headings) as [ImportField, readonly string[]][]) {
      names.forEach((name, rank) => {
        const key = headingKey(name)
        if (!meanings.has(key)) meanings.set(key, { field, rank })
      })
    }
  }
  return meanings
}

/** What a heading means in a kind of file, and how sure the name is (0 is surest); null when it is not known. */
export const meaningOf = (kind: ImportKind, heading: string): Meaning | null =>
  MEANINGS[kind].get(headingKey(heading)) ?? null

const GOODS_FIELDS: readonly ImportField[] = [
  'salePrice',
  'purchasePrice',
  'retailPrice',
  'openingQuantity',
  'unit',
  'hsn',
  'taxRate',
  'barcode'
]

/** Whether a list with these headings cannot be one of items: it is dated, or names parties. */
export const isOfDealings = (cells: readonly string[]): boolean =>
  cells.some((cell) => {
    const key = headingKey(cell)
    const entry = MEANINGS.entries.get(key)?.field
    return entry === 'date' || entry === 'phone' || entry === 'partyCode' || PARTY_NAMES.has(key)
  })

const PARTY_NAMES = new Set(
  ['party name', 'customer name', 'supplier name', 'ledger name', 'party', 'customer', 'ledger', 'पार्टी', 'ग्राहक'].map(
    headingKey
  )
)

/** What a kind of file cannot do without. Of fields in one group any one is enough. */
export const REQUIRED: Readonly<Record<ImportKind, readonly (readonly ImportField[])[]>> = {
  parties: [['name', 'partyCode']],
  entries: [['date'], ['amount', 'debit', 'credit'], ['entryKind', 'balanceSide', 'debit', 'credit']],
  'invoice-lines': [['number'], ['date'], ['quantity'], ['rate'], ['partyCode', 'name']],
  // A name alone could be anybody's: something must be there that only goods have.
  items: [['name', 'itemCode'], GOODS_FIELDS]
}
