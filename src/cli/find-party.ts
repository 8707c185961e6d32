import { z } from 'zod'
import type { PartyHit, PartyView } from '#shared/contract/views.ts'
import { nameKey } from '#shared/import/known-book.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Ground, UsageError } from './command.ts'
import type { OpenedLedger } from './open-ledger.ts'

type Found = Pick<PartyView, 'id' | 'name' | 'place'>

/** The one party that is meant: by id, by its exact name, or by the only match of a search. */
export async function findParty(ledger: OpenedLedger, text: string, { texts }: Ground): Promise<Found> {
  if (z.uuid().safeParse(text).success) return ledger.ask('party.brief', { partyId: text })
  const hits = await ledger.ask('party.search', { text, limit: 50 })
  const exact = hits.filter((hit) =>
    [hit.name, `${hit.name}, ${hit.place}`].some((name) => nameKey(name) === nameKey(text))
  )
  const [only, ...others] = exact.length > 0 ? exact : hits
  if (only === undefined) return refuse('party/not-found', { name: text })
  if (others.length > 0) throw new UsageError(texts.say('party-ambiguous', { parties: namesOf([only, ...others]) }))
  return only
}

const namesOf = (hits: readonly PartyHit[]): string =>
  hits
    .slice(0, 8)
    .map((hit) => (hit.place === '' ? `"${hit.name}" ${hit.id}` : `"${hit.name}, ${hit.place}" ${hit.id}`))
    .join('; ')
