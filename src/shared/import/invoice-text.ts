import { type Minor, minor, subtract, ZERO } from '#shared/money/money.ts'
import { plus, ZERO_DECIMAL } from './read-decimal.ts'
import type { InvoiceRow } from './read-invoice-row.ts'
import { toPaise } from './read-money.ts'

/** As many lines as an entry holds. */
const MOST_LINES = 300

/**
 * The items of an invoice as the lines of its entry, in paise, adding up to its total: each line gets the step that
 * the rounded running sum makes. Lines beyond the three hundredth are summed up in the last one. An invoice with a
 * deduction among its lines gets none, since the line of an entry cannot be negative.
 */
export function entryLines(rows: readonly InvoiceRow[], totalMinor: Minor): { text: string; amountMinor: Minor }[] {
  if (rows.some((row) => row.amount.value < 0n)) return []
  const lines: { text: string; amountMinor: Minor }[] = []
  let running = ZERO_DECIMAL
  let before: Minor = ZERO
  for (const row of rows) {
    running = plus(running, row.amount)
    const paise = toPaise(running)
    const after = paise.ok ? paise.amountMinor : totalMinor
    lines.push({ text: row.text, amountMinor: subtract(after, before) })
    before = after
  }
  if (lines.length <= MOST_LINES) return lines
  const rest = lines.slice(MOST_LINES - 1)
  const restMinor = minor(rest.reduce((all, line) => all + line.amountMinor, 0))
  return [...lines.slice(0, MOST_LINES - 1), { text: `+ ${rest.length}`, amountMinor: restMinor }]
}
