import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zImportPlan } from '#shared/import/import-plan.ts'
import { planImport } from '#shared/import/plan-import.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { zItemRequest } from '#shared/items/item.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { zPartyRequest } from '#shared/parties/party.ts'
import { zBillRequest } from '#shared/sales/bill-request.ts'
import { emptyBook, plainIdFor } from '../fixtures/import/empty-book.ts'
import { madeTable, shuffled } from '../fixtures/import/made-tables.ts'

const choices = { kind: null, mapping: null, dateOrder: 'dmy' } as const
const planOf = (table: SourceTable) => orThrow(planImport(table, choices, emptyBook, plainIdFor))

describe('a plan, whatever the file holds', () => {
  test('every line is taken or left out by name', () => {
    fc.assert(
      fc.property(madeTable, (table) => {
        const { plan } = planOf(table)
        const leftOut = new Set(plan.remarks.filter((remark) => remark.isLeftOut).map((remark) => remark.line))
        expect(plan.takenLineCount + leftOut.size).toBe(table.rows.length - 1)
        expect(plan.lineCount).toBe(table.rows.length - 1)
      })
    )
  })

  test('the plan and everything it would record pass the boundary', () => {
    fc.assert(
      fc.property(madeTable, (table) => {
        const { plan, draft } = planOf(table)
        expect(zImportPlan.safeParse({ ...plan, planId: 'p' }).error).toBeUndefined()
        for (const party of draft.parties) expect(zPartyRequest.safeParse(party).error).toBeUndefined()
        for (const item of draft.items) expect(zItemRequest.safeParse(item).error).toBeUndefined()
        for (const { request } of draft.entries) {
          if (request === null || request.kind === 'opening') continue
          const parsed =
            request.kind === 'bill' ? zBillRequest.safeParse(request.bill) : zEntryRequest.safeParse(request)
          expect(parsed.error).toBeUndefined()
        }
        const ids = draft.entries.map((entry) => entry.id)
        expect(new Set(ids).size).toBe(ids.length)
      })
    )
  })

  test('rows in another order give the same parties and the same entries in the same order', () => {
    fc.assert(
      fc.property(madeTable, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (table, order) => {
        const bare = ({ draft }: ReturnType<typeof planOf>) => ({
          parties: draft.parties,
          items: draft.items,
          stocks: draft.stocks,
          entries: draft.entries.map(({ request: _, ...entry }) => entry)
        })
        expect(bare(planOf(shuffled(table, order)))).toEqual(bare(planOf(table)))
      })
    )
  })
})
