import type { Locator, Page } from '@playwright/test'
import english from '#locales/en/closing.json' with { type: 'json' }
import { drawerOf, OPENING_CASH, rupees, type Tally } from './tally.ts'

const words = english.figures

/** The lines of the drawer as a table on the screen says them: what each is called, and the amount. */
export async function drawerLines(place: Locator | Page): Promise<Record<string, string>> {
  const rows = await place.locator('table.figures', { hasText: words.expected }).getByRole('row').all()
  const lines = await Promise.all(
    rows.map(async (row) => [
      (await row.getByRole('rowheader').innerText()).trim(),
      (await row.getByRole('cell').last().innerText()).trim()
    ])
  )
  return Object.fromEntries(lines)
}

/** The same lines by the tally that was kept beside. Lines of nothing are left out where the screen does so. */
export function drawerLinesOf(tally: Tally): Record<string, string> {
  const lines: readonly (readonly [string, number, boolean])[] = [
    [words.openingFloat, OPENING_CASH, true],
    [words.cashSales, tally.cashSales, true],
    [words.duesCash, tally.dues, true],
    [words.cashRefunds, tally.refunds, false],
    [words.cashExpenses, tally.expenses, true],
    [words.cashPaidOut, tally.paidOut, false],
    [words.toBank, tally.toBank, false],
    [words.expected, drawerOf(tally), true]
  ]
  return Object.fromEntries(
    lines.filter(([, amount, isAlways]) => isAlways || amount !== 0).map(([word, amount]) => [word, rupees(amount)])
  )
}

/** Notes and coins that make up a sum: what is typed into the boxes of the count, from the largest note to the coins. */
export function countOf(paise: number): readonly string[] {
  let left = paise
  const pieces = [500, 200, 100, 50, 20, 10].map((note) => {
    const count = Math.floor(left / (note * 100))
    left -= count * note * 100
    return count === 0 ? '' : String(count)
  })
  return [...pieces, left === 0 ? '' : String(left / 100)]
}
