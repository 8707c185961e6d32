import type { PartyRecord, Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { refuse } from '#shared/kernel/result.ts'
import { cleanName } from '#shared/parties/party.ts'
import { type Book, stampOf } from './book.ts'

/** Lays down how a party is given credit. The same terms again change nothing; what they were before stays in the journal. */
export function setTerms(book: Book, { partyId, terms }: Parsed<'credit.terms'>): Output<'credit.terms'> {
  const party = book.store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId')
  const wanted = cleanTerms(terms)
  const stamp = stampOf(book)
  const isNew = book.store.transact(() => {
    if (canonicalJson(book.store.credit.terms(party.partyNo)) === canonicalJson(wanted)) return false
    recordTerms(book, partyId, wanted, stamp)
    return true
  })
  if (isNew) book.committed({})
  return { outcome: isNew ? 'recorded' : 'exists' }
}

/** Of two parties that become one, the one that stays wants no messages when either wanted none. Within the caller's transaction. */
export function keepRefusal(book: Book, stays: PartyRecord, goes: PartyRecord, stamp: Stamp): void {
  const { credit } = book.store
  const terms = credit.terms(stays.partyNo)
  if (terms.consent !== 'refused' && credit.terms(goes.partyNo).consent === 'refused')
    recordTerms(book, stays.id, { ...terms, consent: 'refused' }, stamp)
}

function recordTerms(book: Book, partyId: string, terms: PartyTerms, stamp: Stamp): void {
  const { tags, interest, paysWithin, ...fields } = terms
  book.store.facts.record('party.terms', stamp, { partyId, ...fields, more: { tags, interest, paysWithin } })
}

/** Words are kept once and without blanks around them, so that a list of them has each once. */
function cleanTerms(terms: PartyTerms): PartyTerms {
  const tags = [...new Set(terms.tags.map(cleanName))].filter((tag) => tag !== '')
  return { ...terms, group: cleanName(terms.group), route: cleanName(terms.route), tags }
}
