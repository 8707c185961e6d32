import type { ItemView } from '#shared/contract/goods-views.ts'
import type { ITEM_FILTERS } from '#shared/contract/item-endpoints.ts'
import type { OpenedLedger } from './open-ledger.ts'

const PAGE = 1_000

/** All items of a filter and a group (empty: every one) by name, a page at a time. */
export async function* itemPages(
  ledger: OpenedLedger,
  filter: (typeof ITEM_FILTERS)[number],
  group = ''
): AsyncGenerator<readonly ItemView[]> {
  for (let offset = 0; ; offset += PAGE) {
    const { items } = await ledger.ask('item.list', { text: '', filter, group, offset, limit: PAGE })
    if (items.length > 0) yield items
    if (items.length < PAGE) return
  }
}
