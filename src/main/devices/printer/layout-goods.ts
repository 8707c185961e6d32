import { packed } from '#shared/receipt/packed.ts'
import type { GoodsRow } from '#shared/receipt/receipt-document.ts'
import { layOutPair } from './layout-pair.ts'
import type { PaperCursor } from './paper-cursor.ts'

const MOST_NAME_LINES = 3
const MOST_DETAIL_LINES = 4

/** The lines of a bill: the name on lines of its own, count and price with the amount under it, all else small below. */
export function layOutGoods(cursor: PaperCursor, rows: readonly GoodsRow[]): void {
  const { textSizes, blockGap } = cursor.metrics
  rows.forEach((row, index) => {
    if (index > 0) cursor.down(blockGap)
    const plain = { type: 'pair', size: 'body', weight: 'regular' } as const
    if (row.reckoning === '') layOutPair(cursor, { ...plain, label: row.name, value: row.amount })
    else {
      cursor.putText(row.name, 'left', 'bold', textSizes.body, MOST_NAME_LINES)
      layOutPair(cursor, { ...plain, label: row.reckoning, value: row.amount })
    }
    const fits = (words: string) => cursor.setter.line(words, 'regular', textSizes.small).width <= cursor.innerWidth
    for (const words of packed(row.details, ' · ', fits)) {
      cursor.putText(words, 'left', 'regular', textSizes.small, MOST_DETAIL_LINES)
    }
  })
}
