import path from 'node:path'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { TableReader } from '#main/ports/table-reader.ts'
import { MOST_CONTACT_BYTES, MOST_CONTACTS, type ReadContacts } from '#shared/contacts/contact.ts'
import { type KnownParties, type PlannedContact, planContacts } from '#shared/contacts/plan-contacts.ts'
import { readContactTable } from '#shared/contacts/read-contact-table.ts'
import { isVcard, readVcards } from '#shared/contacts/read-vcard.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import { phoneNumbers } from '#shared/search/party-keys.ts'
import { type Book, stampOf } from './book.ts'
import { addPartyWithin } from './keep-parties.ts'

export interface ContactParts {
  readonly book: () => Book
  readonly dialogs: Pick<Dialogs, 'chooseContactsFile'>
  readonly reader: TableReader
  readonly readFile: (file: string, mostBytes: number) => Uint8Array
  /** The text that bytes are, in any usual encoding; null for what is no text. */
  readonly textOf: (bytes: Uint8Array) => string | null
}

export interface ContactDesk {
  choose(): Promise<Output<'contacts.choose'>>
  add(request: Parsed<'contacts.add'>): Output<'contacts.add'>
}

const SHOWN_FAULTS = 20

/** From a file of contacts over a plan that is shown to parties in the book. */
export function createContactDesk(parts: ContactParts): ContactDesk {
  let prepared: { planId: string; shopId: string; contacts: readonly PlannedContact[] } | null = null
  const done = new Map<string, number>()
  return {
    async choose() {
      const file = await parts.dialogs.chooseContactsFile()
      if (file === null) return null
      const read = await contactsIn(file, parts)
      const book = parts.book()
      const fileName = path.basename(file)
      if (read.contacts.length > MOST_CONTACTS) refuse('contacts/too-many', { file: fileName, most: MOST_CONTACTS })
      if (read.contacts.length === 0) refuse('contacts/none', { file: fileName, line: read.faults[0]?.line ?? 1 })
      const contacts = planContacts(read.contacts, knownParties(book))
      prepared = { planId: book.randomness.newId(), shopId: book.shop().shopId, contacts }
      return {
        planId: prepared.planId,
        fileName,
        contacts: contacts.map(({ alias: _, address: __, tags: ___, ...shown }) => shown),
        faults: read.faults.slice(0, SHOWN_FAULTS),
        faultCount: read.faults.length
      }
    },
    add({ planId, places, kind }) {
      const before = done.get(planId)
      if (before !== undefined) return { outcome: 'exists', added: before }
      const book = parts.book()
      if (prepared?.planId !== planId || prepared.shopId !== book.shop().shopId) refuse('import/plan-stale')
      const chosen = [...new Set(places)].map((place) => prepared?.contacts[place] ?? refuse('import/plan-stale'))
      if (chosen.length === 0) refuse('contacts/none-chosen')
      const op = book.store.journal.lastNumber()
      const stamp = stampOf(book)
      book.store.transact(() => {
        for (const contact of chosen) addContact(book, contact, kind, stamp)
      })
      done.set(planId, chosen.length)
      prepared = null
      book.finder.follow(book.store.parties.changedAfter(op))
      book.committed({})
      return { outcome: 'recorded', added: chosen.length }
    }
  }
}

async function contactsIn(file: string, parts: ContactParts): Promise<ReadContacts> {
  const fileName = path.basename(file)
  const bytes = parts.readFile(file, MOST_CONTACT_BYTES + 1)
  if (bytes.length === 0) refuse('import/unreadable', { file: fileName })
  if (bytes.length > MOST_CONTACT_BYTES) refuse('import/too-large', { file: fileName })
  const text = parts.textOf(bytes)
  if (text !== null && isVcard(text)) return readVcards(text)
  return orThrow(readContactTable(await parts.reader.read(file)))
}

const SLICE = 2_000

function knownParties({ store }: Book): KnownParties {
  const byPhone = new Map<string, string>()
  const byName = new Map<string, string>()
  for (let after = 0; ; ) {
    const slice = store.parties.forSearch(after, SLICE)
    for (const { partyNo, name, phone, isArchived } of slice) {
      after = partyNo
      for (const digits of phoneNumbers(phone)) byPhone.set(digits, name)
      if (!isArchived) byName.set(name.toLowerCase(), name)
    }
    if (slice.length < SLICE) return { byPhone, byName }
  }
}

/** A name that is there already gets the telephone number behind it, or the place in the file: somebody wanted both. */
function addContact(book: Book, contact: PlannedContact, kind: PartyKind, stamp: Stamp): void {
  const { name, phone, alias, place, address, group, tags, line } = contact
  const isTaken = book.store.parties.sameName(name, place).length > 0
  const beside = phone === '' ? String(line) : (phone.split(',')[0] ?? '')
  const party = addPartyWithin(
    book,
    {
      ...{ id: book.randomness.newId(), kind, phone, alias, place, address },
      name: isTaken ? `${name.slice(0, 90)} (${beside})` : name
    },
    stamp
  )
  if (group === '') return
  const { tags: _, interest, paysWithin, ...terms } = { ...NO_TERMS, group }
  book.store.facts.record('party.terms', stamp, {
    partyId: party.id,
    ...terms,
    more: { tags: [...tags], interest, paysWithin }
  })
}
