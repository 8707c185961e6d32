import { z } from 'zod'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { nameKey } from '#shared/import/known-book.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Ground, UsageError } from './command.ts'
import type { OpenedLedger } from './open-ledger.ts'

/** The one item that is meant: by id, by code or barcode, by its exact name, or by the only match of a search. */
export async function findItem(ledger: OpenedLedger, text: string, { texts }: Ground): Promise<ItemView> {
  if (z.uuid().safeParse(text).success) return (await ledger.ask('item.brief', { ...NOBODY, itemId: text })).item
  const scanned = text.length > 60 ? [] : (await ledger.ask('item.scan', { code: text })).items
  const hits = scanned.length > 0 ? scanned : await ledger.ask('item.search', { text, limit: 50 })
  const exact = hits.filter((hit) => nameKey(hit.name) === nameKey(text))
  const [only, ...others] = exact.length > 0 ? exact : hits
  if (only === undefined) return refuse('item/not-found')
  if (others.length === 0) return only
  const items = [only, ...others].slice(0, 8).map((hit) => `"${hit.name}" ${hit.code || hit.id}`)
  throw new UsageError(texts.say('item-ambiguous', { items: items.join('; ') }))
}

const NOBODY = { partyId: null, side: 'sale' } as const
