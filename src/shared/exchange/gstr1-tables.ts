import { formatBookDate } from '#shared/calendar/book-date.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import type { Gstr1, HsnRow, ReturnDocument, TaxRow } from './gstr1.ts'
import { splitsHsn } from './gstr1.ts'
import { thousandthsNumber } from './plain-json.ts'
import type { SeriesRange } from './series-ranges.ts'

/** A table of the return: a heading and its rows, never a total. */
export interface ReturnTable {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

const TAX = ['Taxable Value', 'Integrated Tax Amount', 'Central Tax Amount', 'State/UT Tax Amount', 'Cess Amount']
const DOCUMENT = ['Number', 'Date', 'Value', 'Place Of Supply', 'Reverse Charge', 'Rate', ...TAX]
const HSN = ['HSN', 'Description', 'UQC', 'Total Quantity', 'Rate', ...TAX]

/** The same return as tables, for checking and for the tool's own sheets; one row for each rate. */
export function gstr1Tables(data: Gstr1): ReturnTable[] {
  const buyer = ['GSTIN/UIN of Recipient', 'Receiver Name']
  const withBuyer = (one: ReturnDocument) => [one.gstin, one.partyName]
  const hsnName = splitsHsn(data.fromOn) ? 'hsn(b2c)' : 'hsn'
  return [
    { name: 'b2b', rows: [[...buyer, ...DOCUMENT], ...data.b2b.flatMap((one) => rowsOf(one, withBuyer(one)))] },
    { name: 'b2cl', rows: [DOCUMENT, ...data.b2cl.flatMap((one) => rowsOf(one, []))] },
    {
      name: 'exp',
      rows: [['Export Type', ...DOCUMENT], ...data.exports.flatMap((one) => rowsOf(one, [one.exportKind]))]
    },
    {
      name: 'b2cs',
      rows: [
        ['Type', 'Place Of Supply', 'Between States', 'Rate', ...TAX],
        ...data.b2cs.map((row) => ['OE', row.place, row.isInter ? 'Y' : 'N', percent(row.rateBp), ...taxCells(row)])
      ]
    },
    { name: 'cdnr', rows: [[...buyer, ...DOCUMENT], ...data.cdnr.flatMap((one) => rowsOf(one, withBuyer(one)))] },
    { name: 'cdnur', rows: [DOCUMENT, ...data.cdnur.flatMap((one) => rowsOf(one, []))] },
    {
      name: 'exemp',
      rows: [
        ['Description', 'Nil Rated Supplies', 'Exempted', 'Non-GST Supplies'],
        ...data.nil.map((row) => [row.group, ...[row.nilMinor, row.exemptMinor, row.outsideMinor].map(formatPlain)])
      ]
    },
    ...(splitsHsn(data.fromOn) ? [{ name: 'hsn(b2b)', rows: [HSN, ...data.hsnB2b.map(hsnCells)] }] : []),
    { name: hsnName, rows: [HSN, ...data.hsnB2c.map(hsnCells)] },
    {
      name: 'docs',
      rows: [
        ['Nature of Document', 'Sr. No. From', 'Sr. No. To', 'Total Number', 'Cancelled'],
        ...data.invoices.map((range) => rangeCells('Invoices for outward supply', range)),
        ...data.creditNotes.map((range) => rangeCells('Credit Note', range))
      ]
    }
  ].filter(({ rows }) => rows.length > 1)
}

const rowsOf = (one: ReturnDocument, before: readonly string[]): string[][] =>
  one.rows.map((row) => [
    ...before,
    one.number,
    formatBookDate(one.on),
    formatPlain(one.totalMinor),
    one.place,
    one.isReverseCharge ? 'Y' : 'N',
    percent(row.rateBp),
    ...taxCells(row)
  ])

const taxCells = ({ taxableMinor, igstMinor, cgstMinor, sgstMinor, cessMinor }: TaxRow): string[] =>
  [taxableMinor, igstMinor, cgstMinor, sgstMinor, cessMinor].map(formatPlain)

const hsnCells = (row: HsnRow): string[] => [
  row.hsn,
  row.text,
  row.unit,
  thousandthsNumber(row.quantity).text,
  percent(row.rateBp),
  ...taxCells(row)
]

const rangeCells = (nature: string, range: SeriesRange): string[] => [
  nature,
  range.from,
  range.to,
  String(range.totalCount),
  String(range.cancelledCount)
]

const percent = (rateBp: number): string => thousandthsNumber(rateBp * 10).text
