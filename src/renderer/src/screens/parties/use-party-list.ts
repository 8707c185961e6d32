import { call } from '#renderer/app-api.ts'
import { type PagedRows, usePagedRows } from '#renderer/lists/use-paged-rows.ts'
import type { PartyView } from '#shared/contract/views.ts'
import type { PartyWords } from '#shared/credit/party-words.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import type { PartyFilter, PartySort } from './filter-and-sort.ts'

export interface PartyQuestion extends PartyWords {
  readonly text: string
  readonly filter: PartyFilter
  readonly sort: PartySort
}

export interface PartyTotals {
  readonly getMinor: Minor
  readonly giveMinor: Minor
}

/** The longest text that is looked for; a longer one is no name. */
const LONGEST = 200

/** The parties that fit, page by page, with what they owe and are owed together. */
export function usePartyList(question: PartyQuestion, anchorAt: number): PagedRows<PartyView, PartyTotals> {
  const asked = { ...question, text: question.text.trim().slice(0, LONGEST) }
  return usePagedRows(
    JSON.stringify(asked),
    async (offset, limit) => {
      const answer = await call('party.list', { ...asked, offset, limit })
      if (!answer.ok) return answer
      const { parties, total, getMinor, giveMinor } = answer.value
      return ok({ rows: parties, total, rest: { getMinor, giveMinor } })
    },
    anchorAt
  )
}
