import type { ItemRecord, ItemStore } from '#main/ports/goods-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { ItemIndex, type ItemRow } from '#shared/search/item-index.ts'
import { createNameFinder, type NameFinder } from './name-finder.ts'

/** Finds items while somebody types: by name, other names, code, barcode or group, in any script, with a slip. */
export interface ItemFinder extends Omit<NameFinder<ItemRecord>, 'touch'> {
  /** An item was sold or bought: it ranks higher from now on. */
  touch(item: ItemRecord, usedOn: BookDate): void
}

/** Uses are counted from so many of the newest bills; while the app runs, each further use is added. */
const COUNTED_BILLS = 2_000

export function createItemFinder(items: ItemStore): ItemFinder {
  const uses = new Map<number, { uses: number; lastUsedOn: number }>()
  let isCounted = false

  function usesOf(itemNo: number) {
    if (!isCounted) {
      isCounted = true
      for (const { itemNo, ...use } of items.usesInNewest(COUNTED_BILLS)) uses.set(itemNo, use)
    }
    return uses.get(itemNo) ?? { uses: 0, lastUsedOn: 0 }
  }

  const names = createNameFinder<ItemRecord, ItemRow, { itemNo: number; matched: Matched }>(
    {
      empty: () => new ItemIndex(),
      rowOf: ({ itemNo, item }) => ({ itemNo, ...item, ...usesOf(itemNo) }),
      noOf: ({ itemNo }) => itemNo,
      noOfResult: ({ itemNo }) => itemNo,
      matchedOf: ({ matched }) => matched,
      byId: items.byId,
      byNo: items.byNo,
      forSearch: items.forSearch,
      usedLast: items.usedLast,
      written: (text, limit) => items.written(text, limit, false)
    },
    ({ item }) => item
  )
  return {
    ...names,
    touch(record, usedOn) {
      const { uses: before, lastUsedOn } = usesOf(record.itemNo)
      uses.set(record.itemNo, { uses: before + 1, lastUsedOn: Math.max(lastUsedOn, usedOn) })
      names.touch(record, usedOn)
    }
  }
}

type Matched = { readonly start: number; readonly end: number } | null
