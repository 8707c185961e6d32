import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { type Prepared, prepare } from '#main/db/prepared.ts'
import type { ItemPage, ItemStore } from '#main/ports/goods-store.ts'
import { type ItemDetails, itemOf, selectItem } from './item-reads.ts'

type ItemQuery = ReturnType<typeof selectItem>
type Where = { group: string; expiringOn: number }
type PageQueries = {
  rows: Prepared<Where & { limit: number; offset: number }, ItemDetails>
  total: Prepared<Where, { total: number }>
}

const onHand = sql<number>`coalesce((select quantity from stock_on_hand where stock_on_hand.item_no = item.item_no), 0)`

const notArchived = (query: ItemQuery) => query.where('item.is_archived', '=', 0)

const FILTERS: Record<ItemPage['filter'], (query: ItemQuery) => ItemQuery> = {
  all: notArchived,
  low: (query) =>
    notArchived(query).where('item.low_stock', 'is not', null).where(sql<boolean>`${onHand} < item.low_stock`),
  negative: (query) =>
    notArchived(query).where(sql<boolean>`item.item_no in (select item_no from stock_on_hand where quantity < 0)`),
  'in-stock': (query) =>
    notArchived(query).where(sql<boolean>`item.item_no in (select item_no from stock_on_hand where quantity > 0)`),
  // By the batches of the day asked for: see below.
  expiring: notArchived,
  archived: (query) => query.where('item.is_archived', '=', 1)
}

/** One pair of statements for each filter, with a group and without, made when first used. `inUse` is kept by the store. */
export function prepareItemPages(db: Sqlite.Database, inUse: () => number): ItemStore['page'] {
  const ready = new Map<string, PageQueries>()

  function queriesFor(filter: ItemPage['filter'], hasGroup: boolean): PageQueries {
    const key = `${filter} ${hasGroup}`
    const known = ready.get(key)
    if (known) return known
    const filtered = (slot: <Name extends keyof Where>(name: Name) => Where[Name]): ItemQuery => {
      let query = FILTERS[filter](selectItem())
      if (hasGroup) query = query.where(sql<boolean>`item.item_group = ${slot('group')}`)
      if (filter === 'expiring') {
        query = query.where(
          sql<boolean>`item.item_no in (select item_no from stock_batch
            where expires_on > 0 and expires_on <= ${slot('expiringOn')} and quantity > 0)`
        )
      }
      return query
    }
    const made: PageQueries = {
      rows: prepare(db, (slot) =>
        filtered(slot)
          .orderBy(sql`item.name collate nocase`)
          .orderBy('item.item_no')
          .limit(slot('limit'))
          .offset(slot('offset'))
      ),
      total: prepare(db, (slot) => filtered(slot).clearSelect().select(sql<number>`count(*)`.as('total')))
    }
    ready.set(key, made)
    return made
  }

  return ({ filter, group, expiringOn, offset, limit }) => {
    const { rows, total } = queriesFor(filter, group !== '')
    const where = { group, expiringOn }
    return {
      items: rows.all({ ...where, limit, offset }).map(itemOf),
      total: filter === 'all' && group === '' ? inUse() : (total.first(where)?.total ?? 0)
    }
  }
}
