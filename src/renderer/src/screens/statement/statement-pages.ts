import type { AccountLine, PartyView, Statement } from '#shared/contract/views.ts'
import { add, type Minor } from '#shared/money/money.ts'

/** What of a party's statement has been fetched: the newest pages, oldest line first. */
export interface StatementPages {
  readonly party: PartyView
  /** Balance before the first line held. */
  readonly openingMinor: Minor
  readonly lines: readonly AccountLine[]
  /** Whether older lines are still in the ledger. */
  readonly hasMore: boolean
}

/** A line with the balance that stood after it. */
export interface StatementLine {
  readonly entry: AccountLine
  readonly balanceMinor: Minor
}

export const fromFirstPage = (page: Statement): StatementPages => ({
  party: page.party,
  openingMinor: page.openingMinor,
  lines: page.lines,
  hasMore: page.hasMore
})

/** The entry number before which the next older page ends, or null when everything is here. */
export function olderThan(pages: StatementPages): number | null {
  return pages.hasMore ? (pages.lines[0]?.entryNo ?? null) : null
}

/** Puts an older page in front. A page that does not end where this one begins (it came twice) changes nothing. */
export function withOlder(pages: StatementPages, older: Statement): StatementPages {
  const first = pages.lines[0]?.entryNo ?? Number.POSITIVE_INFINITY
  const lines = older.lines.filter((line) => line.entryNo < first)
  if (lines.length !== older.lines.length) return pages
  return { ...pages, openingMinor: older.openingMinor, lines: [...lines, ...pages.lines], hasMore: older.hasMore }
}

/**
 * Takes the newest page again after something was recorded. Older lines that are held stay, if the new page reaches
 * back to them; otherwise only the new page is kept, so that there is never a gap in the middle.
 */
export function withNewest(pages: StatementPages, newest: Statement): StatementPages {
  const from = newest.lines[0]?.entryNo
  const last = pages.lines.at(-1)?.entryNo
  if (from === undefined || last === undefined || from > last) return fromFirstPage(newest)
  const older = pages.lines.filter((line) => line.entryNo < from)
  if (older.length === 0) return fromFirstPage(newest)
  return { ...pages, party: newest.party, lines: [...older, ...newest.lines] }
}

/** Every line with its running balance, added up from the opening balance. */
export function runningBalances(pages: Pick<StatementPages, 'openingMinor' | 'lines'>): readonly StatementLine[] {
  let balanceMinor = pages.openingMinor
  return pages.lines.map((entry) => {
    balanceMinor = add(balanceMinor, entry.creditMinor)
    return { entry, balanceMinor }
  })
}
