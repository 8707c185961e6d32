import { build } from '#main/db/prepared.ts'
import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { Item } from '#shared/items/item.ts'

export interface ItemDetails {
  item_no: number
  details: string
}

/** The details are the whole item: the other columns are for finding it. */
export const itemOf = (row: ItemDetails): ItemRecord => ({
  itemNo: row.item_no,
  item: JSON.parse(row.details) as Item
})

export const selectItem = () => build.selectFrom('item').select(['item.item_no', 'item.details'])
