import { plain, type TallyVoucher } from './tally-rows.ts'

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

/** What a voucher does to each place of money, each party and each other ledger; debit is positive. */
interface Sums {
  readonly money: ReadonlyMap<Place, number>
  readonly parties: ReadonlyMap<string, number>
  readonly others: readonly { readonly ledger: string; readonly paise: number }[]
}

type Cells = { kind: string; party?: string; paise: number; paidBy?: string; against?: string; side?: string }
/** Null: the import cannot say it. */
type Rows = Cells[] | null

/**
 * A voucher as rows of a table of entries. Goods of a party are one row of the whole amount, and money that came or went with them
 * is a row of its own for each place, so that the party's balance is that of the voucher. Discounts, interest and bad debts beside a
 * payment or in a journal are rows of their own; several parties are split where each has its own part of one place of money, or
 * where they balance each other. What no row can say stays one row that names the voucher and where it stands, which the import
 * leaves out by name.
 *
 * @param isKnownParty whether the masters of the same file have a ledger among debtors and creditors
 */
export function entryRows(voucher: TallyVoucher, isKnownParty: (ledger: string) => boolean = () => false): string[][] {
  const { type, date, number, narration, position, lines } = voucher
  const sums = sumsOf(voucher, isKnownParty)
  const said = sums === null ? null : rowsOf(type, sums)
  const text = ({ kind, party = '', paise, paidBy = '', against = '', side = '' }: Cells) => [
    ...[date, kind, number, party, amountText(paise), paidBy, narration, against, side]
  ]
  if (said !== null && said.length > 0) return said.map(text)
  const ledgers = lines.map(({ ledger }) => ledger).join(', ')
  const paise = Math.max(1, ...lines.map(({ amount }) => Math.abs(paiseOf(amount) ?? 1)))
  return [text({ kind: `${type} ${position}: ${ledgers}`, party: voucher.partyLedger, paise })]
}

const GOODS: Readonly<Record<string, { readonly moneyWord: string; readonly moneySign: 1 | -1 }>> = {
  sales: { moneyWord: 'Receipt', moneySign: 1 },
  'credit note': { moneyWord: 'Payment', moneySign: -1 },
  purchase: { moneyWord: 'Payment', moneySign: -1 },
  'debit note': { moneyWord: 'Receipt', moneySign: 1 }
}
const MONEY: Readonly<Record<string, 1 | -1>> = { receipt: 1, payment: -1 }

function rowsOf(type: string, sums: Sums): Rows {
  const { parties, money } = sums
  const kind = plain(type)
  const goods = GOODS[kind]
  if (goods !== undefined) return parties.size < 2 ? goodsRows(type, goods, sums) : null
  if (parties.size === 0) return withoutParty(kind, sums)
  if (parties.size > 1) return ofSeveral(kind, sums)
  const [[party, partyPaise] = ['', 0]] = parties
  const sign = MONEY[kind]
  if (sign === undefined) return money.size === 0 ? journalRows(party, partyPaise, sums) : null
  const [paid, beside] = [
    moneyRows(kind === 'receipt' ? 'Receipt' : 'Payment', sign, party, money),
    besideRows(party, sums)
  ]
  return paid === null || beside === null ? null : [...paid, ...beside]
}

function goodsRows(type: string, { moneyWord, moneySign }: (typeof GOODS)[string] & object, sums: Sums): Rows {
  const { parties, money } = sums
  const [[party, partyPaise] = ['', 0]] = parties
  // A debit note is somebody's: goods go back to whoever brought them.
  if (party === '') return plain(type) === 'debit note' ? null : moneyRows(type, moneySign, '', money)
  const moneyPaise = [...money.values()].reduce((all, paise) => all + paise, 0)
  const paid = moneyRows(moneyWord, moneySign, party, money)
  return paid === null ? null : [{ kind: type, party, paise: partyPaise + moneyPaise }, ...paid]
}

/** A row for each place; null where money went the other way than the voucher says. */
function moneyRows(kind: string, sign: 1 | -1, party: string, money: Sums['money']): Rows {
  const moved = [...money].filter(([, paise]) => paise !== 0)
  if (moved.some(([, paise]) => paise * sign < 0)) return null
  return moved.map(([paidBy, paise]) => ({ kind, party, paise, paidBy }))
}

/** Contra, what the owner brings and takes, and expenses. */
function withoutParty(kind: string, { money, others }: Sums): Rows {
  const owners = others.filter(({ ledger }) => isOwner(ledger))
  const places: [string, number][] = [...money, ...owners.map(({ paise }): [string, number] => ['Owner', paise])]
  if (owners.length === others.length && (kind === 'contra' || kind === 'journal' || owners.length > 0))
    return pairs(places)
  const [[paidBy] = [undefined]] = money
  const isPlain = kind === 'payment' && owners.length === 0 && others.every(({ paise }) => paise > 0)
  // One head may be paid from several places, several heads from one.
  if (!isPlain || paidBy === undefined) return null
  if (money.size === 1)
    return others.map(({ ledger, paise }) => ({ kind: 'Expense', party: headOf(ledger), paise, paidBy }))
  return others.length === 1 ? moneyRows('Expense', -1, headOf(others[0]?.ledger ?? ''), money) : null
}

/** Money from one place to another: each debit takes from the credits in their order, until all is said. */
function pairs(places: readonly (readonly [string, number])[]): Rows {
  const from = places.flatMap(([place, paise]) => (paise < 0 ? [{ place, left: -paise }] : []))
  const rows: Cells[] = []
  for (const [place, paise] of places) {
    for (let wanted = Math.max(0, paise); wanted > 0; ) {
      const source = from.find(({ left }) => left > 0)
      if (source === undefined || source.place === place) return null
      const part = Math.min(wanted, source.left)
      source.left -= part
      wanted -= part
      rows.push({ kind: 'Contra', paise: part, paidBy: source.place, against: place })
    }
  }
  return from.every(({ left }) => left === 0) ? rows : null
}

/** Several parties: each with its part of one place of money, or balancing each other. */
function ofSeveral(kind: string, { parties, money, others }: Sums): Rows {
  if (others.length > 0) return null
  const all = [...parties].filter(([, paise]) => paise !== 0)
  const sign = MONEY[kind]
  if (money.size === 0) {
    const isEven = all.reduce((sum, [, paise]) => sum + paise, 0) === 0
    return isEven ? all.map(([party, paise]) => journalCells(party, paise, 'Balances Moved')) : null
  }
  const [[paidBy] = [undefined]] = money
  if (sign === undefined || paidBy === undefined || money.size > 1 || all.some(([, paise]) => paise * sign > 0))
    return null
  return all.map(([party, paise]) => ({ kind: sign > 0 ? 'Receipt' : 'Payment', party, paise, paidBy }))
}

const journalCells = (party: string, paise: number, against: string, kind = 'Journal'): Cells => ({
  ...{ kind, party, paise, against },
  side: paise < 0 ? 'Cr' : 'Dr'
})

/** A journal of one party: goods that were undone, an old balance, or discounts and their like. */
function journalRows(party: string, partyPaise: number, sums: Sums): Rows {
  const names = sums.others.map(({ ledger }) => plain(ledger))
  if (names.some((name) => /^sales\b/u.test(name)))
    return [{ kind: partyPaise < 0 ? 'Credit Note' : 'Sales', party, paise: partyPaise }]
  if (names.some((name) => /^purchases?\b/u.test(name)))
    return [{ kind: partyPaise < 0 ? 'Purchase' : 'Debit Note', party, paise: partyPaise }]
  if (names.length === 1 && names[0] === 'old balances') return [journalCells(party, partyPaise, '', 'Opening')]
  return besideRows(party, sums)
}

/** What stands beside the party without being money: each ledger a row on the party's account, all of them known or none. */
function besideRows(party: string, { others }: Sums): Rows {
  const rows = others.map(({ ledger, paise }) => {
    const account = journalName(ledger, paise)
    return account === null ? null : journalCells(party, -paise, account)
  })
  return rows.every((row) => row !== null) ? rows : null
}

/** Which of the book's accounts it is; "Discount" alone is one or the other by its side. */
function journalName(ledger: string, paise: number): string | null {
  const name = plain(ledger)
  if (name === 'balances moved') return 'Balances Moved'
  if (/^bad debts?( written off)?$/u.test(name)) return 'Bad Debts'
  const read = /^(?:cash )?(discount|interest)s?(?: (allowed|given|received|paid|income|expenses?))?$/u.exec(name)
  if (read === null) return null
  const isOurs = read[2] === undefined ? paise < 0 : read[2] === 'received' || read[2] === 'income'
  if (read[1] === 'discount') return isOurs ? 'Discount Received' : 'Discount Allowed'
  return isOurs ? 'Interest Received' : 'Interest Paid'
}

const isOwner = (ledger: string): boolean =>
  /^(?:owner'?s? (?:capital|equity|account)|capital(?: account)?|drawings?|proprietor'?s? (?:capital|account))$/u.test(
    plain(ledger)
  )

/** `Tea expense` is the head `tea`. */
const headOf = (ledger: string): string => ledger.replace(/ expenses?$/iu, '').trim()

/** Null when an amount cannot be read. */
function sumsOf({ partyLedger, lines }: TallyVoucher, isKnownParty: (ledger: string) => boolean): Sums | null {
  const money = new Map<Place, number>()
  const parties = new Map<string, number>()
  const others: { ledger: string; paise: number }[] = []
  for (const { ledger, amount, isParty } of lines) {
    const read = paiseOf(amount)
    if (read === null) return null
    const paise = 0 - read
    const place = placeOf(ledger)
    const isOfParty = isParty || isKnownParty(ledger)
    if (place !== null && !(isOfParty && place !== 'Cash' && ledger !== partyLedger))
      money.set(place, (money.get(place) ?? 0) + paise)
    else if (isOfParty || isPartyByName(ledger, partyLedger)) parties.set(ledger, (parties.get(ledger) ?? 0) + paise)
    else others.push({ ledger, paise })
  }
  return { money, parties, others }
}

/** The voucher's party is the ledger of that name, unless that is one of the book's own. */
const isPartyByName = (ledger: string, partyLedger: string): boolean =>
  plain(ledger) === plain(partyLedger) && journalName(ledger, 1) === null && !isOwner(ledger)
