import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zMinor } from '#shared/money/money-schema.ts'

/** The forms in which a book leaves. */
export const WAYS_OUT = [
  'tally',
  'gstr1-json',
  'gstr1-csv',
  'hledger',
  'beancount',
  'full-json',
  'ledger-file'
] as const
export type WayOut = (typeof WAYS_OUT)[number]

/** Which days a way out is asked for: any, one month of a return, or the whole book always. */
export const DAYS_OF_WAY: Readonly<Record<WayOut, 'any' | 'month' | 'all'>> = {
  tally: 'any',
  'gstr1-json': 'month',
  'gstr1-csv': 'month',
  hledger: 'any',
  beancount: 'any',
  'full-json': 'all',
  'ledger-file': 'all'
}

/** `fromOn` and `toOn` are days of the book, both included, null where open; a return takes the month of `fromOn`. */
export const zWayOutRequest = z.strictObject({
  way: z.enum(WAYS_OUT),
  fromOn: zBookDate.nullable(),
  toOn: zBookDate.nullable()
})
export type WayOutRequest = z.infer<typeof zWayOutRequest>

/** Something that whoever takes the file should look at; each has a text in `locales/<language>/exchange.json`. */
export const WAY_OUT_REMARKS = [
  'hsn-missing',
  'hsn-too-short',
  'unit-missing',
  'number-missing',
  'number-too-long',
  'gstin-invalid',
  'shop-gstin-missing',
  'place-missing',
  'printed-price',
  'numbers-missing',
  'undone-later',
  'export-shipping',
  'advances-by-hand',
  'entry-without-bill',
  'goods-without-item'
] as const
export const zWayOutRemark = z.strictObject({
  remark: z.enum(WAY_OUT_REMARKS),
  /** The bill's number and the item's name, as far as it is about one. */
  number: z.string(),
  item: z.string(),
  value: z.string()
})
export type WayOutRemark = z.infer<typeof zWayOutRemark>

/** Remarks that are shown one by one; the rest are only counted. */
export const MOST_REMARKS = 200

/** What was written, for holding it against what the other program took. */
export const zWayOutResult = z.strictObject({
  way: z.enum(WAYS_OUT),
  folder: z.string(),
  files: z.array(z.strictObject({ name: z.string(), byteCount: z.int() })),
  /** Counts by what they are of: entries, vouchers, masters, bills, rows of facts. */
  counts: z.array(
    z.strictObject({
      of: z.enum(['entries', 'parties', 'items', 'accounts', 'bills', 'facts', 'attachments']),
      count: z.int()
    })
  ),
  /** The sum of all debits; of a return, of taxable value and tax. */
  debitMinor: zMinor.nullable(),
  taxableMinor: zMinor.nullable(),
  taxMinor: zMinor.nullable(),
  remarks: z.array(zWayOutRemark),
  remarkCount: z.int()
})
export type WayOutResult = z.infer<typeof zWayOutResult>
