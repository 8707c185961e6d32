import { build } from '#main/db/prepared.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import type { PartyTaxKind } from '#shared/tax/tax-scheme.ts'

export interface PartyRow {
  party_no: number
  id: Uint8Array
  name: string
  kind: string
  phone: string
  place: string
  alias: string
  address: string
  state: string
  gstin: string
  tax_kind: string
  price_level: string
  is_archived: number
  balance_minor: number
  entry_count: number
  last_entry_no: number | null
  last_entry_on: number | null
}

export const partyOf = (row: PartyRow): PartyRecord => ({
  partyNo: row.party_no,
  id: uuidText(row.id),
  name: row.name,
  kind: row.kind as PartyKind,
  phone: row.phone,
  place: row.place,
  alias: row.alias,
  address: row.address,
  state: row.state,
  gstin: row.gstin,
  taxKind: row.tax_kind as PartyTaxKind,
  priceLevel: row.price_level,
  isArchived: row.is_archived === 1,
  balanceMinor: minor(row.balance_minor),
  entryCount: row.entry_count,
  lastEntryNo: row.last_entry_no,
  lastEntryOn: row.last_entry_on as BookDate | null
})

export const selectParty = () =>
  build
    .selectFrom('party')
    .innerJoin('party_balance', 'party_balance.party_no', 'party.party_no')
    .select([
      'party.party_no',
      'party.id',
      'party.name',
      'party.kind',
      'party.phone',
      'party.place',
      'party.alias',
      'party.address',
      'party.state',
      'party.gstin',
      'party.tax_kind',
      'party.price_level',
      'party.is_archived',
      'party_balance.balance_minor',
      'party_balance.entry_count',
      'party_balance.last_entry_no',
      'party_balance.last_entry_on'
    ])
