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
  /** Where it begins in the file, `line:column`. */
  readonly position: string
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
  'Narration',
  'Against',
  'Dr/Cr'
] as const

const PARTY_GROUPS: Readonly<Record<string, string>> = {
  'sundry debtors': 'Customer',
  'sundry creditors': 'Supplier'
}
/** A name as Tally compares it. */
export const plain = (name: string): string => name.replace(/\s+/gu, ' ').trim().toLowerCase()

/** Ledgers of the groups of debtors and creditors as rows of a list of parties; other ledgers are none. */
export function partyRow({ name, parent, openingBalance, phone, address }: TallyMaster): string[] | null {
  const kind = PARTY_GROUPS[plain(parent)]
  if (kind === undefined) return null
  const amount = openingBalance.trim()
  const side = amount === '' ? '' : amount.startsWith('-') ? 'Dr' : 'Cr'
  return [name, kind, phone, address, amount.replace(/^-/u, ''), side]
}

/** What a file says of a stock item. */
export interface TallyItem {
  readonly name: string
  readonly group: string
  readonly unit: string
  readonly hsn: string
  /** Percent, as it stands; empty where the file does not say. */
  readonly taxRate: string
  /** `24 PCS`; its value as Tally writes it: what is on hand is negative. */
  readonly openingBalance: string
  readonly openingValue: string
}

export const ITEM_HEADING = [
  'Item name',
  'Group',
  'Unit',
  'HSN',
  'Tax rate',
  'Opening stock quantity',
  'Opening stock value'
] as const

/** A stock item as a row of a list of items. Groups are names alone: what stands above a group is not kept. */
export function itemRow({ name, group, unit, hsn, taxRate, openingBalance, openingValue }: TallyItem): string[] {
  const ofGroup = /^(?:\s*|primary)$/iu.test(group) ? '' : group
  const count = /^\s*-?[\d,]+(?:\.\d+)?/u.exec(openingBalance)?.[0].trim() ?? ''
  return [name, ofGroup, unit, hsn, taxRate, count, count === '' ? '' : openingValue.trim().replace(/^-/u, '')]
}
