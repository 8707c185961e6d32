import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { goodsCommands } from './goods-commands.ts'
import { GoodsPlayer } from './goods-player.ts'

const RUNS = Number(process.env.SHOP_RUNS ?? 30)

test('any order of bills, returns, adjustments and reversals keeps stock, balances and tax, and can be taken back', async () => {
  const done = { bills: 0, returns: 0, undone: 0, refusals: 0 }
  await fc.assert(
    fc.asyncProperty(goodsCommands, async (sequence) => {
      const player = await GoodsPlayer.open()
      try {
        for (const command of sequence) {
          await player.play(command)
          await player.checkStock()
        }
        await player.checkBooks()
        checkFile(player.file)
        expect(verifyLedger(player.file)).toMatchObject({ isClean: true, firstFault: null })
        await player.undoAll()
        await player.checkNothingIsLeft()
        expect(verifyLedger(player.file)).toMatchObject({ isClean: true, firstFault: null })
        for (const name of Object.keys(done) as (keyof typeof done)[]) done[name] += player.done[name]
      } finally {
        await player.close()
      }
    }),
    { numRuns: RUNS }
  )
  if (process.env.SHOP_RUNS) console.log(done)
  // A generator that makes nothing but refusals would prove nothing.
  expect(done.bills).toBeGreaterThan(RUNS)
  for (const count of [done.returns, done.undone, done.refusals]) expect(count).toBeGreaterThan(0)
}, 900_000)

/** The file itself, read by plain SQL. */
function checkFile(file: string): void {
  const db = new Sqlite(file, { readonly: true })
  const none = (sql: string) => expect(db.prepare(sql).all(), sql).toEqual([])
  try {
    none('select entry_no from posting group by entry_no having sum(amount_minor) <> 0')
    none('select bill_no from bill join entry using (entry_no) where amount_minor <> total_minor')
    none(`select item_no from stock_on_hand where (quantity, value_minor) is not
      (select sum(quantity), sum(value_minor) from stock_move where stock_move.item_no = stock_on_hand.item_no)`)
    none(
      'select item_no from stock_on_hand where quantity = 0 and value_minor <> 0 or quantity > 0 and value_minor < 0'
    )
    none(`select item_no from stock_on_hand as kept where cost_minor || ' ' || cost_quantity is not coalesce(
      (select cost_minor || ' ' || quantity from stock_move as done where item_no = kept.item_no and cost_minor > 0 and
        not exists (select 1 from stock_move as undone
          where is_undone = 1 and undone.bill_no = done.bill_no and undone.line_no = done.line_no)
        order by move_no desc limit 1), '0 0')`)
    none(`select bill_no from bill where taxable_minor <>
      (select sum(taxable_minor) from bill_line where bill_line.bill_no = bill.bill_no)`)
    none(`select bill_no from bill where (select sum(tax_minor) from bill_line where bill_line.bill_no = bill.bill_no) <>
      (select sum(cgst_minor + sgst_minor + utgst_minor + igst_minor + cess_minor + vat_minor) from bill_tax
        where bill_tax.bill_no = bill.bill_no)`)
  } finally {
    db.close()
  }
}
