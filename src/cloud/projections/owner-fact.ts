import { z } from 'zod'
import { sha256 } from '#cloud/app/ed25519.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { isBookDate } from '#shared/calendar/book-date.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { PARTY_KINDS } from '#shared/parties/party.ts'
import { type PaymentReceived, zPaymentReceived } from '#shared/sync/link-wire.ts'
import { makesReceipt, receiptId, receiptOf } from '#shared/sync/received-payment.ts'
import { PAYMENT_RECEIVED } from '#shared/sync/wire-op.ts'

/** PostgreSQL's text holds no zero byte, and a half of a letter is no letter: both become the sign for one that cannot be read. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd')
const zText = z.string().overwrite(clean)
const zId = z.uuid().toLowerCase()
const zDay = z
  .int()
  .refine(isBookDate)
  .transform((day) => day as BookDate)
const zInstant = z.int().min(0).max(8_640_000_000_000_000)
const zAmount = zMinor.default(() => zMinor.parse(0))
const zWords = zText.default('')

/** What every wire op says, whatever its kind is. `t` is a hybrid time, `n` the device's own number. */
const zEnvelope = z.object({
  k: z.string(),
  n: z.int().min(1),
  b: z.int().min(0),
  t: z.string().regex(/^[0-9a-f]{16}$/),
  u: zText,
  d: z.record(z.string(), z.unknown())
})

const zEntry = z.object({
  id: zId,
  kind: z.enum(ENTRY_KINDS),
  number: zWords,
  on: zDay,
  was: zDay.optional(),
  at: zInstant,
  off: z.int().min(-1_440).max(1_440).default(0),
  party: zId.optional(),
  text: zWords,
  note: zWords,
  reason: zWords,
  amount: zAmount,
  cash: zAmount,
  change: zAmount,
  upi: zAmount,
  bank: zAmount,
  credit: zAmount,
  undoes: zId.optional(),
  post: z.array(z.tuple([zText, zId.nullable(), zMinor])).default([])
})
export type EntryBody = z.infer<typeof zEntry>

const zParty = z.object({
  id: zId,
  name: zText,
  kind: z.enum(PARTY_KINDS),
  phone: zWords,
  place: zWords,
  alias: zWords,
  isArchived: z.boolean().default(false)
})
export type PartyBody = z.infer<typeof zParty>

const zClosing = z.object({
  id: zId,
  zNo: z.int().min(1),
  bookOn: zDay,
  closedAt: zInstant,
  personName: zText,
  countedMinor: zMinor,
  overShortMinor: zMinor,
  toOwnerMinor: zMinor,
  toBankMinor: zMinor,
  nextFloatMinor: zMinor,
  countId: zId.nullable(),
  reason: zText,
  figures: z.object({ expectedMinor: zMinor, salesMinor: zMinor, firstNumber: zText, lastNumber: zText })
})
export type ClosingBody = z.infer<typeof zClosing>

/** Settings of the shop that the pages need; all others stay where they are. */
export const OWNER_SETTINGS = [
  'shopName',
  'shopPlace',
  'language',
  'ownerLanguage',
  'upiAddress',
  'paymentQr',
  'rolloverHour'
] as const
export type OwnerSetting = (typeof OWNER_SETTINGS)[number]

/** The field of a party that says which one stands for it. */
export const MERGED_INTO = 'mergedInto'

/** What one op tells the owner's page. */
export type OwnerFact =
  | { readonly type: 'shop'; readonly currency: string }
  | { readonly type: 'settings'; readonly values: Partial<Record<OwnerSetting, unknown>> }
  | { readonly type: 'party'; readonly party: PartyBody }
  | { readonly type: 'entry'; readonly entry: EntryBody }
  | { readonly type: 'upi'; readonly entryId: string; readonly state: 'waiting' | 'claimed' | 'proved' }
  | { readonly type: 'proof'; readonly entryId: string; readonly isProved: boolean }
  /** A party that another stands for; null where that was taken back. */
  | { readonly type: 'merge'; readonly partyId: string; readonly intoId: string | null }
  | { readonly type: 'closing'; readonly closing: ClosingBody }

export type ReadFact =
  | {
      readonly ok: true
      readonly n: number
      /** The newest number of the shop that its counter had seen. */
      readonly baseSeq: number
      readonly time: string
      readonly person: string
      readonly fact: OwnerFact | null
    }
  | { readonly ok: false; readonly reason: string }

const zUpiMark = z.object({ entry: zId, state: z.enum(['waiting', 'claimed', 'proved']) })
const zMerge = z.object({ partyId: zId, intoId: zId })
const zOfEntry = z.object({ entryId: zId })

/** How the body of each kind becomes a fact. Kinds that are not here tell the page nothing. */
const READERS: Readonly<Record<string, (body: unknown) => OwnerFact | null>> = {
  'shop.open': (body) => ({
    type: 'shop',
    currency: z.object({ currency: z.string().regex(/^[A-Z]{3}$/) }).parse(body).currency
  }),
  'settings.change': (body) => ({ type: 'settings', values: settingsIn(body as Record<string, unknown>) }),
  'party.add': (body) => ({ type: 'party', party: zParty.parse(body) }),
  'party.change': (body) => ({ type: 'party', party: zParty.parse(body) }),
  'entry.post': (body) => ({ type: 'entry', entry: zEntry.parse(body) }),
  // Only what makes a receipt on the counters is one here; the party's kind decides an account alone, which no page shows.
  [PAYMENT_RECEIVED]: (body) => {
    const received = zPaymentReceived.parse(body)
    return received.party === undefined || !makesReceipt(received)
      ? null
      : { type: 'entry', entry: receiptIn(received) }
  },
  'upi.mark': (body) => {
    const { entry, state } = zUpiMark.parse(body)
    return { type: 'upi', entryId: entry, state }
  },
  'payment.prove': (body) => ({ type: 'proof', entryId: zOfEntry.parse(body).entryId, isProved: true }),
  'payment.doubt': (body) => ({ type: 'proof', entryId: zOfEntry.parse(body).entryId, isProved: false }),
  'party.merge': (body) => ({ type: 'merge', ...zMerge.parse(body) }),
  'party.unmerge': (body) => ({ type: 'merge', ...zMerge.omit({ intoId: true }).parse(body), intoId: null }),
  'day.close': (body) => ({ type: 'closing', closing: z.object({ view: zClosing }).parse(body).view })
}

function receiptIn(received: PaymentReceived): EntryBody {
  const id = receiptId(sha256, received)
  const receipt = receiptOf(received, { id: received.party ?? '', kind: 'customer' }, id)
  return zEntry.parse(JSON.parse(entryFact({ ...receipt, periodNo: 0 }, receipt)))
}

const settingsIn = (body: Record<string, unknown>): Partial<Record<OwnerSetting, unknown>> =>
  Object.fromEntries(OWNER_SETTINGS.filter((name) => name in body).map((name) => [name, body[name]]))

/**
 * Reads one op as it came over the wire. `fact` is null for what the page does not show; an op that cannot be read is named with its
 * reason and never stops what comes after it.
 */
export function readOwnerFact(op: string): ReadFact {
  try {
    const { k, n, b, t, u, d } = zEnvelope.parse(JSON.parse(op))
    const read = Object.hasOwn(READERS, k) ? READERS[k] : undefined
    return { ok: true, n, baseSeq: b, time: t, person: u, fact: read === undefined ? null : read(d) }
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : []
    return { ok: false, reason: issue === undefined ? 'not-json' : `${issue.path.join('.')}: ${issue.code}` }
  }
}
