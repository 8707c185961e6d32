import { formatBookDate, parts } from '#shared/calendar/book-date.ts'
import type { ConsumerRow, Gstr1, HsnRow, NilRow, RateRow, ReturnDocument } from './gstr1.ts'
import { splitsHsn } from './gstr1.ts'
import { amountNumber, type Plain, plainJson, thousandthsNumber } from './plain-json.ts'
import type { SeriesRange } from './series-ranges.ts'

/** The portal cuts longer descriptions off. */
const HSN_TEXT = 30

/** The return as the portal's offline tool takes it. A table without a row is left out. */
export function gstr1Json(data: Gstr1): string {
  const { year, month } = parts(data.fromOn)
  const some = <Row>(rows: readonly Row[], value: Plain): Plain | undefined => (rows.length === 0 ? undefined : value)
  return `${plainJson({
    gstin: data.gstin,
    fp: `${String(month).padStart(2, '0')}${year}`,
    b2b: some(data.b2b, byKey(data.b2b, 'gstin', 'ctin', 'inv', invoice)),
    b2cl: some(data.b2cl, byKey(data.b2cl, 'place', 'pos', 'inv', largeInvoice)),
    exp: some(data.exports, byKey(data.exports, 'exportKind', 'exp_typ', 'inv', exported)),
    b2cs: some(data.b2cs, data.b2cs.map(consumerRow)),
    cdnr: some(data.cdnr, byKey(data.cdnr, 'gstin', 'ctin', 'nt', note)),
    cdnur: some(data.cdnur, data.cdnur.map(largeNote)),
    nil: some(data.nil, { inv: data.nil.map(nilRow) }),
    hsn: some([...data.hsnB2b, ...data.hsnB2c], hsnTable(data)),
    doc_issue: some([...data.invoices, ...data.creditNotes], documents(data))
  })}\n`
}

/** Documents gathered under the buyer or the place that they share, in the order in which these come first. */
function byKey(
  documents: readonly ReturnDocument[],
  key: 'gstin' | 'place' | 'exportKind',
  name: string,
  list: string,
  draw: (document: ReturnDocument) => Plain
): Plain {
  const groups = new Map<string, ReturnDocument[]>()
  for (const document of documents) {
    const group = groups.get(document[key])
    if (group === undefined) groups.set(document[key], [document])
    else group.push(document)
  }
  return [...groups].map(([value, group]) => ({ [name]: value, [list]: group.map(draw) }))
}

const invoice = (one: ReturnDocument): Plain => ({
  inum: one.number,
  idt: formatBookDate(one.on),
  val: amountNumber(one.totalMinor),
  pos: one.place,
  rchrg: one.isReverseCharge ? 'Y' : 'N',
  inv_typ: one.isToZone ? 'SEWP' : 'R',
  itms: rateRows(one.rows)
})

const largeInvoice = (one: ReturnDocument): Plain => ({
  inum: one.number,
  idt: formatBookDate(one.on),
  val: amountNumber(one.totalMinor),
  itms: rateRows(one.rows)
})

/** Port and shipping bill are left out: the book does not know them. */
const exported = (one: ReturnDocument): Plain => ({
  inum: one.number,
  idt: formatBookDate(one.on),
  val: amountNumber(one.totalMinor),
  itms: one.rows.map((row) => ({
    txval: amountNumber(row.taxableMinor),
    rt: rate(row),
    iamt: amountNumber(row.igstMinor),
    csamt: amountNumber(row.cessMinor)
  }))
})

const note = (one: ReturnDocument): Plain => ({
  ntty: 'C',
  nt_num: one.number,
  nt_dt: formatBookDate(one.on),
  val: amountNumber(one.totalMinor),
  pos: one.place,
  rchrg: one.isReverseCharge ? 'Y' : 'N',
  inv_typ: one.isToZone ? 'SEWP' : 'R',
  itms: rateRows(one.rows)
})

const NOTE_OF_EXPORT = { WPAY: 'EXPWP', WOPAY: 'EXPWOP' } as const

const largeNote = (one: ReturnDocument): Plain => ({
  typ: one.exportKind === '' ? 'B2CL' : NOTE_OF_EXPORT[one.exportKind],
  ntty: 'C',
  nt_num: one.number,
  nt_dt: formatBookDate(one.on),
  val: amountNumber(one.totalMinor),
  pos: one.place,
  itms: rateRows(one.rows)
})

const rateRows = (rows: readonly RateRow[]): Plain =>
  rows.map((row, at) => ({ num: at + 1, itm_det: { rt: rate(row), ...figures(row) } }))

const rate = ({ rateBp }: RateRow) => thousandthsNumber(rateBp * 10)

/** Heads that a supply does not bear are left out, as the tool does. */
function figures(row: RateRow): { readonly [name: string]: Plain | undefined } {
  const { taxableMinor, cgstMinor, sgstMinor, igstMinor, cessMinor } = row
  const isInter = igstMinor !== 0
  return {
    txval: amountNumber(taxableMinor),
    iamt: isInter ? amountNumber(igstMinor) : undefined,
    camt: isInter ? undefined : amountNumber(cgstMinor),
    samt: isInter ? undefined : amountNumber(sgstMinor),
    csamt: amountNumber(cessMinor)
  }
}

const consumerRow = (row: ConsumerRow): Plain => ({
  sply_ty: row.isInter ? 'INTER' : 'INTRA',
  pos: row.place,
  typ: 'OE',
  rt: rate(row),
  ...figures(row)
})

const nilRow = ({ group, nilMinor, exemptMinor, outsideMinor }: NilRow): Plain => ({
  sply_ty: group,
  expt_amt: amountNumber(exemptMinor),
  nil_amt: amountNumber(nilMinor),
  ngsup_amt: amountNumber(outsideMinor)
})

function hsnTable({ fromOn, hsnB2b, hsnB2c }: Gstr1): Plain {
  if (!splitsHsn(fromOn)) return { data: hsnB2c.map(hsnRow) }
  return { hsn_b2b: hsnB2b.map(hsnRow), hsn_b2c: hsnB2c.map(hsnRow) }
}

const hsnRow = (row: HsnRow, at: number): Plain => ({
  num: at + 1,
  hsn_sc: row.hsn,
  desc: row.text.slice(0, HSN_TEXT).trim(),
  uqc: row.unit,
  qty: thousandthsNumber(row.quantity),
  rt: rate(row),
  txval: amountNumber(row.taxableMinor),
  iamt: amountNumber(row.igstMinor),
  camt: amountNumber(row.cgstMinor),
  samt: amountNumber(row.sgstMinor),
  csamt: amountNumber(row.cessMinor)
})

/** 1: invoices for outward supply, 5: credit notes, as the portal numbers the kinds of documents. */
const documents = ({ invoices, creditNotes }: Gstr1): Plain => ({
  doc_det: [
    ...(invoices.length === 0 ? [] : [{ doc_num: 1, docs: invoices.map(range) }]),
    ...(creditNotes.length === 0 ? [] : [{ doc_num: 5, docs: creditNotes.map(range) }])
  ]
})

const range = ({ from, to, totalCount, cancelledCount }: SeriesRange, at: number): Plain => ({
  num: at + 1,
  from,
  to,
  totnum: totalCount,
  cancel: cancelledCount,
  net_issue: totalCount - cancelledCount
})
