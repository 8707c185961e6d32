import { formatIsoDate } from '#shared/calendar/book-date.ts'
import { twelveDigits } from './payment-references.ts'
import type { StatementBalance, StatementLine, WentOut } from './statement-line.ts'
import { type MovedRow, type Reading, remark, sizeOf } from './statement-reading.ts'

type Moved = Pick<Reading, 'found' | 'moved' | 'remarks' | 'counts'>

/** From rows that moved money to lines of money that came in: each once, with what it is known by. */
export function finishLines(reading: Moved): {
  lines: StatementLine[]
  wentOut: WentOut[]
  balance: StatementBalance
} {
  const isReference = references(reading.moved)
  const wentOut = reading.moved.filter((row) => row.amountMinor < 0).flatMap((row) => wentOutOf(row, isReference(row)))
  const takenBack = new Set(wentOut.map(({ fingerprint }) => fingerprint))
  const seen = new Map<string, number>()
  const counted = new Map<string, number>()
  const lines: StatementLine[] = []
  for (const row of reading.moved) {
    if (row.amountMinor < 0) {
      reading.counts.out++
      continue
    }
    const hasReference = isReference(row)
    const fingerprint = hasReference ? keyOfReference(row) : keyOfRow(row, counted)
    const before = seen.get(fingerprint)
    if (before !== undefined) {
      reading.counts.duplicate++
      remark(reading, row.line, 'duplicate', null, String(before), true)
      continue
    }
    seen.set(fingerprint, row.line)
    if (takenBack.has(fingerprint)) {
      reading.counts.notThrough++
      remark(reading, row.line, 'taken-back', null, row.reference, true)
      continue
    }
    reading.counts.in++
    const { on, time, amountMinor, text } = row
    lines.push({ fingerprint, on, time, amountMinor, text, reference: hasReference ? row.reference : '' })
  }
  return { lines, wentOut, balance: checkBalances(reading) }
}

/** Money that went out with what it names; nothing where it names nothing. */
function wentOutOf(row: MovedRow, hasReference: boolean): WentOut[] {
  const named = twelveDigits(row.text).filter((number) => number !== row.reference)
  if (!hasReference && named.length === 0) return []
  const { line, on, text } = row
  return [
    {
      ...{ line, on, text, amountMinor: sizeOf(row) },
      ...{ reference: hasReference ? row.reference : '', fingerprint: hasReference ? keyOfReference(row) : '' },
      alsoNamed: named.map((reference) => keyOfReference({ ...row, reference }))
    }
  ]
}

/**
 * A number of 12 digits in a narration that comes with different amounts or days is something else: an account, a shop's own number.
 * Going out again, for the same amount, may be on another day.
 */
function references(moved: readonly MovedRow[]): (row: MovedRow) => boolean {
  const first = new Map<string, MovedRow>()
  const common = new Set<string>()
  const isOther = (key: string, row: MovedRow, differs: (known: MovedRow) => boolean) => {
    const known = first.get(key)
    if (known === undefined) first.set(key, row)
    return known !== undefined && differs(known)
  }
  for (const row of moved) {
    if (row.reference === '' || row.isReferenceOwn) continue
    const isOfOtherSize = isOther(row.reference, row, (known) => sizeOf(known) !== sizeOf(row))
    const side = row.amountMinor < 0 ? 'out' : 'in'
    const isOfOtherDay = isOther(`${row.reference} ${side}`, row, ({ on }) => on !== row.on)
    if (isOfOtherSize || isOfOtherDay) common.add(row.reference)
  }
  return (row) => row.reference !== '' && (row.isReferenceOwn || !common.has(row.reference))
}

const keyOfReference = (row: MovedRow): string => `utr:${row.reference}:${sizeOf(row)}`

/** Without a reference: all that is known of it. With a balance it is unlike any other; without, the how-manieth of its kind. */
function keyOfRow(row: MovedRow, counted: Map<string, number>): string {
  const { on, time, amountMinor, balance, text } = row
  const key = ['row', formatIsoDate(on), time, amountMinor, balance ?? '', text.slice(0, 160)].join(':')
  if (balance !== null) return key
  const nth = (counted.get(key) ?? 0) + 1
  counted.set(key, nth)
  return `${key}:${nth}`
}

/** Statements run from old to new, or the other way. The first line that does not fit the one beside it is named. */
function checkBalances(reading: Moved): StatementBalance {
  const rows = reading.moved
  const pairs = rows.slice(1).map((row, at) => [rows[at], row] as const)
  const known = pairs.filter(([above, row]) => above?.balance != null && row.balance !== null)
  if (known.length === 0) return 'none'
  const fits = (isDown: boolean) => (pair: (typeof known)[number]) => {
    const [older, newer] = isDown ? pair : [pair[1], pair[0]]
    return (older?.balance ?? 0n) + BigInt(newer?.amountMinor ?? 0) === newer?.balance
  }
  const [down, up] = [known.filter((pair) => !fits(true)(pair)), known.filter((pair) => !fits(false)(pair))]
  const broken = down.length <= up.length ? down : up
  const first = broken[0]?.[1]
  if (first === undefined) return 'proved'
  remark(reading, first.line, 'balance-jumps', 'balance', '', false)
  return 'broken'
}
