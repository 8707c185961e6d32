import { adjustStock } from '#main/app/adjust-stock.ts'
import type { Book } from '#main/app/book.ts'
import { listItems, readItemBrief, scanItem, searchItems } from '#main/app/find-items.ts'
import { addItem, changeItem } from '#main/app/keep-items.ts'
import { setPrice } from '#main/app/keep-prices.ts'
import { readStockLedger } from '#main/app/read-stock.ts'
import type { Handlers } from '#shared/contract/contract.ts'

type GoodsHandlers = Pick<
  Handlers,
  `item.${'search' | 'scan' | 'brief' | 'add' | 'change' | 'list'}` | 'price.set' | `stock.${'ledger' | 'adjust'}`
>

/** The use cases of items, prices and stock of the open book. */
export function createGoodsHandlers(book: () => Book): GoodsHandlers {
  return {
    'item.search': (input) => searchItems(book(), input),
    'item.scan': (input) => scanItem(book(), input),
    'item.brief': (input) => readItemBrief(book(), input),
    'item.add': (input) => addItem(book(), input),
    'item.change': (input) => changeItem(book(), input),
    'item.list': (input) => listItems(book(), input),
    'price.set': (input) => setPrice(book(), input),
    'stock.ledger': (input) => readStockLedger(book(), input),
    'stock.adjust': (input) => adjustStock(book(), input)
  }
}
