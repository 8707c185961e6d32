import type { AccountCode } from '#shared/ledger/account.ts'
import { minor } from '#shared/money/money.ts'
import { shareOut } from '#shared/money/share-out.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { Bill, WorkedLine } from '#shared/sales/bill.ts'
import type { ExchangeEntry } from './exchange-book.ts'
import type { TallyItems } from './tally-masters.ts'
import { element, elements, tallyAmount, yesNo } from './tally-xml.ts'

/** The goods of a voucher: they stand within the line of the account of goods, and come to its amount. */
export interface GoodsOfVoucher {
  readonly accountCode: AccountCode | null
  readonly xml: string
  /** A line that is no item of the list; then the goods of the voucher stay out, or they would not come to the amount. */
  readonly missing: string | null
}

const NONE: GoodsOfVoucher = { accountCode: null, xml: '', missing: null }
const GOODS_ACCOUNTS: ReadonlySet<string> = new Set(['sales', 'sales-returns', 'purchases', 'purchase-returns'])

/**
 * Which goods a bill moves, with the value that an entry puts on the account of goods shared out to them. The entry is that of the
 * bill, or the one that undoes it: its postings are turned, and so the goods go back.
 */
export function goodsOf(entry: ExchangeEntry, bill: Bill | null, items: TallyItems): GoodsOfVoucher {
  if (bill === null) return NONE
  const line = entry.postings.find(({ accountCode }) => GOODS_ACCOUNTS.has(accountCode))
  if (line === undefined) return NONE
  const missing = bill.lines.find(({ itemId }) => itemId === null || !items.has(itemId))
  if (missing !== undefined) return { ...NONE, missing: missing.text }
  const weights = bill.lines.map(({ taxableMinor }) => taxableMinor)
  if (weights.every((weight) => weight === 0)) return NONE
  const sign = line.amountMinor < 0 ? -1 : 1
  const shares = shareOut(minor(sign * line.amountMinor), weights)
  const xml = bill.lines.map((one, at) => goodsXml(one, minor(sign * (shares[at] ?? 0)), items)).join('')
  return { accountCode: line.accountCode, xml, missing: null }
}

function goodsXml(line: WorkedLine, amountMinor: ReturnType<typeof minor>, items: TallyItems): string {
  const count = line.quantity === 0 ? '' : `${plainCount(line.quantity)} ${line.baseUnit ?? ''}`.trim()
  return (
    '<INVENTORYALLOCATIONS.LIST>' +
    element('STOCKITEMNAME', items.get(line.itemId ?? '') ?? '') +
    element('ISDEEMEDPOSITIVE', yesNo(amountMinor > 0)) +
    elements([
      ['ACTUALQTY', count],
      ['BILLEDQTY', count]
    ]) +
    element('AMOUNT', tallyAmount(amountMinor)) +
    '</INVENTORYALLOCATIONS.LIST>'
  )
}

const plainCount = (count: Quantity): string => {
  const part = String(count % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${Math.trunc(count / 1_000)}${part === '' ? '' : `.${part}`}`
}
