import type { Item } from '#shared/items/item.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import { type BillDraft, type DraftLine, withLine } from './bill-draft.ts'

/** Goods or work that is in no list: what an item would have said of them. Their name stands in the line. */
export interface FreeLine {
  readonly unit: UnitCode
  readonly hsn: string
  readonly taxRule: string
  readonly isTaxInPrice: boolean
}

const NO_ITEM: Item = {
  ...{ id: '', name: '', isArchived: false, alias: '', code: '', barcodes: [], group: '', hsn: '', taxRule: '' },
  ...{ isTaxInPrice: false, baseUnit: 'PCS', units: [], saleUnit: null, prices: [], purchaseRate: null },
  ...{ retailPriceMinor: null, keepsStock: false, hasBatch: false, hasExpiry: false, lowStock: null }
}

const made = new WeakMap<FreeLine, Item>()

/** What a line is read by: the item that was chosen, or what was said of goods that are none. The same object while neither changes. */
export function itemOf(
  line: Pick<DraftLine, 'itemId' | 'free'> | null | undefined,
  items: ReadonlyMap<string, Item>
): Item | undefined {
  if (line == null) return undefined
  if (line.itemId !== null) return items.get(line.itemId)
  if (line.free === null) return undefined
  const before = made.get(line.free)
  if (before !== undefined) return before
  const { unit: baseUnit, ...said } = line.free
  const item = { ...NO_ITEM, ...said, baseUnit }
  made.set(line.free, item)
  return item
}

export const withFree = (draft: BillDraft, key: number, name: string, free: FreeLine): BillDraft => {
  const at = draft.lines.findIndex((line) => line.key === key)
  return withLine(draft, at, (line) => ({ ...line, item: name, itemId: null, free }))
}

/** What a new one begins with: as the one before it on this bill; else the tax of the goods above it, when a rule of it still stands. */
export function firstFree(draft: BillDraft, items: ReadonlyMap<string, Item>, scheme: TaxScheme | null): FreeLine {
  const before = draft.lines.findLast((line) => line.free !== null)?.free
  if (before != null) return { ...before, hsn: '' }
  const above = itemOf(
    draft.lines.findLast((line) => line.itemId !== null),
    items
  )
  const isKnown = scheme?.rules.some(({ id }) => id === above?.taxRule) ?? false
  return { unit: 'PCS', hsn: '', taxRule: isKnown ? (above?.taxRule ?? '') : '', isTaxInPrice: false }
}
