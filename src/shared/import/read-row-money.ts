import type { Minor } from '#shared/money/money.ts'
import { readSide } from './entry-words.ts'
import type { ImportField, LineRemark } from './import-plan.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import type { Side } from './read-decimal.ts'
import { toPaise } from './read-money.ts'

/** An amount of a row: never rounded, with the side that the row gives it, if it does. */
export type RowMoney =
  | { readonly ok: true; readonly amountMinor: Minor; readonly side: Side | null }
  | { readonly ok: false; readonly remark: LineRemark; readonly field: ImportField }

const bad = (remark: LineRemark, field: ImportField): RowMoney => ({ ok: false, remark, field })

/**
 * Reads a row's amount from one column (`amountField`, with its side in the cell or in the column of sides) or from a
 * pair of columns for debit and credit. An empty amount is null; a negative amount keeps its sign.
 */
export function readRowMoney(
  reading: ImportReading,
  source: SourceLine,
  amountField: 'amount' | 'balance'
): RowMoney | null {
  if (reading.mapping[amountField] === undefined) return readTwoColumns(reading, source)
  if (reading.cell(source, amountField) === '') return readTwoColumns(reading, source)
  const read = readOne(reading, source, amountField)
  if (!read.ok || read.side !== null) return read
  const sideText = reading.cell(source, 'balanceSide')
  return { ...read, side: readSide(sideText) }
}

function readTwoColumns(reading: ImportReading, source: SourceLine): RowMoney | null {
  const sides: RowMoney[] = []
  for (const field of ['debit', 'credit'] as const) {
    if (isBlank(reading.cell(source, field))) continue
    const read = readOne(reading, source, field)
    if (!read.ok) return read
    sides.push({ ...read, side: read.side ?? field })
  }
  const filled = sides.filter((side) => side.ok && side.amountMinor !== 0)
  if (filled.length > 1) return bad('amount-unreadable', 'credit')
  return filled[0] ?? sides[0] ?? null
}

/** Programs write a dash where there is nothing. */
const isBlank = (text: string): boolean => /^[-–—]?$/u.test(text)

function readOne(reading: ImportReading, source: SourceLine, field: ImportField): RowMoney {
  const number = reading.number(source, field)
  if (number === null) return bad('amount-unreadable', field)
  const money = toPaise(number.decimal)
  if (!money.ok) return bad('amount-too-large', field)
  if (money.isRounded) return bad('amount-too-fine', field)
  return { ok: true, amountMinor: money.amountMinor, side: number.side }
}
