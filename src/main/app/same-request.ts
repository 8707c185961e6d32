import type { PartyRecord, StoredEntry } from '#main/ports/ledger-store.ts'
import { type BuiltEntry, buildEntry } from '#shared/ledger/build-entry.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'

/**
 * Whether a request asks for the very entry that was recorded under its id. The same id with any other content is not a
 * repetition but a caller's mistake: to answer "exists" would let money vanish without a word. The request is built
 * again and every figure compared; a day that was not chosen is whatever it was then.
 */
export function isSameRequest(existing: StoredEntry, request: EntryRequest, party: PartyRecord | null): boolean {
  const built = buildEntry(request, party)
  return (
    built.ok &&
    figuresOf(built.value) === figuresOf(existing) &&
    request.text.trim() === existing.text &&
    request.note.trim() === existing.note &&
    request.occurredOn === existing.occurredOn &&
    (request.bookOn === null || request.bookOn === existing.bookOn)
  )
}

const figuresOf = (entry: BuiltEntry): string =>
  JSON.stringify([
    [entry.kind, entry.partyId, entry.accountCode, entry.amountMinor, entry.changeMinor],
    entry.lines.map((line) => [line.text, line.amountMinor]),
    entry.postings.map((posting) => [posting.accountCode, posting.partyId, posting.amountMinor])
  ])
