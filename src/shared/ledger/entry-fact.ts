import type { Json } from '#shared/journal/canonical-json.ts'

/** An entry as its journal op holds it: everything but what can be worked out from the other ops. */
export interface EntryFactSource {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly bookOn: number
  readonly occurredOn: number | null
  readonly recordedAt: number
  readonly offsetMinutes: number
  readonly periodNo: number
  readonly partyId: string | null
  readonly accountCode: string | null
  readonly text: string
  readonly note: string
  readonly lines: readonly { readonly text: string; readonly amountMinor: number }[]
  readonly amountMinor: number
  readonly cashMinor: number
  readonly changeMinor: number
  readonly upiMinor: number
  readonly bankMinor: number
  readonly creditMinor: number
  readonly reversesId: string | null
  readonly reason: string
  readonly postings: readonly {
    readonly accountCode: string
    readonly partyId: string | null
    readonly amountMinor: number
  }[]
}

/**
 * The body of an `entry.post` op. The posting of an entry writes it, and verify writes it again from the stored rows
 * and compares: every column of an entry and its postings is under the hash chain. What is empty or zero is left out.
 */
export function entryFact(entry: EntryFactSource): { readonly [key: string]: Json } {
  const all: Record<string, Json> = {
    id: entry.id,
    kind: entry.kind,
    number: entry.number,
    on: entry.bookOn,
    was: entry.occurredOn,
    at: entry.recordedAt,
    off: entry.offsetMinutes,
    z: entry.periodNo,
    party: entry.partyId,
    account: entry.accountCode,
    text: entry.text,
    note: entry.note,
    lines: entry.lines.map((line) => [line.text, line.amountMinor]),
    amount: entry.amountMinor,
    cash: entry.cashMinor,
    change: entry.changeMinor,
    upi: entry.upiMinor,
    bank: entry.bankMinor,
    credit: entry.creditMinor,
    undoes: entry.reversesId,
    reason: entry.reason,
    post: entry.postings.map((posting) => [posting.accountCode, posting.partyId, posting.amountMinor])
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value)))
}

const isEmpty = (value: Json) =>
  value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)
