import { call } from '#renderer/app-api.ts'
import { type PagedRows, usePagedRows } from '#renderer/lists/use-paged-rows.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { ITEM_FILTERS } from '#shared/contract/item-endpoints.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'

export type ItemFilter = (typeof ITEM_FILTERS)[number]

export interface ItemQuestion {
  readonly text: string
  readonly filter: ItemFilter
  /** Empty: of every group. */
  readonly group: string
}

export interface ItemTotals {
  readonly groups: readonly string[]
  /** What the stock of all of them is worth; null for those who may not see costs. */
  readonly valueMinor: Minor | null
}

/** The longest text that is looked for; a longer one is no name. */
const LONGEST = 200

/** The items that fit, page by page, with what their stock is worth together. */
export function useItemList(question: ItemQuestion, anchorAt: number): PagedRows<ItemView, ItemTotals> {
  const asked = { ...question, text: question.text.trim().slice(0, LONGEST) }
  return usePagedRows(
    JSON.stringify(asked),
    async (offset, limit) => {
      const answer = await call('item.list', { ...asked, offset, limit })
      if (!answer.ok) return answer
      const { items, total, groups, valueMinor } = answer.value
      return ok({ rows: items, total, rest: { groups, valueMinor } })
    },
    anchorAt
  )
}
