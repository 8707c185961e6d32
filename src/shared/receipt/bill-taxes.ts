import { formatAmount } from '#shared/money/format-amount.ts'
import { add, type Minor, sum, ZERO } from '#shared/money/money.ts'
import type { Bill, TaxSum, WorkedLine } from '#shared/sales/bill.ts'
import type { TaxHead } from '#shared/tax/tax-scheme.ts'
import { percentText } from './bill-figures.ts'
import type { ReceiptBlock, TableColumn, TableRow } from './receipt-document.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'

type Taxes = Readonly<Partial<Record<TaxHead, Minor | undefined>>>

/** Heads that bear the rate of a rule, in the order of papers. A cess has a rate of its own. */
const RATED_HEADS = ['cgst', 'sgst', 'utgst', 'igst', 'vat'] as const
type RatedHead = (typeof RATED_HEADS)[number]
/** Each of them bears half of the rate. */
const HALVES: ReadonlySet<TaxHead> = new Set<TaxHead>(['cgst', 'sgst', 'utgst'])

/** The heads as every language writes them; the others are words. */
const HEAD_CODES: Readonly<Partial<Record<TaxHead, string>>> = {
  cgst: 'CGST',
  sgst: 'SGST',
  utgst: 'UTGST',
  igst: 'IGST'
}

export const headName = (head: TaxHead, t: Translate): string => HEAD_CODES[head] ?? t(head === 'cess' ? 'cess' : 'vat')

const NATURES: Readonly<Record<TaxSum['nature'], ReceiptTextKey | null>> = {
  taxable: null,
  nil: 'natureNil',
  exempt: 'natureExempt',
  outside: 'natureOutside'
}

/** All heads of a line or a bill in one sum. */
export const headTotal = (taxes: Taxes): Minor =>
  sum([...RATED_HEADS, 'cess' as const].map((head) => taxes[head] ?? ZERO))

const bears = (taxes: Taxes, head: TaxHead): boolean => taxes[head] !== undefined

/** The heads that anything of this bill bears. */
export const headsOf = (bill: Pick<Bill, 'taxSums'>): TaxHead[] =>
  [...RATED_HEADS, 'cess' as const].filter((head) => bill.taxSums.some(({ taxes }) => (taxes[head] ?? 0) > 0))

/** `GST 18 %`, with its cess; `Exempt`; empty where no tax is known. */
export function headOfLine(line: WorkedLine, t: Translate): string {
  const nature = NATURES[line.nature]
  if (nature !== null) return t(nature)
  if (!RATED_HEADS.some((head) => bears(line.taxes, head))) return ''
  const head = bears(line.taxes, 'vat') ? t('vat') : bears(line.taxes, 'igst') ? 'IGST' : 'GST'
  const cess = cessLabel(line, t)
  const rate = t('headRate', { head, rate: percentText(line.rateBp) })
  return cess === '' ? rate : t('headAndCess', { head: rate, cess })
}

function cessLabel({ cessBp, cessPerUnitMinor, baseUnit }: WorkedLine, t: Translate): string {
  const head = t('cess')
  const byRate = cessBp > 0 ? t('headRate', { head, rate: percentText(cessBp) }) : ''
  if (cessPerUnitMinor === 0) return byRate
  const rate = t('ratePerUnit', { rate: formatAmount(cessPerUnitMinor, t.currency), unit: baseUnit ?? '' })
  return byRate === '' ? t('headPerUnit', { head, rate }) : t('headAndCess', { head: byRate, cess: rate })
}

/** What rates and heads are read off. */
type Taxed = Pick<Bill, 'taxSums' | 'lines'>

interface HeadRow {
  readonly label: string
  readonly taxableMinor: Minor
  readonly taxMinor: Minor | null
}

/** Rate and amount of each head, as the law wants them: one row for each rate and head. */
function headRows(bill: Taxed, t: Translate): HeadRow[] {
  const rated = bill.taxSums.flatMap((one): HeadRow[] => {
    const nature = NATURES[one.nature]
    if (nature !== null) return [{ label: t(nature), taxableMinor: one.taxableMinor, taxMinor: null }]
    return RATED_HEADS.filter((head) => bears(one.taxes, head)).map((head) => ({
      label: rateOf(head, one.rateBp, t),
      taxableMinor: one.taxableMinor,
      taxMinor: one.taxes[head] ?? ZERO
    }))
  })
  return [...rated, ...cessRows(bill, t)]
}

const rateOf = (head: RatedHead, rateBp: number, t: Translate): string =>
  t('headRate', { head: headName(head, t), rate: percentText(rateBp, HALVES.has(head) ? 2 : 1) })

function cessRows(bill: Taxed, t: Translate): HeadRow[] {
  const byRate = new Map<string, HeadRow>()
  for (const line of bill.lines) {
    const cess = line.taxes.cess ?? ZERO
    if (cess === 0) continue
    const label = cessLabel(line, t)
    const known = byRate.get(label)
    byRate.set(label, {
      label,
      taxableMinor: add(known?.taxableMinor ?? ZERO, line.taxableMinor),
      taxMinor: add(known?.taxMinor ?? ZERO, cess)
    })
  }
  return [...byRate.values()]
}

const FILL_LEFT: TableColumn = { align: 'left', width: 'fill' }
const FIT_RIGHT: TableColumn = { align: 'right', width: 'fit' }

/** For a roll: each rate of each head with what it is reckoned on. Nothing for a bill without tax. */
export function rateTable(bill: Taxed, t: Translate): ReceiptBlock[] {
  const rows = headRows(bill, t)
  if (headsOf(bill).length === 0) return []
  const head: TableRow = { cells: [t('columnTax'), t('columnTaxable'), t('statementAmount')], weight: 'bold' }
  const shown = rows.map(({ label, taxableMinor, taxMinor }): TableRow => {
    const tax = taxMinor === null ? '' : formatAmount(taxMinor, t.currency)
    return { cells: [label, formatAmount(taxableMinor, t.currency), tax], weight: 'regular' }
  })
  return [{ type: 'table', columns: [FILL_LEFT, FIT_RIGHT, FIT_RIGHT], rows: [head, ...shown], size: 'small' }]
}

/** For a sheet: taxable value, rate and amount of each head by HSN; by rate alone where no line has an HSN. */
export function hsnTable(bill: Bill, t: Translate): ReceiptBlock[] {
  const heads = headsOf(bill)
  if (heads.length === 0) return []
  const rows = hsnRows(bill).map(({ line, taxableMinor, taxes }): TableRow => {
    const cells = heads.map((head) => headCell(head, line, taxes, t))
    return {
      cells: [hsnCell(line, t), headRatesCell(line, t), formatAmount(taxableMinor, t.currency), ...cells],
      weight: 'regular'
    }
  })
  const first = bill.lines.some((line) => line.hsn !== '') ? 'HSN' : t('columnTax')
  const head = [first, '%', t('columnTaxable'), ...heads.map((one) => headName(one, t))]
  const sums = [t('total'), '', formatAmount(bill.taxableMinor, t.currency), ...heads.map((one) => sumOf(bill, one, t))]
  const columns = [FILL_LEFT, FIT_RIGHT, FIT_RIGHT, ...heads.map(() => FIT_RIGHT)]
  const all: TableRow[] = [{ cells: head, weight: 'bold' }, ...rows, { cells: sums, weight: 'bold' }]
  return [{ type: 'table', columns, rows: all, size: 'small' }]
}

function hsnCell({ hsn, nature, rateBp }: WorkedLine, t: Translate): string {
  if (hsn !== '') return hsn
  const key = NATURES[nature]
  return key === null ? t('headRate', { head: t('columnTax'), rate: percentText(rateBp) }) : t(key)
}

const sumOf = (bill: Bill, head: TaxHead, t: Translate): string =>
  formatAmount(sum(bill.lines.map(({ taxes }) => taxes[head] ?? ZERO)), t.currency)

interface HsnRow {
  readonly line: WorkedLine
  readonly taxableMinor: Minor
  readonly taxes: Taxes
}

function hsnRows(bill: Bill): HsnRow[] {
  const rows = new Map<string, HsnRow>()
  for (const line of bill.lines) {
    const key = JSON.stringify([line.hsn, line.nature, line.rateBp, line.cessBp, line.cessPerUnitMinor])
    const known = rows.get(key)
    rows.set(key, {
      line: known?.line ?? line,
      taxableMinor: add(known?.taxableMinor ?? ZERO, line.taxableMinor),
      taxes: addTaxes(known?.taxes ?? {}, line.taxes)
    })
  }
  return [...rows.values()]
}

function addTaxes(one: Taxes, other: Taxes): Taxes {
  const heads = [...RATED_HEADS, 'cess' as const].filter((head) => bears(one, head) || bears(other, head))
  return Object.fromEntries(heads.map((head) => [head, add(one[head] ?? ZERO, other[head] ?? ZERO)]))
}

/** The amount of a head; a cess with its own rate under it. */
function headCell(head: TaxHead, line: WorkedLine, taxes: Taxes, t: Translate): string {
  const amount = taxes[head]
  if (amount === undefined || (head === 'cess' && amount === 0)) return ''
  const shown = formatAmount(amount, t.currency)
  if (head !== 'cess' || line.cessPerUnitMinor > 0 || line.cessBp === 0) return shown
  return `${shown}\n${t('percent', { percent: percentText(line.cessBp) })}`
}

/** The rate of a line as a whole, with its cess under it; what is not taxed says so. */
export function rateCell(line: WorkedLine, t: Translate): string {
  const nature = NATURES[line.nature]
  if (nature !== null) return t(nature)
  const cess = cessLabel(line, t)
  const rate = t('percent', { percent: percentText(line.rateBp) })
  return cess === '' ? rate : `${rate}\n${cess}`
}

/** The rates of its heads: `2.5 + 2.5 %` where two share it. */
function headRatesCell(line: WorkedLine, t: Translate): string {
  if (NATURES[line.nature] !== null) return t(NATURES[line.nature] ?? 'natureNil')
  if (!bears(line.taxes, 'cgst')) return t('percent', { percent: percentText(line.rateBp) })
  const half = percentText(line.rateBp, 2)
  return t('percent', { percent: t('headAndCess', { head: half, cess: half }) })
}
