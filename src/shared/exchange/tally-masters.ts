import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import { UNITS } from '#shared/quantity/unit.ts'
import { checkGstin } from '#shared/tax/gstin.ts'
import type { ExchangeBook, ExchangeItem, ExchangePeriod } from './exchange-book.ts'
import { openingBalances, placeOf } from './opening-balances.ts'
import { type TallyLedger, tallyLedgers } from './tally-ledgers.ts'
import { ENVELOPE_FOOT, element, elements, envelopeHead, message, tallyAmount, xmlText, yesNo } from './tally-xml.ts'

/** Names of stock items as Tally gets them, by the item's id. */
export type TallyItems = ReadonlyMap<string, string>

/** What a file of masters holds. */
export interface WrittenMasters {
  readonly ledgerCount: number
  readonly itemCount: number
}

/**
 * The masters of a book for Tally: units, stock items, and ledgers with their opening balances at the first day of the period
 * (none for the whole book: there, old balances are vouchers). Groups are Tally's own. Yields text a master at a time.
 */
export function* tallyMasters(
  book: ExchangeBook,
  period: ExchangePeriod,
  company = ''
): Generator<string, WrittenMasters> {
  const ledgers = tallyLedgers(book)
  const opening = new Map(
    openingBalances(book, period.fromOn).map((one) => [placeOf(one.accountCode, one.partyId), one.amountMinor])
  )
  yield envelopeHead('All Masters', company)
  const units = new Set<string>()
  for (const { item } of book.items()) {
    for (const unit of [item.baseUnit]) {
      if (units.has(unit)) continue
      units.add(unit)
      yield message(unitXml(unit))
    }
  }
  let itemCount = 0
  for (const [name, item] of namedItems(book)) {
    itemCount++
    yield message(itemXml(name, item))
  }
  for (const ledger of ledgers.all) {
    const balance = opening.get(placeOf(ledger.code, ledger.party?.id ?? null))
    yield message(ledgerXml(ledger, balance === undefined ? '' : tallyAmount(balance)))
  }
  yield ENVELOPE_FOOT
  return { ledgerCount: ledgers.all.length, itemCount }
}

const unitXml = (unit: keyof typeof UNITS): string =>
  `<UNIT NAME="${unit}" ACTION="Create">` +
  elements([
    ['NAME', unit],
    ['ISSIMPLEUNIT', 'Yes'],
    ['DECIMALPLACES', String(UNITS[unit])]
  ]) +
  '</UNIT>'

/** Two items of one name are told apart by their code, else by their number. */
function* namedItems(book: ExchangeBook): Generator<[name: string, item: ExchangeItem]> {
  const taken = new Set<string>()
  for (const one of book.items()) {
    const { name, code } = one.item
    const wanted = [name, code === '' ? `${name} (${one.itemNo})` : `${name} (${code})`, `${name} (${one.itemNo})`]
    const free = wanted.find((tried) => !taken.has(tried.toLowerCase())) ?? `${name} #${one.itemNo}`
    taken.add(free.toLowerCase())
    yield [free, one]
  }
}

export const tallyItems = (book: ExchangeBook): TallyItems =>
  new Map([...namedItems(book)].map(([name, { item }]) => [item.id, name]))

function itemXml(name: string, { item }: ExchangeItem): string {
  const conversions = item.units.map(({ unit, size }) => `1 ${unit} = ${formatQuantity(size)} ${item.baseUnit}`)
  return (
    `<STOCKITEM NAME="${xmlText(name)}" ACTION="Create">` +
    elements([
      ['NAME', name],
      ['GUID', item.id],
      ['BASEUNITS', item.baseUnit],
      ['GSTAPPLICABLE', 'Applicable'],
      ['DESCRIPTION', conversions.join(', ')]
    ]) +
    (item.hsn === '' ? '' : `<HSNDETAILS.LIST>${element('HSNCODE', item.hsn)}</HSNDETAILS.LIST>`) +
    '</STOCKITEM>'
  )
}

const HEADS: readonly (readonly [ending: string, head: string])[] = [
  ['-cgst', 'Central Tax'],
  ['-sgst', 'State Tax'],
  ['-utgst', 'UT Tax'],
  ['-igst', 'Integrated Tax'],
  ['-cess', 'Cess']
]

function ledgerXml(ledger: TallyLedger, openingBalance: string): string {
  const { name, parent, id, code, party } = ledger
  const head = party === null ? HEADS.find(([ending]) => code.endsWith(ending))?.[1] : undefined
  const gstin = party !== null && checkGstin(party.gstin).ok ? party.gstin : ''
  const address = party?.address || party?.place || ''
  return (
    `<LEDGER NAME="${xmlText(name)}" ACTION="Create">` +
    `<NAME.LIST>${element('NAME', name)}</NAME.LIST>` +
    elements([
      ['GUID', id],
      ['PARENT', parent],
      ['ISBILLWISEON', yesNo(party !== null)],
      ['TAXTYPE', head === undefined ? '' : 'GST'],
      ['GSTDUTYHEAD', head ?? ''],
      ['OPENINGBALANCE', openingBalance],
      ['LEDGERMOBILE', party?.phone ?? ''],
      ['GSTREGISTRATIONTYPE', party === null ? '' : gstin === '' ? 'Unregistered' : 'Regular'],
      ['PARTYGSTIN', gstin]
    ]) +
    (address === '' ? '' : `<ADDRESS.LIST>${element('ADDRESS', address)}</ADDRESS.LIST>`) +
    '</LEDGER>'
  )
}
