import type { ItemRequest } from '#shared/items/item.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import { isCharge } from './charge-words.ts'
import { ItemBook, type ItemMention, type ResolvedItem } from './item-book.ts'
import type { IdFor, KnownBook } from './known-book.ts'
import { compare } from './party-book.ts'
import type { Decimal } from './read-decimal.ts'
import { quantityIn } from './read-goods-cells.ts'
import type { InvoiceRow } from './read-invoice-row.ts'

/** An item as the lines of invoices need it. */
export interface InvoiceItem {
  readonly resolved: ResolvedItem
  readonly unit: UnitCode
  readonly keepsStock: boolean
}

/** The unit of an item that a file of invoices names: nobody says what is counted. */
const WHOLE: UnitCode = 'PCS'
const DIVIDED: UnitCode = 'OTH'

/** The items of a file of invoices: found in the book by code or name, or made of what the rows say. */
export class InvoiceGoods {
  readonly #book = new ItemBook()
  readonly #items = new Map<string, InvoiceItem>()

  constructor(rows: readonly InvoiceRow[], book: KnownBook, idFor: IdFor) {
    const named = rows.filter((row): row is InvoiceRow & { item: ItemMention } => row.item !== null)
    for (const { item } of named) this.#book.add(item)
    this.#book.resolve(book, idFor)
    const divided = new Set<string>()
    for (const { item, quantity } of named) {
      const key = this.#book.of(item)?.key
      if (key !== undefined && quantityIn(WHOLE, quantity) === null) divided.add(key)
    }
    for (const resolved of this.#book.all()) this.#items.set(resolved.key, this.#itemOf(resolved, divided))
  }

  #itemOf(resolved: ResolvedItem, divided: ReadonlySet<string>): InvoiceItem {
    const { known, key, code, name } = resolved
    if (known !== null) return { resolved, unit: known.baseUnit, keepsStock: known.keepsStock }
    return { resolved, unit: divided.has(key) ? DIVIDED : WHOLE, keepsStock: !isCharge({ code, name }) }
  }

  /** The item of a row; null for a row that names none, and for one that may not be sold any more. */
  of({ item }: InvoiceRow): InvoiceItem | null {
    if (item === null) return null
    const resolved = this.#book.of(item)
    if (resolved === null || resolved.known?.isArchived === true || resolved.isNameTaken) return null
    return this.#items.get(resolved.key) ?? null
  }

  /** What must be added for the items that are used, in the order of their names. */
  requests(used: ReadonlySet<string>): ItemRequest[] {
    const made = [...this.#items.values()].filter(({ resolved }) => resolved.known === null && used.has(resolved.id))
    return made.map(requestOf).sort((left, right) => compare(left.name, right.name) || compare(left.id, right.id))
  }

  knownCount(used: ReadonlySet<string>): number {
    return [...this.#items.values()].filter(({ resolved }) => resolved.known !== null && used.has(resolved.id)).length
  }
}

const requestOf = ({ resolved: { id, code, name }, unit, keepsStock }: InvoiceItem): ItemRequest => ({
  id,
  name,
  code,
  alias: '',
  barcodes: [],
  group: '',
  hsn: '',
  taxRule: '',
  isTaxInPrice: false,
  baseUnit: unit,
  units: [],
  saleUnit: null,
  prices: [],
  purchaseRate: null,
  retailPriceMinor: null,
  keepsStock,
  hasBatch: false,
  hasExpiry: false,
  lowStock: null
})

/** How much of an item a row names, its sign kept; null when the item's unit is not divided so far, or nothing is named. */
export function countOf(item: InvoiceItem | null, count: Decimal): Quantity | null {
  const counted = quantityIn(item?.unit ?? DIVIDED, count)
  return counted === null || counted === 0 ? null : counted
}

export const unitOf = (item: InvoiceItem | null): UnitCode => item?.unit ?? DIVIDED
