import type { Json } from './canonical-json.ts'
import type { DefinitionKind } from './definition-kinds.ts'
import type { OpKind } from './op.ts'

/**
 * What the ops of credit, proofs, messages, shifts and definitions say, by kind. Each body is written down word for word; its table
 * follows from it (`docs/domain/facts.md`). Ids are UUIDs in small letters, money is in minor units, days are yyyymmdd,
 * instants are milliseconds since 1970 UTC. A body is never changed once books hold it: a field that is added may be missing.
 */
export interface FactBodies {
  /** All of a party's terms at once; null is the shop's own rule. `more` holds tags, rule of interest, kind of supplier. */
  'party.terms': {
    partyId: string
    limitMinor: number | null
    creditDays: number | null
    group: string
    route: string
    language: string
    consent: string
    more: { [key: string]: Json }
  }
  /** Two parties that are one: the first is put away, its balance was moved by two entries. */
  'party.merge': { partyId: string; intoId: string; afterEntryNo?: number }
  /** Takes a merge back. */
  'party.unmerge': { partyId: string }
  /** `isWithEntry`: it was said in the request that recorded the entry, so a repeated one must say it too. */
  'entry.due': {
    entryId: string
    dueOn: number | null
    promisedOn: number | null
    isWithEntry?: true
    /** What a charge that came from another party brings along: the day up to which interest on it was charged, whether it is interest, and the entry it was there. */
    moved?: { interestThrough: number | null; isInterest: boolean; fromId?: string }
  }
  /** What a payment settles. `oldest` takes back what was said before. */
  'entry.settle': {
    entryId: string
    way: 'oldest' | 'against' | 'advance' | 'on-account'
    against: { entryId: string; amountMinor: number }[]
    isWithEntry?: true
  }
  'entry.attach': {
    id: string
    entryId: string
    sha256: string
    name: string
    mediaType: string
    byteCount: number
  }
  'entry.detach': { id: string }
  'plan.make': {
    id: string
    partyId: string
    side: 'get' | 'give'
    /** What was paid after this entry fills the parts. */
    afterEntryNo: number
    title: string
    parts: { dueOn: number; amountMinor: number }[]
    /** The plan that ended for it, in the same transaction: its parts were moved, split or shared out anew. */
    replacesId?: string
  }
  'plan.end': { id: string; reason: string }
  'slip.add': { id: string; name: string; amountMinor: number; bookOn: number; at: number }
  'slip.end': { id: string; state: 'settled' | 'entered' | 'dropped'; entryId: string | null; reason?: string }
  'statement.take': {
    id: string
    source: string
    fileName: string
    fromOn: number
    toOn: number
    at: number
    /** Positive: money that came in. */
    lines: {
      fingerprint: string
      on: number
      time: string
      amountMinor: number
      reference: string
      text: string
    }[]
  }
  'payment.prove': { entryId: string; fingerprint: string; reasons: string[]; at: number }
  /** Takes a proof back that a person gave by mistake. */
  'payment.doubt': { entryId: string; reason: string }
  'message.make': {
    id: string
    partyId: string
    channel: string
    purpose: string
    language: string
    to: string
    text: string
    amountMinor: number
    more: { [key: string]: Json }
    at: number
  }
  'message.step': {
    id: string
    state: 'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'dropped'
    outcome: string
    at: number
  }
  /** Text and number of all that was written to the party up to now leave the rows; this op and those before it stay. */
  'message.forget': { partyId: string; at: number }
  'shift.open': { id: string; periodNo: number; person: string; at: number; afterEntryNo: number; floatMinor: number }
  'shift.end': { id: string; at: number; lastEntryNo: number; summary: Json }
  'dayInvoice.make': {
    id: string
    number: string
    periodNo: number
    bookOn: number
    totalMinor: number
    details: Json
    billIds: string[]
  }
  /** A body of null takes the definition away. */
  'definition.put': { kind: DefinitionKind; key: string; body: Json }
  /**
   * What another counter recorded and what changes nothing here: its drawer, its closings, a second reversal, an older word. `k`, `t`,
   * `u` and `d` are those of its fact.
   */
  'other.keep': { deviceNo: number; k: string; t: string; u: string; d: { [key: string]: Json } }
}
export type FactKind = keyof FactBodies & OpKind
