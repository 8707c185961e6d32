import { z } from 'zod'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId } from '#shared/kernel/scalars.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import type { BuiltEntry } from '#shared/ledger/build-entry.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'

const zMinor = z.int()
const zBody = z.strictObject({
  account: z.string().optional(),
  amount: zMinor.min(0).optional(),
  at: z.int(),
  bank: zMinor.optional(),
  cash: zMinor.optional(),
  change: zMinor.min(0).optional(),
  credit: zMinor.optional(),
  id: zId,
  kind: z.enum(ENTRY_KINDS),
  lines: z.array(z.tuple([z.string(), zMinor])).optional(),
  note: z.string().optional(),
  number: z.string().max(16).optional(),
  off: z.int().optional(),
  on: zBookDate,
  party: zId.optional(),
  post: z.array(z.tuple([z.string().min(1), zId.nullable(), zMinor])).optional(),
  reason: z.string().optional(),
  text: z.string().optional(),
  undoes: zId.optional(),
  upi: zMinor.optional(),
  was: zBookDate.optional(),
  z: z.int().min(0).optional()
})

/** An entry as another counter recorded it: its number is of that counter's series, its period is none of ours. */
export interface EntryBody extends BuiltEntry {
  readonly id: string
  readonly number: string
  readonly bookOn: BookDate
  readonly occurredOn: BookDate | null
  readonly text: string
  readonly note: string
  readonly reversesId: string | null
  readonly reason: string
  readonly recordedAt: number
  readonly offsetMinutes: number
}

const amount = (value: number | undefined): Minor => (value ?? ZERO) as Minor

/** Reads the body of an `entry.post` op of another counter. Null for what is none. */
export function readEntryBody(body: unknown): EntryBody | null {
  const read = zBody.safeParse(body)
  if (!read.success) return null
  const d = read.data
  return {
    id: d.id,
    kind: d.kind,
    number: d.number ?? '',
    bookOn: d.on,
    occurredOn: d.was ?? null,
    partyId: d.party ?? null,
    accountCode: (d.account ?? null) as AccountCode | null,
    text: d.text ?? '',
    note: d.note ?? '',
    lines: (d.lines ?? []).map(([text, minor]) => ({ text, amountMinor: amount(minor) })),
    amountMinor: amount(d.amount),
    cashMinor: amount(d.cash),
    changeMinor: amount(d.change),
    upiMinor: amount(d.upi),
    bankMinor: amount(d.bank),
    creditMinor: amount(d.credit),
    reversesId: d.undoes ?? null,
    reason: d.reason ?? '',
    recordedAt: d.at,
    offsetMinutes: d.off ?? 0,
    postings: (d.post ?? []).map(([accountCode, partyId, minor]) => ({
      accountCode: accountCode as AccountCode,
      partyId,
      amountMinor: amount(minor)
    }))
  }
}
