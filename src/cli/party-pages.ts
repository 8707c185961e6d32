import type { PARTY_FILTERS } from '#shared/contract/book-endpoints.ts'
import type { PartyView } from '#shared/contract/views.ts'
import type { OpenedLedger } from './open-ledger.ts'

const PAGE = 1_000

/** All parties of a filter by name, a page at a time. */
export async function* partyPages(
  ledger: OpenedLedger,
  filter: (typeof PARTY_FILTERS)[number]
): AsyncGenerator<readonly PartyView[]> {
  for (let offset = 0; ; offset += PAGE) {
    const { parties } = await ledger.ask('party.list', { text: '', filter, sort: 'name', offset, limit: PAGE })
    if (parties.length > 0) yield parties
    if (parties.length < PAGE) return
  }
}
