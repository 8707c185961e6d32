import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { AccountLine } from '#shared/contract/views.ts'
import { add, type Minor, subtract, sum, ZERO } from '#shared/money/money.ts'
import type { Book } from './book.ts'

export interface AccountLines {
  /** Oldest first, each with the balance after it. */
  readonly lines: readonly AccountLine[]
  /** The balance before the first line. */
  readonly openingMinor: Minor
  readonly hasMore: boolean
}

/**
 * The lines of a party's account that end at the newest, or just before an entry. Where other parties were made one with it,
 * their lines stand among its own in the order of recording, and the balance after each is that of all of them together.
 */
export function accountLines(
  book: Book,
  { partyNo }: Pick<PartyRecord, 'partyNo'>,
  beforeEntryNo: number | null,
  limit: number
): AccountLines {
  const { entries, merges } = book.store
  const members = merges.membersOf(partyNo)
  const all = [partyNo, ...members]
  const lines =
    members.length === 0
      ? entries.statement(partyNo, beforeEntryNo, limit)
      : all
          .flatMap((no) => entries.statement(no, beforeEntryNo, limit))
          .sort((left, right) => left.entryNo - right.entryNo)
          .slice(-limit)
  const first = lines[0]
  if (first === undefined) return { lines, openingMinor: ZERO, hasMore: false }
  const before = all.flatMap((no) => entries.statement(no, first.entryNo, 1))
  if (members.length === 0) {
    const openingMinor = subtract(first.balanceAfterMinor ?? ZERO, first.creditMinor)
    return { lines, openingMinor, hasMore: before.length > 0 }
  }
  const openingMinor = sum(before.map((line) => line.balanceAfterMinor ?? ZERO))
  return { lines: withBalances(lines, openingMinor), openingMinor, hasMore: before.length > 0 }
}

/** What a line says of itself on paper and in a file; one of another party's account says whose. */
export const lineText = (line: Pick<AccountLine, 'partyName' | 'text'>, partyName: string): string =>
  line.partyName === partyName ? line.text : [line.text, `(${line.partyName})`].filter((part) => part !== '').join(' ')

function withBalances(lines: readonly AccountLine[], openingMinor: Minor): AccountLine[] {
  let balanceAfterMinor = openingMinor
  return lines.map((line) => {
    balanceAfterMinor = add(balanceAfterMinor, line.creditMinor)
    return { ...line, balanceAfterMinor }
  })
}
