import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { madeTable, shuffled } from '../fixtures/import/made-tables.ts'
import { type OpenBook, openBook } from '../fixtures/import/open-book.ts'

const SHOP = '0193a000-0000-7000-8000-000000000001'
const RUNS = { numRuns: 25 }
const choices = { dateOrder: 'dmy' } as const

let open: OpenBook[] = []
function newBook(): OpenBook {
  const book = openBook(SHOP)
  open.push(book)
  return book
}
afterEach(async () => {
  for (const book of open) await book.close()
  open = []
})

/** Everything that an import can change, without what the order of recording decides. */
function booksOf({ book: { store } }: OpenBook) {
  const parties = store.parties
    .forSearch(0, 10_000)
    .map(({ id, name, kind, phone, place, balanceMinor, entryCount }) => ({
      id,
      name,
      kind,
      phone,
      place,
      balanceMinor,
      entryCount
    }))
  const entries = store.entries
    .after(0, 10_000)
    .map(({ id, kind, bookOn, occurredOn, partyId, text, amountMinor, creditMinor, cashMinor }) => ({
      id,
      kind,
      bookOn,
      occurredOn,
      partyId,
      text,
      amountMinor,
      creditMinor,
      cashMinor
    }))
  // Their order is that of recording, which bills of one day share.
  const items = store.items.forSearch(0, 10_000).map(({ itemNo, item }) => ({
    item,
    quantity: store.stock.onHand(itemNo).quantity,
    batches: store.stock.batches(itemNo)
  }))
  return { parties, entries, items, totals: store.totals(), accounts: store.accounts.views() }
}

/** Brings a table in, unless nothing of it can be taken. */
async function bring(into: OpenBook, table: SourceTable) {
  try {
    return await into.bring(table, choices)
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'import/nothing-to-import') return null
    throw error
  }
}

describe('an import into a real ledger, whatever the file holds', () => {
  test('comes to what its plan says, and leaves a clean ledger', async () => {
    await fc.assert(
      fc.asyncProperty(madeTable, async (table) => {
        const into = newBook()
        const brought = await bring(into, table)
        if (brought === null) return
        const { plan, result } = brought
        expect(result).toMatchObject({
          getMinor: plan.getMinor,
          giveMinor: plan.giveMinor,
          totals: plan.totals,
          goods: plan.goods,
          isProved: true
        })
        expect([result.addedParties, result.addedEntries]).toEqual([plan.newParties, plan.newEntries])
        expect([result.addedItems, result.addedStocks]).toEqual([plan.newItems, plan.newStocks])
        const { getMinor, giveMinor, partyCount } = into.book.store.totals()
        expect([getMinor, giveMinor, partyCount]).toEqual([plan.getMinor, plan.giveMinor, plan.newParties])
        expect(verifyLedger(into.book.store.file)).toMatchObject({ isClean: true, firstFault: null })
      }),
      RUNS
    )
  })

  test('a second import adds nothing, in whatever order the rows come', async () => {
    await fc.assert(
      fc.asyncProperty(madeTable, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), async (table, order) => {
        const into = newBook()
        const first = await bring(into, table)
        const before = booksOf(into)
        const second = await bring(into, shuffled(table, order))
        expect(booksOf(into)).toEqual(before)
        if (first === null || second === null) return
        expect(second.result).toMatchObject({
          addedParties: 0,
          addedEntries: 0,
          addedItems: 0,
          addedStocks: 0,
          goods: first.result.goods,
          knownEntries: first.result.addedEntries,
          totals: first.result.totals,
          getMinor: first.result.getMinor,
          giveMinor: first.result.giveMinor
        })
      }),
      RUNS
    )
  })

  test('the order of the rows makes no difference to the books', async () => {
    await fc.assert(
      fc.asyncProperty(madeTable, fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), async (table, order) => {
        const [one, other] = [newBook(), newBook()]
        await bring(one, table)
        await bring(other, shuffled(table, order))
        expect(booksOf(other)).toEqual(booksOf(one))
      }),
      RUNS
    )
  })
})
