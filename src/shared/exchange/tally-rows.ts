/** What a file of Tally's XML says of a ledger: a master. Empty where it does not say. */
export interface TallyMaster {
  readonly name: string
  readonly parent: string
  /** As Tally writes it: a debit is negative. */
  readonly openingBalance: string
  readonly phone: string
  readonly address: string
}

export interface TallyLine {
  readonly ledger: string
  /** As Tally writes it: a debit is negative. */
  readonly amount: string
  readonly isParty: boolean
}

export interface TallyVoucher {
  readonly type: string
  readonly date: string
  readonly number: string
  readonly partyLedger: string
  readonly narration: string
  readonly lines: readonly TallyLine[]
}

/** Tables that the import knows, with headings that it knows. */
export const PARTY_HEADING = ['Party name', 'Party type', 'Phone', 'Address', 'Opening balance', 'Dr/Cr'] as const
export const ENTRY_HEADING = [
  'Date',
  'Voucher type',
  'Voucher no',
  'Party name',
  'Amount',
  'Paid by',
  'Narration'
] as const

const PARTY_GROUPS: Readonly<Record<string, string>> = {
  'sundry debtors': 'Customer',
  'sundry creditors': 'Supplier'
}
const plain = (name: string): string => name.replace(/\s+/gu, ' ').trim().toLowerCase()

/** Ledgers of the groups of debtors and creditors as rows of a list of parties; other ledgers are none. */
export function partyRow({ name, parent, openingBalance, phone, address }: TallyMaster): string[] | null {
  const kind = PARTY_GROUPS[plain(parent)]
  if (kind === undefined) return null
  const amount = openingBalance.trim()
  const side = amount === '' ? '' : amount.startsWith('-') ? 'Dr' : 'Cr'
  return [name, kind, phone, address, amount.replace(/^-/u, ''), side]
}

type Place = 'Cash' | 'Bank' | 'UPI'

/** Where money lies, by the ledger's name: the file of vouchers alone says no more. */
function placeOf(ledger: string): Place | null {
  const name = plain(ledger)
  if (/\b(?:upi|gpay|google pay|phonepe|paytm|bhim)\b/u.test(name)) return 'UPI'
  if (/\bcash\b/u.test(name) && !/discount|deposit/u.test(name)) return 'Cash'
  return /\bbank\b|\b(?:hdfc|sbi|icici|axis|pnb|kotak)\b/u.test(name) && !/charge|interest/u.test(name) ? 'Bank' : null
}

/** Digits of `-1250.5` as an integer of hundredths of hundredths would lose nothing: text is added as whole paise, null when it cannot. */
function paiseOf(text: string): number | null {
  const read = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/u.exec(text.replaceAll(',', '').trim())
  if (read === null) return null
  const paise = Number(`${read[2]}${(read[3] ?? '').padEnd(2, '0')}`)
  return read[1] === '-' ? -paise : paise
}

const amountText = (paise: number): string => {
  const digits = String(Math.abs(paise)).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * A voucher as rows of a table of entries. Goods of a party are one row of the whole amount, and money that came or went with them
 * is a row of its own for each place, so that the party's balance is that of the voucher. What an import cannot say (journals,
 * contras, debit notes, vouchers of several parties) stays one row under its own type, which the import leaves out by name.
 */
export function entryRows(voucher: TallyVoucher): string[][] {
  const { type, date, number, narration } = voucher
  const row = (kind: string, party: string, amount: string, paidBy: string) => [
    ...[date, kind, number, party, amount, paidBy, narration]
  ]
  const sums = sumsOf(voucher)
  if (sums === null) return [row(type, voucher.partyLedger, voucher.lines[0]?.amount ?? '', '')]
  const { party, partyPaise, money, others } = sums
  const moneyPaise = [...money.values()].reduce((all, paise) => all + paise, 0)
  const kind = plain(type)
  const whole = Math.abs(partyPaise + moneyPaise)
  const eachPlace = (word: string, sign: 1 | -1, name: string) =>
    [...money].flatMap(([place, paise]) => (paise * sign > 0 ? [row(word, name, amountText(paise), place)] : []))
  const isGoods = GOODS[kind]
  if (isGoods !== undefined) {
    if (party === '') return eachPlace(type, isGoods.moneySign, '')
    return [row(type, party, amountText(whole), ''), ...eachPlace(isGoods.moneyWord, isGoods.moneySign, party)]
  }
  if (kind === 'receipt' && party !== '') return eachPlace('Receipt', 1, party)
  if (kind === 'payment' && party !== '') return eachPlace('Payment', -1, party)
  if (kind === 'payment' && others.length > 0) return eachPlace('Expense', -1, headOf(others[0] ?? ''))
  return [row(type, party, amountText(whole === 0 ? moneyPaise || partyPaise : whole), '')]
}

const GOODS: Readonly<Record<string, { readonly moneyWord: string; readonly moneySign: 1 | -1 }>> = {
  sales: { moneyWord: 'Receipt', moneySign: 1 },
  'credit note': { moneyWord: 'Payment', moneySign: -1 },
  purchase: { moneyWord: 'Payment', moneySign: -1 }
}

/** `Tea expense` is the head `tea`. */
const headOf = (ledger: string): string => ledger.replace(/ expenses?$/iu, '').trim()

/** What a voucher does to its one party and to each place of money, debit positive; null when no row can say it. */
function sumsOf({ partyLedger, lines }: TallyVoucher) {
  const money = new Map<Place, number>()
  const parties = new Map<string, number>()
  const others: string[] = []
  for (const { ledger, amount, isParty } of lines) {
    const paise = paiseOf(amount)
    if (paise === null) return null
    const place = placeOf(ledger)
    if (place !== null && !(isParty && place !== 'Cash' && ledger !== partyLedger)) {
      money.set(place, (money.get(place) ?? 0) - paise)
    } else if (isParty || plain(ledger) === plain(partyLedger)) parties.set(ledger, (parties.get(ledger) ?? 0) - paise)
    else others.push(ledger)
  }
  const [[party, partyPaise] = ['', 0], second] = [...parties]
  return second === undefined ? { party, partyPaise, money, others } : null
}
