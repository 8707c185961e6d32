import { call } from '#renderer/app-api.ts'
import type { Period } from '#renderer/components/period/period.ts'
import { type PagedRows, usePagedRows } from '#renderer/lists/use-paged-rows.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { type KindGroup, kindsOf } from './kind-groups.ts'

export interface DayBookQuestion {
  readonly period: Period
  readonly group: KindGroup
  readonly text: string
}

export interface DayBookTotals {
  readonly salesMinor: Minor
  readonly cashInMinor: Minor
  readonly cashOutMinor: Minor
  readonly upiMinor: Minor
  readonly creditMinor: Minor
}

const LONGEST = 200

/** The entries of a period, page by page, with the totals of all that fit. */
export function useDayBook(question: DayBookQuestion, anchorAt: number): PagedRows<EntryView, DayBookTotals> {
  const { period, group } = question
  const asked = { ...period, kinds: kindsOf(group), text: question.text.trim().slice(0, LONGEST) }
  return usePagedRows(
    JSON.stringify(asked),
    async (offset, limit) => {
      const answer = await call('dayBook.read', { ...asked, offset, limit })
      if (!answer.ok) return answer
      const { entries, total, ...rest } = answer.value
      return ok({ rows: entries, total, rest })
    },
    anchorAt
  )
}
