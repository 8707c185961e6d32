import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zPartyWords } from '#shared/credit/party-words.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { zPartyRequest } from '#shared/parties/party.ts'
import { command, query } from './endpoint.ts'
import {
  zAccountView,
  zCounterSummary,
  zEntryView,
  zPartyBrief,
  zPartyHit,
  zPartyView,
  zStatement,
  zWarning
} from './views.ts'

const page = { limit: z.int().min(1).max(1000) }

export const PARTY_FILTERS = ['all', 'get', 'give', 'settled', 'archived'] as const
export const PARTY_SORTS = ['name', 'balance', 'recent'] as const

/** What a command did: `exists` says that the same id was recorded before and nothing has changed now. */
const outcome = z.enum(['recorded', 'exists'])

const zPartyName = z.strictObject({ id: zId, name: z.string(), place: z.string() })

export const bookEndpoints = {
  'party.search': query(z.strictObject({ text: zLine(10_000), limit: z.int().min(1).max(50) }), z.array(zPartyHit)),
  'party.brief': query(z.strictObject({ partyId: zId }), zPartyBrief),
  'party.add': command(zPartyRequest, z.strictObject({ outcome, party: zPartyView })),
  'party.change': command(
    z.strictObject({ ...zPartyRequest.shape, isArchived: z.boolean() }),
    z.strictObject({ party: zPartyView })
  ),
  'party.list': query(
    z.strictObject({
      text: zLine(200),
      filter: z.enum(PARTY_FILTERS),
      sort: z.enum(PARTY_SORTS),
      ...zPartyWords.shape,
      offset: z.int().min(0),
      ...page
    }),
    /** What is got and given is that of the whole book, or of the group, route and tag that were asked for. */
    z.strictObject({ parties: z.array(zPartyView), total: z.int(), getMinor: zMinor, giveMinor: zMinor })
  ),
  /** Lines oldest first; `beforeEntryNo` null is the newest page, else the page that ends just before it. */
  'party.statement': query(z.strictObject({ partyId: zId, beforeEntryNo: z.int().nullable(), ...page }), zStatement),
  /** What would become of two parties that are one: the first is put away, the second stays. */
  'party.mergePlan': query(
    z.strictObject({ partyId: zId, intoId: zId }),
    z.strictObject({
      goes: zPartyView,
      /** With the names and numbers that it would have. */
      stays: zPartyView,
      balanceMinor: zMinor,
      entryCount: z.int(),
      /** What is still open of the one that goes: it becomes one item of the one that stays. */
      openItems: z.int(),
      /** Plans of the one that goes: they end. */
      endedPlans: z.int()
    })
  ),
  /** `outId` and `inId` are those of the two entries that move the balance. */
  'party.merge': command(
    z.strictObject({ partyId: zId, intoId: zId, outId: zId, inId: zId }),
    z.strictObject({ outcome, party: zPartyView, movedMinor: zMinor })
  ),
  'party.unmerge': command(
    z.strictObject({ partyId: zId, outId: zId, inId: zId }),
    z.strictObject({ outcome, party: zPartyView, movedMinor: zMinor })
  ),
  'party.merges': query(
    z.strictObject({ partyId: zId }),
    z.strictObject({ into: zPartyName.nullable(), members: z.array(zPartyName) })
  ),
  'account.list': query(z.strictObject({}), z.array(zAccountView)),
  'account.add': command(
    z.strictObject({ id: zId, name: zLine(200) }),
    z.strictObject({ outcome, account: zAccountView })
  ),
  'counter.summary': query(z.strictObject({}), zCounterSummary),
  'entry.record': command(zEntryRequest, z.strictObject({ outcome, entry: zEntryView, warnings: z.array(zWarning) })),
  'entry.reverse': command(
    z.strictObject({ id: zId, entryId: zId, reason: zLine(200) }),
    z.strictObject({ outcome, entry: zEntryView })
  ),
  'entry.get': query(z.strictObject({ entryId: zId }), zEntryView),
  /** Entries since the last Z, newest first. */
  'entry.recent': query(z.strictObject({ beforeEntryNo: z.int().nullable(), ...page }), z.array(zEntryView)),
  'upi.mark': command(
    z.strictObject({
      id: zId,
      entryId: zId,
      state: z.enum(['claimed']),
      /** What the payer's app shows as its number (UTR), or empty. */
      reference: z.string().max(40).default('')
    }),
    z.strictObject({ outcome, entry: zEntryView })
  ),
  'dayBook.read': query(
    z.strictObject({
      fromOn: zBookDate,
      toOn: zBookDate,
      kinds: z.array(z.enum(ENTRY_KINDS)).nullable(),
      text: zLine(200),
      offset: z.int().min(0),
      ...page
    }),
    z.strictObject({
      entries: z.array(zEntryView),
      total: z.int(),
      salesMinor: zMinor,
      cashInMinor: zMinor,
      cashOutMinor: zMinor,
      upiMinor: zMinor,
      creditMinor: zMinor
    })
  )
}
