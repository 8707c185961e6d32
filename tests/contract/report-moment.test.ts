import { expect, test } from 'vitest'
import { openLedger } from '#main/db/open-ledger.ts'
import { DayTally } from '#main/db/reports/day-tally.ts'
import { groundOver, keptStatements } from '#main/db/reports/ground.ts'
import { partyBalances } from '#main/db/reports/party-balances.ts'
import { trialBalance } from '#main/db/reports/trial-balance.ts'
import { refuse } from '#shared/kernel/result.ts'
import { zReportQuery } from '#shared/reports/report.ts'
import { ask, openTestShop } from '#tests/support/open-app.ts'

const asked = (report: string) => zReportQuery.parse({ report, fromOn: 20261101, toOn: 20261130 })

test('what the counter enters while a report is made is in none of its figures, and in all of the next', async () => {
  const shop = await openTestShop()
  const gupta = ask.party('Gupta')
  await shop.call('party.add', gupta)
  await shop.call('entry.record', ask.sale(gupta.id, 100_00))
  const db = openLedger(shop.file(), { readOnly: true, isOpenHere: true })
  const tally = new DayTally()
  let entered = 0
  const sell = shop.app.handlers['entry.record'] as (input: object) => object
  // The counter sells between any two parts of the work.
  const pace = {
    step() {
      entered++
      sell(ask.sale(gupta.id, 1_00))
    }
  }
  const read = () => {
    db.exec('BEGIN')
    try {
      db.prepare('select count(*) from entry').get()
      tally.follow(db, pace)
      const ground = groundOver(db, tally, pace, keptStatements())
      const { report, rowAt } = partyBalances(ground, asked('party-balances'))
      const trial = trialBalance(ground, asked('trial-balance'))
      return [rowAt(ground, report.rowCount - 1).cells[6], trial.rows.at(-1)?.cells[4]]
    } finally {
      db.exec('COMMIT')
    }
  }
  try {
    expect(read()).toEqual([100_00, 2_100_00])
    expect(entered).toBeGreaterThan(1)
    const soFar = entered
    expect(read()).toEqual([100_00 + soFar * 1_00, 2_100_00 + soFar * 1_00])
  } finally {
    db.close()
    await shop.close()
  }
})

test('a walk that was called off goes on from there the next time', async () => {
  const shop = await openTestShop()
  const db = openLedger(shop.file(), { readOnly: true, isOpenHere: true })
  const tally = new DayTally()
  try {
    expect(() => tally.follow(db, { step: () => refuse('report/cancelled') })).toThrow('report/cancelled')
    expect(tally.lastEntryNo).toBe(0)
    tally.follow(db, { step() {} })
    expect(tally.lastEntryNo).toBe(1)
    // Nothing was appended: nothing is walked.
    tally.follow(db, { step: () => refuse('report/cancelled') })
  } finally {
    db.close()
    await shop.close()
  }
})
