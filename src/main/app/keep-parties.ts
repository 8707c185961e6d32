import type { PartyFields, PartyRecord, Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import {
  cleanName,
  NO_TAX_FACTS,
  PARTY_NAME_LENGTH,
  type PartyRequest,
  type PartyTaxFacts
} from '#shared/parties/party.ts'
import { checkGstin } from '#shared/tax/gstin.ts'
import { type Book, stampOf } from './book.ts'

/** Adds a party. The same id again answers `exists`; a second party of the same name and place is refused. */
export function addParty(book: Book, request: PartyRequest): Output<'party.add'> {
  const known = book.store.parties.byId(request.id)
  if (known !== null) return { outcome: 'exists', party: partyView(known) }
  holdGstin(book, request, '')
  const stamp = stampOf(book)
  const party = book.store.transact(() =>
    book.store.parties.byId(request.id) === null ? addPartyWithin(book, request, stamp) : null
  )
  if (party === null) return addParty(book, request)
  book.finder.put(party)
  book.committed({})
  return { outcome: 'recorded', party: partyView(party) }
}

/** Adds a party inside a transaction that is already open. */
export function addPartyWithin(book: Book, request: PartyRequest, stamp: Stamp): PartyRecord {
  const fields = fieldsOf(request, false, NO_TAX_FACTS)
  const twin = book.store.parties.sameName(fields.name, fields.place)[0]
  if (twin) refuse('party/name-taken', { name: fields.name, place: fields.place }, 'name')
  return book.store.parties.add(fields, stamp)
}

/** Changes what is known of a party. Its entries and its balance stay as they are; the op keeps the history. */
export function changeParty(book: Book, request: Parsed<'party.change'>): Output<'party.change'> {
  const known = book.store.parties.byId(request.id) ?? refuse('party/not-found')
  holdGstin(book, request, known.gstin)
  const fields = fieldsOf(request, request.isArchived, known)
  if (known.isArchived && !fields.isArchived && book.store.merges.of(known.partyNo) !== null)
    refuse('party/merged-already', { name: known.name })
  if (fields.kind !== known.kind && known.entryCount > 0) fields.kind = known.kind
  const stamp = stampOf(book)
  book.store.transact(() => {
    const twin = book.store.parties.sameName(fields.name, fields.place).find((party) => party.id !== known.id)
    if (twin) refuse('party/name-taken', { name: fields.name, place: fields.place }, 'name')
    book.store.parties.change(fields, stamp)
  })
  const party = book.store.parties.byId(fields.id) ?? refuse('party/not-found')
  book.finder.put(party)
  book.committed({})
  return { party: partyView(party) }
}

/** A number that is typed for a shop in India is right in itself. One that an older book holds stays until it is changed. */
function holdGstin(book: Book, { gstin = '' }: PartyRequest, before: string): void {
  if (gstin !== '' && gstin !== before && book.shop().currency === 'INR') orThrow(checkGstin(gstin))
}

type Fields = { -readonly [Name in keyof PartyFields]: PartyFields[Name] }

function fieldsOf(request: PartyRequest, isArchived: boolean, before: PartyTaxFacts): Fields {
  const name = cleanName(request.name)
  if (name === '') refuse('party/name-empty', {}, 'name')
  if (name.length > PARTY_NAME_LENGTH)
    refuse('party/name-too-long', { most: PARTY_NAME_LENGTH, length: name.length }, 'name')
  return {
    id: request.id,
    name,
    kind: request.kind,
    phone: cleanName(request.phone),
    place: cleanName(request.place),
    alias: cleanName(request.alias),
    isArchived,
    address: cleanName(request.address ?? before.address),
    state: request.state ?? before.state,
    gstin: (request.gstin ?? before.gstin).replace(/\s/gu, '').toUpperCase(),
    taxKind: request.taxKind ?? before.taxKind,
    priceLevel: cleanName(request.priceLevel ?? before.priceLevel)
  }
}

export function partyView({ partyNo: _, lastEntryNo: __, ...view }: PartyRecord) {
  return view
}
