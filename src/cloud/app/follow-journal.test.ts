import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readClosings, readDay, readFigures, readParties, readStatement } from '#cloud/db/owner-reads.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { opsOfFile } from '#tests/support/book-ops.ts'
import { makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { putOps } from '#tests/support/cloud-journal.ts'
import { openBook } from '#tests/support/open-book.ts'
import { makeWholeBook, type WholeBook } from '#tests/support/whole-book.ts'
import { followJournal, forgetPage } from './follow-journal.ts'

let cloud: TestCloud
let whole: WholeBook
let ops: string[]
beforeAll(async () => {
  cloud = await openTestCloud()
  whole = await makeWholeBook()
  ops = opsOfFile(whole.file)
})
afterAll(() => cloud.close())

const names = (no: number) => `C${no}`
const everything = { find: '', sort: 'amount', isWithSettled: true, page: 1 } as const

async function followed(accountId: string) {
  while (!(await followJournal(cloud.database, accountId)));
}

/** All rows of the page of an account, without its id. */
async function rowsOf(accountId: string): Promise<unknown> {
  return cloud.database.withAccount(accountId, async (run) => ({
    entries: await run.selectFrom('owner_entry').selectAll().orderBy('entry_id').execute(),
    parties: await run.selectFrom('owner_party').selectAll().orderBy('party_id').execute(),
    sums: await run.selectFrom('owner_sum').selectAll().orderBy('book_on').orderBy('bucket').execute(),
    drawers: await run.selectFrom('owner_drawer').selectAll().execute(),
    settings: await run.selectFrom('owner_setting').selectAll().orderBy('name').execute(),
    closings: await run.selectFrom('owner_closing').selectAll().orderBy('closing_id').execute()
  }))
}
const withoutAccount = (rows: unknown, accountId: string): string => JSON.stringify(rows).replaceAll(accountId, '')

describe('the page of a shop with a row of everything', () => {
  it('says of every party, drawer and day what the counter says', async () => {
    const { accountId } = await makeAccount(cloud.cloud)
    await putOps(cloud.cloud, accountId, 1, ops)
    await followed(accountId)
    const book = openBook(whole.file, whole.clock)
    try {
      const { store } = book
      await cloud.database.withAccount(accountId, async (run) => {
        expect(await run.selectFrom('owner_skip').selectAll().execute()).toEqual([])
        const { parties, count } = await readParties(run, accountId, everything)
        expect(count).toBeGreaterThan(3)
        for (const { id, name, balanceMinor } of parties) {
          const own = store.parties.byId(id)
          expect({ name, balanceMinor }).toEqual({ name: own?.name, balanceMinor: own?.balanceMinor })
          const statement = await readStatement(
            run,
            accountId,
            { partyId: id, before: null, isAlone: true, most: 500 },
            names
          )
          expect(statement?.lines.length).toBe(own?.entryCount)
          expect(statement?.beforeMinor).toBe(0)
        }
        const [first] = store.closings.list(null, 10).toReversed()
        const day = first?.bookOn as BookDate
        const { figures, drawers } = await readDay(run, accountId, { day, before: null }, names)
        expect(drawers[0]?.cashMinor).toBe(store.accounts.balance('cash' as never))
        for (const name of [
          'salesMinor',
          'returnsMinor',
          'cashSalesMinor',
          'duesCashMinor',
          'creditGivenMinor'
        ] as const)
          expect({ [name]: figures[name] }).toEqual({ [name]: first?.figures[name] })
        for (const name of ['cashExpensesMinor', 'cashPaidOutMinor', 'cashRefundsMinor', 'bankMinor'] as const)
          expect({ [name]: figures[name] }).toEqual({ [name]: first?.figures[name] })
        const { closings } = await readClosings(run, accountId, null, names)
        expect(closings.map(({ zNo }) => zNo)).toEqual([2, 1])
        expect(
          (await readFigures(run, accountId, 20200101 as BookDate, 20991231 as BookDate)).salesMinor
        ).toBeGreaterThan(0)
      })
    } finally {
      book.store.close()
    }
  })

  it('is the same however the ops came in lots, when it is made again, and when two servers make it at once', async () => {
    const { accountId } = await makeAccount(cloud.cloud)
    await putOps(cloud.cloud, accountId, 1, ops)
    await followed(accountId)
    const once = withoutAccount(await rowsOf(accountId), accountId)
    await forgetPage(cloud.database, accountId)
    await Promise.all([followed(accountId), followed(accountId), followed(accountId)])
    expect(withoutAccount(await rowsOf(accountId), accountId)).toBe(once)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 200 }), async (size, cut) => {
        const other = await makeAccount(cloud.cloud)
        await putOps(cloud.cloud, other.accountId, 1, ops.slice(0, cut), size)
        await followed(other.accountId)
        await putOps(cloud.cloud, other.accountId, 1, ops.slice(cut), size)
        await followed(other.accountId)
        expect(withoutAccount(await rowsOf(other.accountId), other.accountId)).toBe(once)
      }),
      { numRuns: 6 }
    )
  })

  it('finds a party by another script, and by the start of any word', async () => {
    const { accountId } = await makeAccount(cloud.cloud)
    await putOps(cloud.cloud, accountId, 1, ops)
    await followed(accountId)
    const find = (text: string) =>
      cloud.database.withAccount(accountId, async (run) =>
        (await readParties(run, accountId, { ...everything, find: text })).parties.map(({ name }) => name)
      )
    expect(await find('ramesh')).toEqual(['रमेश किराना'])
    expect(await find('stor')).toEqual(['Suresh Stores'])
    expect(await find('रमेश kirana')).toEqual(['रमेश किराना'])
    expect(await find("%' or 1=1 --")).toEqual([])
  })

  it('takes an entry once and its reversal once, whoever sends them again', async () => {
    const { accountId } = await makeAccount(cloud.cloud)
    await putOps(cloud.cloud, accountId, 1, ops)
    await followed(accountId)
    const before = await rowsOf(accountId)
    const entries = ops.filter((op) => op.includes('"k":"entry.post"'))
    await putOps(cloud.cloud, accountId, 1, [
      ...entries,
      '{"broken":',
      '{"b":0,"d":{},"k":"from.tomorrow","n":1,"t":"0","u":""}'
    ])
    await followed(accountId)
    expect(await rowsOf(accountId)).toEqual(before)
    const skipped = await cloud.database.withAccount(accountId, (run) =>
      run.selectFrom('owner_skip').select('reason').execute()
    )
    expect(skipped).toHaveLength(entries.length + 2)
  })
})
