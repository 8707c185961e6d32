import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { commands } from './shop-commands.ts'
import type { ShopModel } from './shop-model.ts'
import { ShopPlayer } from './shop-player.ts'

const RUNS = Number(process.env.SHOP_RUNS ?? 30)

test('any sequence of commands, by two processes and any clock, leaves a book that says what the model says', async () => {
  const done = { entries: 0, closings: 0, reversals: 0 }
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const player = await ShopPlayer.open()
      try {
        for (const command of sequence) {
          await player.play(command)
          await player.check()
        }
        expect(verifyLedger(player.file)).toMatchObject({ isClean: true, firstFault: null })
        checkFile(player.file, player.model)
        done.entries += player.model.entries.length
        done.closings += player.model.closings.length
        done.reversals += player.model.entries.filter((entry) => entry.undoes !== null).length
      } finally {
        await player.close()
      }
    }),
    { numRuns: RUNS }
  )
  if (process.env.SHOP_RUNS) console.log(done)
  // A generator that makes nothing but refusals would prove nothing.
  expect(done.entries).toBeGreaterThan(RUNS)
  expect(done.closings).toBeGreaterThan(0)
  expect(done.reversals).toBeGreaterThan(0)
}, 900_000)

/** The file itself, read by plain SQL, against the model. */
function checkFile(file: string, model: ShopModel): void {
  const db = new Sqlite(file, { readonly: true })
  try {
    const all = <Row>(sql: string): Row[] => db.prepare<[], Row>(sql).all()
    expect(all('select entry_no from posting group by entry_no having sum(amount_minor) <> 0')).toEqual([])
    expect(
      all(`select entry_no as no, kind, book_on as bookOn, period_no as period, number, cash_minor as cash,
      upi_minor as upi, bank_minor as bank, credit_minor as credit, balance_minor as balanceAfter,
      reverses_no as undoes from entry_in_words order by entry_no`)
    ).toEqual(
      model.entries.map(({ kind, bookOn, period, number, cash, upi, bank, credit, balanceAfter, undoes }, at) => ({
        no: at + 1,
        kind,
        bookOn,
        period,
        number,
        cash,
        upi,
        bank,
        credit,
        balanceAfter,
        undoes
      }))
    )
    checkNumbers(
      all<{ number: string }>(`select number from entry_in_words where number <> ''`).map((row) => row.number)
    )
    checkAccounts(
      all('select code, balance_minor as balance from account join account_balance using (account_no)'),
      model
    )
    expect(all('select z_no as z, book_on as bookOn, last_entry_no as lastEntryNo from closing order by z_no')).toEqual(
      model.closings.map(({ bookOn, lastEntryNo }, at) => ({ z: at + 1, bookOn, lastEntryNo }))
    )
    expect(all(`select count(*) as papers from print_job where kind = 'receipt'`)).toEqual([{ papers: model.papers }])
    expect(all('select n from journal where n not between 1 and (select count(distinct n) from journal)')).toEqual([])
  } finally {
    db.close()
  }
}

/** Rule 46: at most 16 characters of letters, digits, dash and slash; consecutive, each once. */
function checkNumbers(numbers: readonly string[]): void {
  expect(new Set(numbers).size).toBe(numbers.length)
  const series = new Map<string, number>()
  for (const number of numbers) {
    expect(number).toMatch(/^[A-Z]{2}[BRCP]\/\d{2}-\d{2}\/\d{5}$/)
    expect(number.length).toBeLessThanOrEqual(16)
    const prefix = number.slice(0, -5)
    series.set(prefix, (series.get(prefix) ?? 0) + 1)
    expect(Number(number.slice(-5))).toBe(series.get(prefix))
  }
}

function checkAccounts(rows: readonly { code: string; balance: number }[], model: ShopModel): void {
  const made = new Map<string, number>()
  const add = (code: string, amount: number) => made.set(code, (made.get(code) ?? 0) + amount)
  for (const entry of model.entries) {
    add('cash', entry.cash)
    add('upi', entry.upi)
    add('bank', entry.bank)
    if (entry.party !== null)
      add(model.parties[entry.party]?.kind === 'customer' ? 'debtors' : 'creditors', entry.credit)
    if (entry.other !== null) add(entry.other.account, entry.other.amount)
  }
  for (const { code, balance } of rows) expect(`${code} ${balance}`).toBe(`${code} ${made.get(code) ?? 0}`)
}
