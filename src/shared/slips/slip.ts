import { z } from 'zod'
import { type BookDate, dayNumber } from '#shared/calendar/book-date.ts'
import { zId } from '#shared/kernel/scalars.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import { absolute, MAX_ENTRY_MINOR, type Minor, minor, ZERO } from '#shared/money/money.ts'

/** How long the name on a slip may be: a few words, as on the paper that is torn up. */
export const SLIP_NAME_LENGTH = 120

/** What is on a slip, in minor units: positive, the person owes us; negative, we owe. Never zero. */
export const zSlipAmount = z
  .int({ error: 'money/not-a-number' })
  .min(-MAX_ENTRY_MINOR, { error: 'money/too-large' })
  .max(MAX_ENTRY_MINOR, { error: 'money/too-large' })
  .refine((amount) => amount !== 0, { error: 'money/zero' })
  .transform(minor)

export const SLIP_STATES = ['open', 'settled', 'entered', 'dropped'] as const
export type SlipState = (typeof SLIP_STATES)[number]

/** What a slip may become in the book. */
export const SLIP_ENTRY_KINDS = ['sale', 'gave', 'purchase', 'got'] as const
export type SlipEntryKind = (typeof SLIP_ENTRY_KINDS)[number]

export const SLIP_WAYS = ['credit', 'cash', 'upi', 'bank'] as const
export type SlipWay = (typeof SLIP_WAYS)[number]

/** How a slip is entered: as what, with whom, and how it is paid. `id` is that of the entry. */
export const zSlipEntry = z.strictObject({
  id: zId,
  kind: z.enum(SLIP_ENTRY_KINDS),
  partyId: zId.nullable(),
  way: z.enum(SLIP_WAYS)
})
export type SlipEntry = z.infer<typeof zSlipEntry>

export interface SlipFacts {
  readonly name: string
  readonly amountMinor: Minor
}

/** What a slip can stand for: what a person owes is goods or money given to him, what we owe is goods or money taken from him. */
export const slipKinds = (amountMinor: Minor): readonly [SlipEntryKind, SlipEntryKind] =>
  amountMinor > 0 ? ['sale', 'gave'] : ['purchase', 'got']

/** Goods may stay on credit; money that went from hand to hand went some way. */
export const slipWays = (kind: SlipEntryKind): readonly SlipWay[] =>
  kind === 'sale' || kind === 'purchase' ? SLIP_WAYS : SLIP_WAYS.filter((way) => way !== 'credit')

/**
 * The entry that a slip becomes, for exactly what stands on it. Without a party the name is what the entry is about; with
 * one it is only noted, because the party's own name is printed.
 */
export function entryOfSlip(slip: SlipFacts, { id, kind, partyId, way }: SlipEntry): EntryRequest {
  const amountMinor = absolute(slip.amountMinor)
  const by = (one: SlipWay): Minor => (way === one ? amountMinor : ZERO)
  const paid = { cashMinor: by('cash'), upiMinor: by('upi'), bankMinor: by('bank') }
  const tender = { ...paid, changeMinor: ZERO }
  const words = partyId === null ? { text: slip.name, note: '' } : { text: '', note: slip.name }
  const common = { id, bookOn: null, occurredOn: null, ...words }
  switch (kind) {
    case 'sale':
      return { ...common, kind, partyId, amountMinor, lines: [], tender }
    case 'purchase':
      return { ...common, kind, partyId, amountMinor, paid }
    case 'got':
      return { ...common, kind, partyId: partyId ?? '', tender }
    case 'gave':
      return { ...common, kind, partyId: partyId ?? '', paid }
  }
}

/** The days since a slip was written: 0 is today's. A clock that stood ahead makes none negative. */
export const slipAgeDays = (bookOn: BookDate, today: BookDate): number =>
  Math.max(0, dayNumber(today) - dayNumber(bookOn))
